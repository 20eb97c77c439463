import type { FastifyBaseLogger, FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { buildApp } from '../../src/app.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import type { FidelitySwitches } from '../../src/options/switches.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { documented } from './documented.ts'
import { world } from './world.ts'
import { defaultWorkspace } from '../../src/shared/default-workspace.ts'

/** Headers of who asks. */
export const as = {
  user: (id: number) => ({ 'qb-token': `token-of-${id}` }),
  application: (id: number) => ({ authorization: `ApiKey key-of-${id}` }),
  behalf: (applicationId: number, userId: number | string) => ({
    authorization: `ApiKey key-of-${applicationId}`,
    'on-behalf-of': String(userId)
  })
}

const form = { 'content-type': 'application/x-www-form-urlencoded' } as const

/** The application over a store, asked without a port. */
export interface Wire extends AsyncDisposable {
  readonly app: FastifyInstance
  readonly workspace: Workspace
  /** Like the others, checks that the answer is one that the API's document tells of. */
  delete(
    path: string,
    headers?: Record<string, string>,
    rest?: Omit<InjectOptions, 'method' | 'url'>
  ): Promise<LightMyRequestResponse>
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** An object is sent as JSON, a text as a form. */
  post(path: string, headers: Record<string, string>, payload: object | string): Promise<LightMyRequestResponse>
  put(path: string, headers: Record<string, string>, payload: object | string): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export async function openWire (
  stores: Stores,
  switches: Partial<FidelitySwitches> = {},
  log?: FastifyBaseLogger
): Promise<Wire> {
  const workspaces = new Workspaces(stores, await readWorld(world))
  const workspace = await workspaces.openOrCreate(defaultWorkspace)
  await workspace.reset()
  const app = await buildApp({
    workspaces,
    stores,
    access: { adminToken: undefined, openAdmin: false, host: '127.0.0.1', adminHost: [] },
    switches: { ...defaultSwitches, ...switches },
    ...(log && { log })
  })
  const close = () => app.close()
  return {
    app,
    workspace,
    delete: (path, headers = {}, rest = {}) => documented(app, { method: 'DELETE', url: path, headers, ...rest }),
    get: (path, headers = {}) => documented(app, { method: 'GET', url: path, headers }),
    post: (path, headers, payload) =>
      documented(app, {
        method: 'POST',
        url: path,
        headers: { ...(typeof payload === 'string' && form), ...headers },
        payload
      }),
    put: (path, headers, payload) =>
      documented(app, {
        method: 'PUT',
        url: path,
        headers: { ...(typeof payload === 'string' && form), ...headers },
        payload
      }),
    close,
    [Symbol.asyncDispose]: close
  }
}
