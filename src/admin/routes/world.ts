import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { fixturesText } from '../../fixtures/fixtures-text.ts'
import { exportOf } from '../../workspace/export.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { flag, numeral, problemsOf, refuse } from '../../workspace/fields.ts'
import { addFixtures, replaceFixtures } from '../../workspace/load.ts'
import * as schemas from '../schemas.ts'
import { destroyedIn, stateOf } from '../../workspace/state.ts'
import type { Destroyed, State } from '../../workspace/state.ts'

const largestFixtures = 256 * 1024 * 1024

interface StateQuery {
  readonly as?: string
  readonly destroyed?: 'true' | 'false'
}

/** Reset, fixtures and state. */
export async function worldRoutes (app: FastifyInstance): Promise<void> {
  const tags = ['World']
  const changed = { 204: schemas.Nothing }

  app.post('/reset', { schema: { summary: 'Back to the fixtures; journal, faults and clock too', tags, response: changed } }, async (request, reply) => {
    await request.workspace.reset()
    return reply.code(204).send()
  })

  app.get('/fixtures', { schema: { summary: 'The whole present world as fixtures', description: exported, tags, response: { 200: schemas.ExportedFixtures } } }, async ({ workspace }, reply) =>
    reply.type('application/json; charset=utf-8').send(Readable.from(fixturesText(await exportOf(workspace)))))

  app.post('/fixtures', { bodyLimit: largestFixtures, schema: { summary: 'Add to the world', tags, body: schemas.Fixtures, response: { ...changed, 422: schemas.Errors } } }, async (request, reply) => {
    await addFixtures(request.workspace, unchecked(request.body))
    return reply.code(204).send()
  })

  app.put('/fixtures', { bodyLimit: largestFixtures, schema: { summary: 'Replace the world, also for later resets', tags, body: schemas.Fixtures, response: { ...changed, 422: schemas.Errors } } }, async (request, reply) => {
    await replaceFixtures(request.workspace, unchecked(request.body))
    return reply.code(204).send()
  })

  app.get<{ Querystring: StateQuery }>('/state', { schema: { summary: 'What the world holds, or what a user still sees of it', tags, querystring: schemas.StateQuery, response: { 200: schemas.State, 404: schemas.Errors } } },
    ({ workspace, query }) => readState(workspace, query))
}

const exported = 'Sessions and who hid what included; when it is put back, nothing is different.'

async function readState (workspace: Workspace, query: StateQuery): Promise<State & { destroyed?: Destroyed }> {
  refuse('query', problemsOf(query, { as: numeral, destroyed: flag }))
  const state = await stateOf(workspace, query.as === undefined ? undefined : Number(query.as))
  return query.destroyed === 'true' ? { ...state, destroyed: await destroyedIn(workspace) } : state
}

/** No body at all is no fixtures, which the check says in its own words. */
function unchecked (fixtures: unknown = null): Parameters<typeof addFixtures>[1] {
  return { parts: [{ file: 'fixtures', fixtures }] }
}
