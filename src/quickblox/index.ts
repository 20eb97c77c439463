import { performance } from 'node:perf_hooks'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller, Outcome } from '../deletion/verdict.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import { workspaceIn } from '../http/url.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { passOverLabel, readBodies } from './body.ts'
import { enter } from './enter.ts'
import { answerPreflight, setHeaders } from './headers.ts'
import { dialogRoutes } from './routes/dialogs.ts'
import { messageRoutes } from './routes/messages.ts'
import { userRoutes } from './routes/users.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { defaultWorkspace } from '../shared/default-workspace.ts'

declare module 'fastify' {
  interface FastifyInstance {
    workspaces: Workspaces
  }
  interface FastifyRequest {
    workspace: Workspace
    /** The world of the workspace, as this request sees it from its beginning to its end. */
    store: ChatStore
    /** Who asks; null until it has been authenticated. */
    caller: Caller | null
    /** What a delete came to; null before, and for other requests. */
    outcome: Outcome | null
    /** The names of parameters that meant nothing; null for none. */
    ignored: readonly string[] | null
  }
}

/** Everything that a client of the vendor can see. */
export function registerQuickBlox (app: FastifyInstance, switches: FidelitySwitches, workspaces: Workspaces): void {
  app.decorate('workspaces', workspaces)
  // One hook for all that every request begins with: each more costs as much as what it does.
  app.addHook('onRequest', (request, reply, done) => {
    startBlank(request)
    setHeaders(request, reply)
    if (request.method === 'OPTIONS') return answerPreflight(reply)
    passOverLabel(request)
    const workspace = enter(workspaces, workspaceIn(sentUrl(request)) ?? defaultWorkspace, request)
    const begin = (entered: Workspace): void => {
      request.workspace = entered
      request.store = entered.store.view()
      done()
    }
    if (workspace instanceof Promise) workspace.then(begin, done)
    else begin(workspace)
  })
  // Called, not registered: they keep nothing apart, and each plugin takes a while to start.
  readBodies(app)
  for (const addRoutes of [messageRoutes, dialogRoutes, sessionRoutes, userRoutes]) addRoutes(app, switches)
}

/**
 * The URL as it was sent. Fastify's own `originalUrl` is kept in the request besides, and with that it has more
 * properties than V8 has room for in one piece.
 */
function sentUrl ({ raw, url }: FastifyRequest): string {
  return (raw as { originalUrl?: string }).originalUrl ?? url
}

/** Not as decorations, which Fastify would copy one by one into each request. */
function startBlank (request: FastifyRequest): void {
  request.arrived = performance.now()
  request.caller = null
  request.outcome = null
  request.ignored = null
  request.fault = null
}
