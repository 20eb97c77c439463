import type { AddressInfo } from 'node:net'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { environment, resolveOptions } from './config.ts'
import type { MockServerOptions } from './config.ts'
import { readWorld } from './fixtures/read-world.ts'
import { watchHandshakes } from './https/handshakes.ts'
import { openHttps } from './https/open-https.ts'
import type { Https } from './https/open-https.ts'
import { openLog } from './logging.ts'
import { openStores } from './store/open-stores.ts'
import type { Stores } from './store/open-stores.ts'
import { Workspaces, defaultWorkspace } from './workspace.ts'

/** How long requests under way may still take when the server closes, in milliseconds. */
const drainTime = 500

/** A running mock, as a test holds it. */
export interface MockServer extends AsyncDisposable {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:43817`, or `https://...`. */
  readonly url: string
  /** Where the certificate is that clients must trust, in PEM, as `NODE_EXTRA_CA_CERTS` takes it; undefined unless the mock made one for HTTPS. It is gone when the mock is closed. */
  readonly caPath: string | undefined
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
 * for by name can't be had, HttpsError when a certificate or key can't be, and Node's own error when the address can't be listened on.
 */
export async function startMockServer (options: MockServerOptions = {}, logger?: FastifyBaseLogger): Promise<MockServer> {
  const settings = resolveOptions(options)
  const log = logger ?? await openLog(settings.logLevel)
  const world = await readWorld(settings.fixtures)
  const opened: Closable[] = []
  try {
    const https = await openHttps(settings)
    if (https !== undefined) opened.push(https)
    const stores = await openStores({ ...settings, env: environment, onProgress: (text) => log?.info(text) })
    opened.push(stores)
    const workspaces = new Workspaces(stores, world)
    await workspaces.open(defaultWorkspace)
    const app = await buildApp({ workspaces, switches: settings, ...(https && { credentials: https.credentials }), ...(log && { logger: log }) })
    opened.push(listener(app, https))
    await app.listen({ host: settings.host, port: settings.port, listenTextResolver: () => stores.description })
    return handle({ url: urlOf(app, https), caPath: https?.caPath, store: stores }, workspaces, () => closeAll(opened))
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}

/** What was opened and has to be closed. */
interface Closable {
  close(): Promise<void>
}

/** The last one opened first, each of them whatever became of the others. */
async function closeAll (opened: readonly Closable[]): Promise<void> {
  const failures: unknown[] = []
  for (const one of opened.toReversed()) await one.close().catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

function handle (place: Pick<MockServer, 'url' | 'caPath' | 'store'>, workspaces: Workspaces, closeOnce: () => Promise<void>): MockServer {
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  return {
    ...place,
    reset: async () => (await workspaces.open(defaultWorkspace)).reset(),
    close,
    [Symbol.asyncDispose]: close
  }
}

/** Requests under way are given a moment; whatever is connected after it is cut off. */
function listener (app: FastifyInstance, https: Https | undefined): Closable {
  const cutHandshakes = https && watchHandshakes(app.server)
  const cut = (): void => {
    app.server.closeAllConnections()
    cutHandshakes?.()
  }
  return {
    async close () {
      const timer = setTimeout(cut, drainTime)
      await app.close().finally(() => clearTimeout(timer))
    }
  }
}

function urlOf (app: FastifyInstance, https: Https | undefined): string {
  const { address, family, port } = app.server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  return `${https === undefined ? 'http' : 'https'}://${host}:${port}`
}
