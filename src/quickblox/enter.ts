import type { FastifyRequest } from 'fastify'
import type { Workspace } from '../workspace/workspace.ts'
import type { Workspaces } from '../workspace/workspaces.ts'
import { isKnown } from './authentication.ts'

/**
 * The workspace that a request asks in. One that is not open is opened for those alone whom it knows, or else the
 * fixtures it would begin with: strangers could use them all up. What they ask is answered, from what is not kept. Who
 * is named in the body is known later, and `settle` opens it then.
 */
export function enter (workspaces: Workspaces, name: string, request: FastifyRequest): Workspace | Promise<Workspace> {
  return workspaces.find(name) ?? knock(workspaces, name, request)
}

async function knock (workspaces: Workspaces, name: string, request: FastifyRequest): Promise<Workspace> {
  const seen = await workspaces.look(name)
  return await isKnown(seen.store.view(), request, seen.clock.now()) ? workspaces.openOrCreate(name) : seen
}
