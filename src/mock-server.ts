import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { environment, resolveOptions } from './config.ts'
import type { MockServerOptions } from './config.ts'
import { readWorld } from './fixtures/read-world.ts'
import { openLog } from './logging.ts'
import { openStores } from './store/open-stores.ts'
import type { Stores } from './store/open-stores.ts'
import { Workspaces, defaultWorkspace } from './workspace.ts'

/** How long requests under way may still take when the server closes, in milliseconds. */
const drainTime = 500

/** A running mock, as a test holds it. */
export interface MockServer extends AsyncDisposable {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:43817`. */
  readonly url: string
  /** Which store runs: `memory`, `mongod` or `mongodb`, and one line that says why. */
  readonly store: Pick<Stores, 'kind' | 'description'>
  /** Back to the fixtures; the clock too. */
  reset(): Promise<void>
  /** Stops it and frees all that it opened; harmless when called again. */
  close(): Promise<void>
}

/**
 * Starts a mock and resolves when it listens.
 *
 * @throws UsageError when an option can't be used, FixtureError when a fixture does not pass the checks, StoreError when a store asked
 * for by name can't be had, and Node's own error when the address can't be listened on.
 */
export async function startMockServer (options: MockServerOptions = {}, logger?: FastifyBaseLogger): Promise<MockServer> {
  const settings = resolveOptions(options)
  const log = logger ?? await openLog(settings.logLevel)
  const world = await readWorld(settings.fixtures)
  const stores = await openStores({ ...settings, env: environment, onProgress: (text) => log?.info(text) })
  try {
    const workspaces = new Workspaces(stores, world)
    await workspaces.open(defaultWorkspace)
    const app = await buildApp({ workspaces, switches: settings, ...(log && { logger: log }) })
    await app.listen({ host: settings.host, port: settings.port, listenTextResolver: () => stores.description })
    return handle(app, stores, workspaces)
  } catch (error) {
    await stores.close()
    throw error
  }
}

function handle (app: FastifyInstance, stores: Stores, workspaces: Workspaces): MockServer {
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= shutDown(app, stores)
    return closing
  }
  return {
    url: urlOf(app),
    store: stores,
    reset: async () => (await workspaces.open(defaultWorkspace)).reset(),
    close,
    [Symbol.asyncDispose]: close
  }
}

/** Requests under way are given a moment; whatever is connected after it is cut off. */
async function shutDown (app: FastifyInstance, stores: Stores): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), drainTime)
  try {
    await app.close()
  } finally {
    clearTimeout(cut)
    await stores.close()
  }
}

function urlOf (app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  return `http://${host}:${port}`
}
