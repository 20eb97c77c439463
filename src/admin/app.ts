import fastify, { LogController } from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, RouteOptions } from 'fastify'
import { inspectorPage } from '../inspector/serve-page.ts'
import { requestId } from '../http/request-id.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import type { Stores } from '../store/stores.ts'
import { workspaceIn } from '../http/url.ts'
import { withoutSchemas } from '../http/without-schemas.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { answerError } from './errors.ts'
import { frontDoor } from './front-door.ts'
import { guard } from './guard.ts'
import type { Access } from './guard.ts'
import { readLenientJson } from './json.ts'
import { authorityRoutes } from './routes/authority.ts'
import { clockRoutes } from './routes/clock.ts'
import { documentRoutes } from './routes/document.ts'
import { faultRoutes } from './routes/faults.ts'
import { healthRoutes } from './routes/health.ts'
import { inspectorRoutes } from './routes/inspector.ts'
import { requestRoutes } from './routes/requests.ts'
import { workspaceRoutes } from './routes/workspaces.ts'
import { worldRoutes } from './routes/world.ts'
import { defaultWorkspace } from '../shared/default-workspace.ts'

/** What is administered, and by whom. */
export interface AdminAppOptions {
  readonly workspaces: Workspaces
  readonly stores: Pick<Stores, 'kind' | 'description'>
  /** The certificate of the authority that clients must trust, in PEM, where the mock has made one. */
  readonly ca?: string
  readonly switches: FidelitySwitches
  readonly access: Access
  readonly log?: FastifyBaseLogger
}

/** The map of everything under `/__admin`, and of `/livez` and `/readyz`; it never listens. */
export async function buildAdminApp (
  { workspaces, stores, ca, switches, access, log }: AdminAppOptions
): Promise<FastifyInstance> {
  const app = newApp(log)
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })
  readLenientJson(app)
  await app.register(frontDoor)
  await app.register(healthRoutes, { workspaces, stores })
  await app.register(authorityRoutes, { ca })
  await app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request) => {
      guard(access, request.headers)
      request.workspace = await openPresent(workspaces, workspaceIn(request.originalUrl) ?? defaultWorkspace)
    })
    for (const plugin of [worldRoutes, requestRoutes, faultRoutes, clockRoutes]) {
      await guarded.register(plugin, { prefix: '/__admin' })
    }
    await guarded.register(workspaceRoutes, { prefix: '/__admin', workspaces })
    await guarded.register(inspectorRoutes, { prefix: '/__admin', switches })
    await guarded.register(documentRoutes, { prefix: '/__admin', routes })
  })
  await app.register(async (page) => {
    // A browser can send no token with a page that it opens; the page holds no data and asks for the token.
    page.addHook('onRequest', async (request) => {
      if (access.adminToken === undefined) guard(access, request.headers)
    })
    await page.register(inspectorPage, { prefix: '/__admin' })
  })
  await app.ready()
  return app
}

/** Nothing is registered with it yet; it knows how to tell of errors. */
function newApp (log: FastifyBaseLogger | undefined): FastifyInstance {
  const app = fastify({
    // What comes is checked as it is when a program calls the same thing in this process, and nothing that goes is
    // dropped.
    ...withoutSchemas,
    ...(log !== undefined && { loggerInstance: log }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    frameworkErrors: answerError,
    routerOptions: { ignoreTrailingSlash: true }
  })
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ errors: [`There is no ${request.method} ${request.url.replace(/\?.*/s, '')}`] })
  )
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })
  return app
}

/** The workspace as it is now: what other servers have done is heard of first, and one of them may have dropped it. */
async function openPresent (workspaces: Workspaces, name: string): Promise<Workspace> {
  for (;;) {
    const workspace = await workspaces.openOrCreate(name)
    await workspace.store.hear()
    if (workspaces.find(name) === workspace) return workspace
  }
}
