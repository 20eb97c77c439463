import { Readable } from 'node:stream'
import { AdminError } from '../workspace/input/admin-error.ts'
import { toEntry } from '../workspace/journal/journal-entry.ts'
import type { Journal } from '../workspace/journal/journal.ts'
import type { Received } from '../workspace/journal/received.ts'
import type { RequestFilter } from '../workspace/journal/request-filter.ts'

/** Which of the requests that match are answered. */
export interface Page {
  /** No more than so many. */
  readonly limit?: string
  /** Only what came before the request with this id: the last of the page before. */
  readonly before?: string
}

/**
 * The requests that match, as the text of the answer, made piece by piece as its reader takes it: all at once may be
 * more than a string can hold.
 *
 * @throws AdminError where the request that a page starts before is not remembered
 */
export function answerRequests (journal: Journal, filter: RequestFilter, { limit, before }: Page): Readable {
  const number = before === undefined ? undefined : journal.numberOf(before)
  if (before !== undefined && number === undefined) {
    throw new AdminError(404, [
      `before: no request ${JSON.stringify(before)} is remembered; what came before it is forgotten too`
    ])
  }
  return Readable.from(pieces(journal.newestFirst(filter, number), Number(limit ?? Infinity)))
}

function * pieces (requests: Iterable<Received>, limit: number): Generator<string> {
  let count = 0
  for (const received of requests) {
    yield (count === 0 ? '{"requests":[' : ',') + JSON.stringify(toEntry(received))
    if (++count >= limit) break
  }
  yield count === 0 ? '{"requests":[]}' : ']}'
}
