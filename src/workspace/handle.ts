import { exportOf } from './export.ts'
import { addFixtures, readSource, replaceFixtures } from './load.ts'
import { checkFault } from './faults/fault.ts'
import { AdminError } from './input/admin-error.ts'
import { whole } from './input/fields.ts'
import { problemsOf, refuse } from './input/problems.ts'
import { describeReceived, toEntry } from './journal/journal-entry.ts'
import type { JournalEntry } from './journal/journal-entry.ts'
import { checkFilter } from './journal/request-filter.ts'
import type { RequestFilter } from './journal/request-filter.ts'
import { findRequests } from './journal/request-log.ts'
import { sessionsOf, tokenOf } from './sessions.ts'
import { advanceClock, setClock } from './set-clock.ts'
import { stateOf } from './state.ts'
import { longestWait, readRequests, waitFor } from './waiting.ts'
import type { MockClock, MockWorkspace } from './mock-workspace.ts'
import type { Workspace } from './workspace.ts'

/** How many requests an error tells of. */
const told = 10

/** What a test does with a workspace; `here` finds it, or throws once it is gone. */
export function workspaceHandle (name: string, url: string, here: () => Workspace): MockWorkspace {
  return {
    name,
    url,
    reset: async () => here().reset(),
    load: async (fixtures) => addFixtures(here(), await readSource(fixtures)),
    replace: async (fixtures) => replaceFixtures(here(), await readSource(fixtures)),
    state: async ({ as } = {}) => stateOf(here(), as),
    export: async () => exportOf(here()),
    requests (filter = {}) {
      checkFilter(filter)
      const workspace = here()
      readRequests(workspace)
      return workspace.journal.find(filter).map(toEntry)
    },
    waitForRequest: async (filter = {}, { timeoutMs = 1000 } = {}) => waitForRequest(here(), filter, timeoutMs),
    async fail (fault) {
      checkFault(fault)
      return (await here().faults.plan(fault)).id
    },
    faults: () => [...here().faults.list()],
    cancelFault: async (id) => here().faults.cancel(id),
    clearFaults: async () => here().clearFaults(),
    clearRequests: async () => readRequests(here()).clear(),
    sessions: async () => sessionsOf(here()),
    tokenOf: async (userId) => tokenOf(here(), userId),
    clock: clockHandle(here)
  }
}

function clockHandle (here: () => Workspace): MockClock {
  return {
    now: () => new Date(here().clock.now()),
    set: async (time) => here().changeClock((clock) => setClock(clock, time)),
    advance: async (by) => here().changeClock((clock) => advanceClock(clock, by)),
    reset: async () => here().changeClock((clock) => clock.reset())
  }
}

async function waitForRequest (workspace: Workspace, filter: RequestFilter, timeoutMs: number): Promise<JournalEntry> {
  checkFilter(filter)
  refuse('waitForRequest', problemsOf({ timeoutMs }, { timeoutMs: whole(0, longestWait) }))
  await waitFor(workspace, filter, 1, timeoutMs)
  const [newest] = await findRequests(workspace.requests, filter, 1)
  if (newest === undefined) {
    throw new AdminError(408, [
      `No request like ${JSON.stringify(filter)} came within ${timeoutMs} ms; ${await instead(workspace)}`
    ])
  }
  return toEntry(newest)
}

async function instead ({ requests }: Workspace): Promise<string> {
  const received = await findRequests(requests, {}, told + 1)
  if (received.length === 0) return 'none came at all'
  const lines = received.slice(0, told).map((one) => `\n  ${describeReceived(one)}`)
  return `what came instead, newest first:${lines.join('')}${received.length > told ? '\n  and more' : ''}`
}
