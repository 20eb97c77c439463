import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { fixturesText } from '../../fixtures/fixtures-text.ts'
import type { WorldFixtures } from '../../fixtures/from-world.ts'
import { shippedFile, shippedNames } from '../../fixtures/shipped-files.ts'
import { exportOf } from '../../workspace/export.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { AdminError } from '../../workspace/input/admin-error.ts'
import { problemsOf, refuse } from '../../workspace/input/problems.ts'
import { addFixtures, readSource, replaceFixtures } from '../../workspace/load.ts'
import { shippedWorldFields, stateFields } from '../inputs.ts'
import type { StateQuery } from '../inputs.ts'
import * as schemas from '../schemas.ts'
import { destroyedIn, stateOf } from '../../workspace/state.ts'
import type { Destroyed, State } from '../../workspace/state.ts'

const largestFixtures = 256 * 1024 * 1024

/** Reset, fixtures and state. */
export async function worldRoutes (app: FastifyInstance): Promise<void> {
  const tags = ['World']
  const changed = { 204: schemas.Nothing }

  app.post('/reset', {
    schema: { summary: 'Back to the fixtures; journal, faults and clock too', tags, response: changed }
  }, async (request, reply) => {
    await request.workspace.reset()
    return reply.code(204).send()
  })

  const loaded = { 200: schemas.ExportedFixtures, 404: schemas.Errors, 422: schemas.Errors }
  const description = 'Answers what was loaded, whole and in order: with the ids and dates that were made for it.'

  app.get('/fixtures', {
    schema: {
      summary: 'The whole present world as fixtures',
      description: exported,
      tags,
      response: { 200: schemas.ExportedFixtures }
    }
  }, async ({ workspace }, reply) => send(reply, await exportOf(workspace)))

  app.post('/fixtures', {
    bodyLimit: largestFixtures,
    schema: { summary: 'Add to the world', description, tags, body: schemas.Fixtures, response: loaded }
  }, async ({ workspace, body }, reply) => send(reply, await addFixtures(workspace, unchecked(body))))

  app.put<{ Querystring: { world?: string } }>('/fixtures', {
    bodyLimit: largestFixtures,
    schema: {
      summary: 'Replace the world, also for later resets',
      description,
      tags,
      querystring: schemas.ShippedWorld,
      body: schemas.Fixtures,
      response: loaded
    }
  }, async ({ workspace, query, body }, reply) => {
    refuse('query', problemsOf(query, shippedWorldFields))
    return send(
      reply,
      await replaceFixtures(workspace, query.world === undefined ? unchecked(body) : await shipped(query.world, body))
    )
  })

  app.get<{ Querystring: StateQuery }>('/state', {
    schema: {
      summary: 'What the world holds, or what a user still sees of it',
      tags,
      querystring: schemas.StateQuery,
      response: { 200: schemas.State, 404: schemas.Errors }
    }
  }, ({ workspace, query }) => readState(workspace, query))
}

const exported = 'Sessions and who hid what included; when it is put back, nothing is different.'

async function readState (workspace: Workspace, query: StateQuery): Promise<State & { destroyed?: Destroyed }> {
  refuse('query', problemsOf(query, stateFields))
  const state = await stateOf(workspace, query.as === undefined ? undefined : Number(query.as))
  return query.destroyed === 'true' ? { ...state, destroyed: await destroyedIn(workspace) } : state
}

/** In pieces: a world can be longer than a string. */
function send (reply: FastifyReply, fixtures: WorldFixtures): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(Readable.from(fixturesText(fixtures)))
}

async function shipped (name: string, body: unknown): Promise<Parameters<typeof replaceFixtures>[1]> {
  if (body !== undefined) throw new AdminError(422, ['world: a shipped world is named, so send no fixtures with it'])
  const names = await shippedNames()
  if (!names.includes(name)) {
    throw new AdminError(404, [`There is no shipped world "${name}"; there are ${names.join(', ')}`])
  }
  return readSource(shippedFile(name))
}

/** No body at all is no fixtures, which the check says in its own words. */
function unchecked (fixtures: unknown = null): Parameters<typeof addFixtures>[1] {
  return { parts: [{ file: 'fixtures', fixtures }] }
}
