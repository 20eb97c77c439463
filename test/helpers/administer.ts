import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { buildApp } from '../../src/app.ts'
import type { AppOptions } from '../../src/app.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import type { Fixtures } from '../../src/fixtures/fixtures.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { documented } from './documented.ts'
import { as } from './wire.ts'
import { world } from './world.ts'
import { defaultWorkspace } from '../../src/shared/default-workspace.ts'

interface Setting {
  readonly journal?: number
  readonly fixtures?: Fixtures
  readonly access?: {
    readonly adminToken?: string,
    readonly openAdmin?: boolean,
    readonly host?: string,
    readonly adminHost?: readonly string[]
  }
  readonly patience?: AppOptions['patience']
}

/** An answer as a test looks at it: the status, and the body of what has one. */
type Answered = readonly [status: number, body: unknown]

/** The application over a store, administered without a port. */
export interface Administered extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly workspaces: Workspaces
  /** Asks `/__admin` + path, and checks that the answer is one that the API's document tells of. */
  admin(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>
  ): Promise<Answered>
  /** Deletes as a user, `/chat/...` or `/@NAME/chat/...`. */
  delete(path: string, userId: number, body?: string): Promise<LightMyRequestResponse>
}

export async function administer (
  stores: Stores,
  { journal, fixtures = world, access = {}, patience }: Setting = {}
): Promise<Administered> {
  const workspaces = new Workspaces(stores, await readWorld(fixtures), journal)
  await (await workspaces.openOrCreate(defaultWorkspace)).reset()
  const app = await buildApp({
    workspaces,
    stores,
    switches: defaultSwitches,
    access: { adminToken: undefined, openAdmin: false, host: '127.0.0.1', adminHost: [], ...access },
    ...(patience && { patience })
  })
  return {
    app,
    workspaces,
    admin: (method, path, body, headers) => ask(app, method, path, body, headers),
    delete: (path, userId, body) =>
      app.inject({
        method: 'DELETE',
        url: path,
        headers: as.user(userId),
        ...(body !== undefined && { payload: body })
      }),
    [Symbol.asyncDispose]: async () => {
      const closing = app.close()
      app.server.closeAllConnections()
      await closing
    }
  }
}

async function ask (
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: unknown,
  headers: Record<string, string> = {}
): Promise<Answered> {
  const url = path.startsWith('/@') ? path.replace(/^(\/@[^/]+)/, '$1/__admin') : `/__admin${path}`
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await documented(app, { method, url, headers, ...(body !== undefined && { payload }) })
  return [answer.statusCode, answer.payload === '' ? undefined : answer.json()]
}
