import type { FastifyRequest } from 'fastify'
import type { ChatStore } from '../store/chat-store.ts'

/**
 * For a request that names who asks in its body, once that has been found right: opens its workspace where it is not
 * open yet.
 */
export async function settle (request: FastifyRequest): Promise<ChatStore> {
  const { name } = request.workspace
  const workspace = await request.server.workspaces.openOrCreate(name)
  if (workspace === request.workspace) return request.store
  request.workspace = workspace
  request.store = workspace.store.view()
  return request.store
}
