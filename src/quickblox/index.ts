import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Caller, Outcome } from '../deletion/verdict.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { body } from './body.ts'
import { headers } from './headers.ts'
import { createDialogRoutes } from './routes/create-dialog.ts'
import { createMessageRoutes } from './routes/create-message.ts'
import { dialogListRoutes } from './routes/dialog-list.ts'
import { dialogRoutes } from './routes/dialogs.ts'
import { loginRoutes } from './routes/login.ts'
import { messageListRoutes } from './routes/message-list.ts'
import { messageRoutes } from './routes/messages.ts'
import { oneDialogRoutes } from './routes/one-dialog.ts'
import { oneMessageRoutes, unreadRoutes } from './routes/one-message.ts'
import { userRoutes } from './routes/users.ts'
import { sessionRoutes } from './routes/sessions.ts'

declare module 'fastify' {
  interface FastifyRequest {
    workspace: Workspace
    /** The world of the workspace, as this request sees it from its beginning to its end. */
    store: ChatStore
    /** Who asks; null until it has been authenticated. */
    caller: Caller | null
    /** What a delete came to; null before, and for other requests. */
    outcome: Outcome | null
  }
}

/** Everything that a client of the vendor can see. */
export async function registerQuickBlox (app: FastifyInstance, switches: FidelitySwitches, workspaceOf: (request: FastifyRequest) => Workspace | Promise<Workspace>): Promise<void> {
  app.decorateRequest('workspace')
  app.decorateRequest('store')
  app.decorateRequest('caller', null)
  app.decorateRequest('outcome', null)
  await app.register(headers)
  app.addHook('onRequest', (request, _reply, done) => {
    const workspace = workspaceOf(request)
    const enter = (opened: Workspace): void => {
      request.workspace = opened
      request.store = opened.store.view()
      done()
    }
    if (workspace instanceof Promise) workspace.then(enter, done)
    else enter(workspace)
  })
  await app.register(body)
  for (const routes of [messageRoutes, dialogRoutes, sessionRoutes, loginRoutes, dialogListRoutes, messageListRoutes, createDialogRoutes, createMessageRoutes, oneDialogRoutes, oneMessageRoutes, unreadRoutes, userRoutes]) {
    await app.register(routes, switches)
  }
}
