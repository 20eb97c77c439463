import type { Workspace } from './workspace.ts'
import { AdminError } from './input/admin-error.ts'
import type { Journal } from './journal/journal.ts'
import type { Received } from './journal/received.ts'
import { matchesFilter } from './journal/request-filter.ts'
import type { RequestFilter } from './journal/request-filter.ts'

/** How long anybody may wait, in milliseconds. */
export const longestWait = 60_000

/** How many may wait in a workspace at once; each looks at every request that comes. */
export const mostWaiting = 1000

/**
 * Waits until at least so many requests match, or the time or the workspace is over, or whoever waits has `gone`.
 *
 * @throws AdminError where too many wait already
 */
export async function waitFor (
  workspace: Workspace,
  filter: RequestFilter,
  atLeast: number,
  withinMs: number,
  gone?: AbortSignal
): Promise<void> {
  const { events } = workspace
  const journal = readJournal(workspace)
  if (events.listenerCount('over') >= mostWaiting) {
    throw new AdminError(429, [
      `There are ${mostWaiting} who wait or read in this workspace already; ask again in a moment, or wait for ` +
        'several requests at once with atLeast'
    ])
  }
  await new Promise<void>((resolve) => {
    let missing = 1
    const look = (): void => {
      missing = atLeast - journal.count(filter, atLeast)
      if (missing <= 0) finish()
    }
    const onRequest = (received: Received): void => {
      if (matchesFilter(received, filter) && --missing <= 0) look()
    }
    const finish = (): void => {
      clearTimeout(timer)
      events.off('request', onRequest).off('over', finish)
      gone?.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, withinMs)
    events.on('request', onRequest).on('over', finish)
    gone?.addEventListener('abort', finish)
    if (gone?.aborted === true) finish()
    else look()
  })
}

/**
 * @throws AdminError where it is off: that nothing was found must not be the answer of a journal that looks at nothing
 */
export function readJournal ({ journal }: Workspace): Journal {
  if (journal.capacity === 0) {
    throw new AdminError(409, [
      'The journal is off: start the mock with --journal N, or journal: N, to remember the last N requests'
    ])
  }
  return journal
}
