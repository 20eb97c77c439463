import type { Workspace } from './workspace.ts'
import { ControlError } from './input/fields.ts'
import type { Journal } from './journal/journal.ts'
import type { Received } from './journal/received.ts'
import { matches } from './journal/request-filter.ts'
import type { RequestFilter } from './journal/request-filter.ts'

/** How long anybody may wait, in milliseconds. */
export const longestWait = 60_000

/** Waits until at least so many requests match, or the time or the workspace is over, and resolves with all that match then. */
export function waitFor (workspace: Workspace, filter: RequestFilter, atLeast: number, withinMs: number): Promise<Received[]> {
  const { events } = workspace
  const journal = readJournal(workspace)
  return new Promise((resolve) => {
    const look = (): void => { if (journal.find(filter, atLeast).length >= atLeast) finish() }
    const onRequest = (received: Received): void => { if (matches(received, filter)) look() }
    const finish = (): void => {
      clearTimeout(timer)
      events.off('request', onRequest).off('over', finish)
      resolve(journal.find(filter))
    }
    const timer = setTimeout(finish, withinMs)
    events.on('request', onRequest).on('over', finish)
    look()
  })
}

/** @throws ControlError where it is off: that nothing was found must not be the answer of a journal that looks at nothing */
export function readJournal ({ journal }: Workspace): Journal {
  if (journal.capacity === 0) throw new ControlError(409, ['The journal is off: start the mock with --journal N, or journal: N, to remember the last N requests'])
  return journal
}
