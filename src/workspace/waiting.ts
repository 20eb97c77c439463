import type { Workspace } from './workspace.ts'
import { AdminError } from './input/admin-error.ts'
import type { Received } from './journal/received.ts'
import { matchesFilter } from './journal/request-filter.ts'
import type { RequestFilter } from './journal/request-filter.ts'
import { countRequests } from './journal/request-log.ts'
import type { RequestLog } from './journal/request-log.ts'

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
  const requests = readRequests(workspace)
  if (events.listenerCount('over') >= mostWaiting) {
    throw new AdminError(429, [
      `There are ${mostWaiting} who wait or read in this workspace already; ask again in a moment, or wait for ` +
        'several requests at once with atLeast'
    ])
  }
  const over = new AbortController()
  const finish = (): void => over.abort()
  const timer = setTimeout(finish, withinMs)
  events.on('over', finish)
  gone?.addEventListener('abort', finish)
  if (gone?.aborted === true) finish()
  let leave: (() => void) | undefined
  try {
    leave = await workspace.attend()
    await untilThere(workspace, requests, filter, atLeast, over.signal)
  } finally {
    leave?.()
    clearTimeout(timer)
    events.off('over', finish)
    gone?.removeEventListener('abort', finish)
  }
}

/** Looks at what is remembered whenever as many have come as were missing. */
async function untilThere (
  { events }: Workspace,
  requests: RequestLog,
  filter: RequestFilter,
  atLeast: number,
  over: AbortSignal
): Promise<void> {
  let came = 0
  let wake = (): void => {}
  const onRequest = (received: Received): void => {
    if (matchesFilter(received, filter)) came++
    wake()
  }
  const onOver = (): void => wake()
  events.on('request', onRequest)
  over.addEventListener('abort', onOver)
  try {
    while (!over.aborted) {
      const before = came
      const missing = atLeast - await countRequests(requests, filter, atLeast)
      if (missing <= 0) return
      await new Promise<void>((resolve) => {
        wake = () => { if (over.aborted || came - before >= missing) resolve() }
        wake()
      })
    }
  } finally {
    events.off('request', onRequest)
  }
}

/**
 * @throws AdminError where it is off: that nothing was found must not be the answer of a journal that looks at nothing
 */
export function readRequests ({ requests }: Workspace): RequestLog {
  if (requests.capacity === 0) {
    throw new AdminError(409, [
      'The journal is off: start the mock with --journal N, or journal: N, to remember the last N requests'
    ])
  }
  return requests
}
