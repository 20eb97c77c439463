import type { FastifyInstance } from 'fastify'
import { checkFault } from '../../workspace/faults/fault-fields.ts'
import { AdminError } from '../../workspace/input/admin-error.ts'
import * as schemas from '../schemas.ts'

const tags = ['Faults']

/** Planned misbehaviour. */
export async function faultRoutes (app: FastifyInstance): Promise<void> {
  app.get(
    '/faults',
    { schema: { summary: 'What is planned', tags, response: { 200: schemas.Faults } } },
    async ({ workspace }) => ({ faults: workspace.faults.list() })
  )

  app.post('/faults', {
    schema: {
      summary: 'Plan a misbehaviour',
      tags,
      body: schemas.Fault,
      response: { 201: schemas.PlannedFault, 409: schemas.Errors, 422: schemas.Errors }
    }
  }, async ({ workspace, body }, reply) => {
    checkFault(body)
    return reply.code(201).send(await workspace.faults.plan(body))
  })

  app.delete<{ Params: { id: string } }>('/faults/:id', {
    schema: {
      summary: 'Take one back',
      tags,
      params: schemas.FaultId,
      response: { 204: schemas.Nothing, 404: schemas.Errors }
    }
  }, async ({ workspace, params }, reply) => {
    if (!await workspace.faults.cancel(params.id)) {
      throw new AdminError(404, [`There is no fault "${params.id}"; GET /__admin/faults lists those that wait`])
    }
    return reply.code(204).send()
  })

  app.delete(
    '/faults',
    { schema: { summary: 'Plan nothing any more', tags, response: { 204: schemas.Nothing } } },
    async ({ workspace }, reply) => {
      await workspace.clearFaults()
      return reply.code(204).send()
    }
  )
}
