import type { FastifyInstance } from 'fastify'
import type { Workspaces } from '../../workspace/workspaces.ts'
import { AdminError } from '../../workspace/input/admin-error.ts'
import * as schemas from '../schemas.ts'
import { defaultWorkspace } from '../../shared/default-workspace.ts'

const tags = ['Workspaces']

/** The worlds there are. */
export async function workspaceRoutes (
  app: FastifyInstance,
  { workspaces }: { workspaces: Workspaces }
): Promise<void> {
  app.get('/workspaces', {
    schema: { summary: 'The worlds that are open', tags, response: { 200: schemas.Workspaces } }
  }, async () => ({
    workspaces: (await workspaces.names()).map((name) => ({
      name,
      prefix: name === defaultWorkspace ? '' : `/@${name}`
    }))
  }))

  app.delete<{ Params: { name: string } }>('/workspaces/:name', {
    schema: {
      summary: 'Forget one, and its database',
      tags,
      params: schemas.WorkspaceName,
      response: { 204: schemas.Nothing, 404: schemas.Errors, 409: schemas.Errors }
    }
  }, async (request, reply) => {
    const { name } = request.params
    if (!await workspaces.drop(name)) throw new AdminError(404, [`There is no workspace ${JSON.stringify(name)}`])
    return reply.code(204).send()
  })
}
