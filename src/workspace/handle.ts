import { exportOf } from './export.ts'
import type { Clock } from './clock.ts'
import { addFixtures, readSource, replaceFixtures } from './load.ts'
import { checkFault } from './faults/fault-fields.ts'
import { AdminError } from './input/admin-error.ts'
import { positive, whole } from './input/fields.ts'
import { problemsOf, refuse } from './input/problems.ts'
import { describeReceived, toEntry } from './journal/journal-entry.ts'
import type { JournalEntry } from './journal/journal-entry.ts'
import { checkFilter } from './journal/request-filter.ts'
import type { RequestFilter } from './journal/request-filter.ts'
import { findRequests } from './journal/request-log.ts'
import { sessionsOf, tokenOf } from './sessions.ts'
import { advanceClock, setClock } from './set-clock.ts'
import { ownCopy } from './own-copy.ts'
import { stateOf } from './state.ts'
import { longestWait, readRequests, waitFor } from './waiting.ts'
import type { MockClock, MockWorkspace } from './mock-workspace.ts'
import type { Workspace } from './workspace.ts'
import { WorkspaceGoneError } from '../store/chat-store.ts'

/** How many requests an error tells of. */
const told = 10

/** What a test does with a workspace; `here` finds it, or throws once it is gone. */
export function workspaceHandle (name: string, url: string, here: () => Workspace): MockWorkspace {
  const call = whileHere(here)
  return {
    name,
    url,
    reset: () => call((workspace) => workspace.reset()),
    load: (fixtures) => call(async (workspace) => ownCopy(await addFixtures(workspace, await readSource(fixtures)))),
    replace: (fixtures) =>
      call(async (workspace) => ownCopy(await replaceFixtures(workspace, await readSource(fixtures)))),
    state: (options = {}) => call(async (workspace) => {
      refuse('state', problemsOf(options, { as: positive }))
      return ownCopy(await stateOf(workspace, options.as))
    }),
    export: () => call(async (workspace) => ownCopy(await exportOf(workspace))),
    requests (filter = {}) {
      checkFilter(filter)
      const workspace = here()
      readRequests(workspace)
      return workspace.journal.find(filter).map(toEntry)
    },
    waitForRequest: (filter = {}, options = {}) => call((workspace) => waitForRequest(workspace, filter, options)),
    fail: (fault) => call(async ({ faults }) => {
      checkFault(fault)
      return (await faults.plan(fault)).id
    }),
    faults: () => ownCopy(here().faults.list()),
    cancelFault: (id) => call(({ faults }) => faults.cancel(id)),
    clearFaults: () => call((workspace) => workspace.clearFaults()),
    clearRequests: () => call(async (workspace) => readRequests(workspace).clear()),
    sessions: () => call(sessionsOf),
    tokenOf: (userId) => call((workspace) => tokenOf(workspace, userId)),
    clock: clockHandle(here, call)
  }
}

type Call = <T>(act: (workspace: Workspace) => T | Promise<T>) => Promise<T>

/**
 * Where a call fails because the mock was closed or the workspace deleted meanwhile, by another server even, that is
 * what is said.
 */
function whileHere (here: () => Workspace): Call {
  return async (act) => {
    const workspace = here()
    try {
      return await act(workspace)
    } catch (error) {
      if (error instanceof WorkspaceGoneError) await workspace.store.hear()
      here()
      throw error
    }
  }
}

function clockHandle (here: () => Workspace, call: Call): MockClock {
  const change = (by: (clock: Clock) => void): Promise<void> => call((workspace) => workspace.changeClock(by))
  return {
    now: () => new Date(here().clock.now()),
    set: (time) => change((clock) => setClock(clock, time)),
    advance: (by) => change((clock) => advanceClock(clock, by)),
    reset: () => change((clock) => clock.reset())
  }
}

async function waitForRequest (
  workspace: Workspace,
  filter: RequestFilter,
  options: { readonly timeoutMs?: number }
): Promise<JournalEntry> {
  checkFilter(filter)
  refuse('waitForRequest', problemsOf(options, { timeoutMs: whole(0, longestWait) }))
  const { timeoutMs = 1000 } = options
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
