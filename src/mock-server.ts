import { hostname } from 'node:os'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import type { AppOptions } from './app.ts'
import { closeAll } from './shared/closable.ts'
import type { Closable } from './shared/closable.ts'
import { UsageError, environment } from './options/option.ts'
import { resolveOptions } from './options/resolve-options.ts'
import type { MockServerOptions, ResolvedOptions } from './options/mock-server-options.ts'
import { switchesOf } from './options/switches.ts'
import { readWorld } from './fixtures/read-world.ts'
import type { FixtureWatch } from './fixtures/watch-fixtures.ts'
import type { Gate } from './http/gate.ts'
import { openHttps } from './http/open-https.ts'
import type { Https } from './http/open-https.ts'
import { Listener } from './http/listener.ts'
import { openLog } from './shared/logging.ts'
import { reloadOnChange } from './workspace/reload.ts'
import { serverHandle } from './workspace/server-handle.ts'
import type { MockServer } from './workspace/server-handle.ts'
import { openStores } from './store/open-stores.ts'
import type { Stores } from './store/open-stores.ts'
import { Workspaces } from './workspace/workspaces.ts'
import { defaultWorkspace } from './shared/default-workspace.ts'

/**
 * Starts a mock and resolves when it listens.
 *
 * @throws UsageError when an option can't be used, FixtureError when a fixture does not pass the checks, StoreError
 * when a store asked for by name can't be had, HttpsError when a certificate or key can't be, and ListenError when the
 * address can't be listened on.
 */
export async function startMockServer (
  options: MockServerOptions = {},
  logger?: FastifyBaseLogger,
  prefix?: string
): Promise<MockServer> {
  const settings = resolveOptions(options)
  const log = logger ?? await openLog(settings.logLevel)
  const watch = settings.watch ? await openWatch(settings.fixtures) : undefined
  const world = await readWorld(settings.fixtures, log && ((text) => log.warn(text)))
  const opened: Closable[] = []
  const keep = <T extends Closable | undefined>(thing: T): T => {
    if (thing !== undefined) opened.push(thing)
    return thing
  }
  try {
    const https = keep(await openHttps(settings))
    const stores = keep(await openStores({ ...settings, env: environment, onProgress: (text) => log?.info(text) }))
    const workspaces = new Workspaces(stores, world, settings.journal)
    await workspaces.openOrCreate(defaultWorkspace)
    const app = await appOf(settings, workspaces, stores, https, log)
    const listener = keep(new Listener(app, await openGate(app, settings, https, prefix)))
    await listener.listen(settings.host, settings.port)
    workspaces.serverName = `${hostname()}:${new URL(listener.url).port}`
    log?.info(stores.description)
    for (const address of listener.others) log?.info(`Listening on ${address} too`)
    if (watch !== undefined) reloadOnChange(keep(watch), workspaces, settings.fixtures, log)
    const place = {
      url: listener.url,
      proxyUrl: settings.as?.length ? listener.url : undefined,
      caPath: https?.ca?.path,
      store: { kind: stores.kind, description: stores.description }
    }
    return serverHandle(place, workspaces, () => closeAll(opened))
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}

/** What answers, set as the servers of its stores are from now on. */
async function appOf (
  settings: ResolvedOptions,
  workspaces: Workspaces,
  stores: Stores,
  https: Https | undefined,
  log: FastifyBaseLogger | undefined
): Promise<FastifyInstance> {
  const switches = switchesOf(settings)
  await workspaces.settle(switches)
  return buildApp({
    workspaces,
    stores,
    switches,
    explain: settings.explain,
    access: accessOf(settings),
    ...(https !== undefined && isSecure(settings) && { credentials: https.credentials }),
    ...(https?.ca && { ca: https.ca.pem }),
    ...(log && { log })
  })
}

/** Before the fixtures are read, so that no change is missed. */
async function openWatch (fixtures: ResolvedOptions['fixtures'] = []): Promise<FixtureWatch> {
  const { FixtureWatch, pathsIn } = await import('./fixtures/watch-fixtures.ts')
  if (pathsIn(fixtures).length === 0) {
    throw new UsageError('watch: there is no file to watch; name a file or a folder as fixtures')
  }
  return await FixtureWatch.open(fixtures)
}

async function openGate (
  { server }: FastifyInstance,
  { as = [] }: ResolvedOptions,
  https: Https | undefined,
  prefix?: string
): Promise<Gate | undefined> {
  if (as.length === 0 || https === undefined) return undefined
  const { Gate } = await import('./http/gate.ts')
  return new Gate(server, as, https.credentials, prefix)
}

/** With names alone it speaks HTTP on its port, and HTTPS to who asks for them. */
function isSecure ({ https, tlsCert }: ResolvedOptions): boolean {
  return https || tlsCert !== undefined
}

function accessOf ({ adminToken, openAdmin, host, adminHost }: ResolvedOptions): AppOptions['access'] {
  return { adminToken, openAdmin, host, adminHost }
}
