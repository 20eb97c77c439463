import type { FastifyRequest } from 'fastify'
import type { ChatStore } from '../store/chat-store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { isKnown } from './authentication.ts'

/**
 * The workspace that a request asks in. One that is not open is opened for those alone whom it knows, or else the fixtures it would begin with: strangers
 * could use them all up. What they ask is answered, from what is not kept.
 */
export function enter (workspaces: Workspaces, name: string, request: Pick<FastifyRequest, 'headers'>): Workspace | Promise<Workspace> {
  return workspaces.find(name) ?? knock(workspaces, name, request)
}

async function knock (workspaces: Workspaces, name: string, request: Pick<FastifyRequest, 'headers'>): Promise<Workspace> {
  const seen = await workspaces.look(name)
  return await isKnown(seen.store.view(), request, seen.clock.now()) ? workspaces.openOrCreate(name) : seen
}

/** For a request that names who asks in its body, once that has been found right: opens its workspace where it is not open yet. */
export async function settle (request: FastifyRequest): Promise<ChatStore> {
  const { name } = request.workspace
  const workspace = await request.server.workspaces.openOrCreate(name)
  if (workspace === request.workspace) return request.store
  request.workspace = workspace
  request.store = workspace.store.view()
  return request.store
}
