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
import type { MockWorkspace } from './workspace/mock-workspace.ts'
import type { Gate } from './http/gate.ts'
import { openHttps } from './http/open-https.ts'
import type { Https } from './http/open-https.ts'
import { Listener } from './http/listener.ts'
import { openLog } from './shared/logging.ts'
import { workspaceHandle } from './workspace/handle.ts'
import { reloadOnChange } from './workspace/reload.ts'
import { openStores } from './store/open-stores.ts'
import type { Stores } from './store/open-stores.ts'
import type { Workspace } from './workspace/workspace.ts'
import { WorkspaceError } from './workspace/workspace-error.ts'
import { Workspaces } from './workspace/workspaces.ts'
import { defaultWorkspace } from './shared/default-workspace.ts'

/** A running mock, as a test holds it; its own members are those of the default workspace. */
export interface MockServer extends MockWorkspace, AsyncDisposable {
  /**
   * Where the certificate is that clients must trust, in PEM, as `NODE_EXTRA_CA_CERTS` takes it; undefined unless the
   * mock made one, for `https` or `as`. It is gone when the mock is closed, but for one in `caDir`.
   */
  readonly caPath: string | undefined
  /**
   * What a client that asks for one of the names in `as` takes for its HTTP proxy; undefined without `as`. Only these
   * names are answered there, by the mock itself, and `caPath` is whom such a client must trust.
   */
  readonly proxyUrl: string | undefined
  /** Which store runs: `memory`, `mongod` or `mongodb`, and one line that says why. */
  readonly store: Pick<Stores, 'kind' | 'description'>
  /**
   * A world of its own beside the others, made on first use from the same fixtures: one for each worker of a test
   * runner, say.
   *
   * @throws WorkspaceError for a name that is not 1 to 32 lower-case letters, digits, `-` and `_`, and when there are
   * 256 workspaces already
   */
  workspace(name: string): Promise<NamedWorkspace>
  /**
   * Stops it and frees all that it opened; harmless when called again. Whatever still waits, hangs or listens is cut
   * off.
   */
  close(): Promise<void>
}

/** A world beside the default one, as a test holds it; `await using` removes it at the end of the scope. */
export interface NamedWorkspace extends MockWorkspace, AsyncDisposable {
  /**
   * Forgets the workspace, and its database; harmless when called again or after the mock was closed. Whatever waits
   * for it is cut off.
   *
   * @throws WorkspaceError for the workspace `default`, which stays
   */
  remove(): Promise<void>
}

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
    return openServer(place, workspaces, () => closeAll(opened))
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

function openServer (
  { url, ...place }: Pick<MockServer, 'url' | 'proxyUrl' | 'caPath' | 'store'>,
  workspaces: Workspaces,
  closeOnce: () => Promise<void>
): MockServer {
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  const here = (name: string) => (): Workspace => {
    const workspace = workspaces.find(name)
    if (closing !== undefined) throw new Error('The mock is closed')
    if (workspace === undefined) {
      throw new WorkspaceError(404, `The workspace "${name}" was deleted; open it again with workspace("${name}")`)
    }
    return workspace
  }
  const open = async (name: string): Promise<NamedWorkspace> => {
    if (closing !== undefined) throw new Error('The mock is closed')
    await workspaces.openOrCreate(name)
    const remove = async (): Promise<void> => {
      if (closing === undefined) await workspaces.drop(name)
    }
    return {
      ...workspaceHandle(name, name === defaultWorkspace ? url : `${url}/@${name}`, here(name)),
      remove,
      [Symbol.asyncDispose]: remove
    }
  }
  return {
    ...workspaceHandle(defaultWorkspace, url, here(defaultWorkspace)),
    ...place,
    workspace: open,
    close,
    [Symbol.asyncDispose]: close
  }
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
