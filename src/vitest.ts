import { randomUUID } from 'node:crypto'
import { startMockServer } from './mock-server.ts'
import type { MockServer, NamedWorkspace } from './workspace/server-handle.ts'
import type { MockServerOptions } from './options/mock-server-options.ts'
import { openSharedWorkspace } from './shared-workspace.ts'
import type { SharedWorkspace, SharedMock } from './shared-workspace.ts'

export type { SharedMock, SharedWorkspace } from './shared-workspace.ts'

type Use<T> = (value: T) => Promise<void>

/** What a test can ask for where each worker has a mock, for `test.extend<WorkerMock>(mockFixtures())`. */
export interface WorkerMock {
  /** The worker's mock. */
  readonly mockServer: MockServer
  /** The world of this test alone. */
  readonly mock: NamedWorkspace
}

/** What `test.extend` takes: a mock for each worker, and in it a workspace for each test. */
export interface WorkerFixtures {
  /** Started when a test of the worker first asks for it, closed when the worker ends. */
  readonly mockServer: [
    fixture: (context: object, use: Use<MockServer>) => Promise<void>,
    options: { readonly scope: 'worker' }
  ]
  /** The world of one test, gone when the test ends. */
  readonly mock: (context: { readonly mockServer: MockServer }, use: Use<NamedWorkspace>) => Promise<void>
}

/** What `test.extend` takes where all workers share one mock: a workspace of it for each test. */
export interface SharedFixtures {
  /** The world of one test, gone when the test ends. */
  readonly mock: (context: object, use: Use<SharedWorkspace>) => Promise<void>
}

/**
 * Fixtures for Vitest's `test.extend`: every test that asks for `mock` has a world of its own, so tests may run at
 * once. With options, those of `startMockServer`, each worker starts a mock; with `{ url }` all workers share the one
 * that runs there, started by `quickblox-delete-mock exec -- vitest run`, say.
 *
 * @throws TypeError when `url` is named and undefined, as when a variable of the environment is missing
 */
export function mockFixtures (shared: SharedMock): SharedFixtures
export function mockFixtures (options?: MockServerOptions): WorkerFixtures
export function mockFixtures (options: SharedMock | MockServerOptions = {}): SharedFixtures | WorkerFixtures {
  return 'url' in options ? sharedFixtures(options) : workerFixtures(options)
}

// Vitest reads from the text of a fixture which others it needs: the first parameter must be taken apart in place.

function workerFixtures (options: MockServerOptions): WorkerFixtures {
  return {
    // eslint-disable-next-line no-empty-pattern
    mockServer: [async ({}, use) => {
      await useAndDispose(await startMockServer(options), use)
    }, { scope: 'worker' }],
    mock: async ({ mockServer }, use) => {
      await useAndDispose(await mockServer.workspace(uniqueName()), use)
    }
  }
}

function sharedFixtures (shared: SharedMock): SharedFixtures {
  if (typeof shared.url !== 'string') {
    throw new TypeError(
      'mockFixtures: url is undefined; is the mock started, as by "quickblox-delete-mock exec -- vitest run"?'
    )
  }
  return {
    // eslint-disable-next-line no-empty-pattern
    mock: async ({}, use) => {
      await useAndDispose(await openSharedWorkspace(shared, uniqueName()), use)
    }
  }
}

async function useAndDispose<T extends AsyncDisposable> (thing: T, use: Use<T>): Promise<void> {
  try {
    await use(thing)
  } finally {
    await thing[Symbol.asyncDispose]()
  }
}

/** Also among other workers and other runs on the same mock. */
function uniqueName (): string {
  return `test-${randomUUID().slice(0, 18)}`
}
