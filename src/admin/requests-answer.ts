import { Readable } from 'node:stream'
import { AdminError } from '../workspace/input/admin-error.ts'
import { toEntry } from '../workspace/journal/journal-entry.ts'
import type { Received } from '../workspace/journal/received.ts'
import type { RequestFilter } from '../workspace/journal/request-filter.ts'
import type { RequestLog } from '../workspace/journal/request-log.ts'

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
export async function answerRequests (
  requests: RequestLog,
  filter: RequestFilter,
  { limit, before }: Page
): Promise<Readable> {
  const number = before === undefined ? undefined : await requests.numberOf(before)
  if (before !== undefined && number === undefined) {
    throw new AdminError(404, [
      `before: no request ${JSON.stringify(before)} is remembered; what came before it is forgotten too`
    ])
  }
  return Readable.from(pieces(requests.newestFirst(filter, number), Number(limit ?? Infinity)))
}

async function * pieces (
  requests: Iterable<Received> | AsyncIterable<Received>,
  limit: number
): AsyncGenerator<string> {
  let count = 0
  for await (const received of requests) {
    yield (count === 0 ? '{"requests":[' : ',') + JSON.stringify(toEntry(received))
    if (++count >= limit) break
  }
  yield count === 0 ? '{"requests":[]}' : ']}'
}
