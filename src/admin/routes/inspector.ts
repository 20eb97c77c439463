import type { FastifyInstance } from 'fastify'
import { fromWorld } from '../../fixtures/from-world.ts'
import { readShippedWorlds } from '../../fixtures/shipped.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import * as schemas from '../schemas.ts'

const tags = ['Inspector']

/** What the inspector needs besides: who can ask, how the server was set, and the worlds to choose from. */
export async function inspectorRoutes (
  app: FastifyInstance,
  { switches }: { switches: FidelitySwitches }
): Promise<void> {
  app.get('/sessions', {
    schema: { summary: 'The sessions there are, with their tokens', tags, response: { 200: schemas.Sessions } }
  }, async ({ workspace }) => {
    const { sessions } = fromWorld(await workspace.store.dump())
    return { sessions }
  })

  app.get('/settings', {
    schema: {
      summary: 'The fidelity switches that the server was started with, or on a MongoDB the last of all its servers',
      tags,
      response: { 200: schemas.Settings }
    }
  }, async () => switches)

  app.get('/worlds', {
    schema: {
      summary: 'The worlds that are shipped, as `PUT /__admin/fixtures` takes them',
      tags,
      response: { 200: schemas.ShippedWorlds }
    }
  }, async () => ({ worlds: await readShippedWorlds() }))
}
