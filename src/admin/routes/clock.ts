import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../workspace/clock.ts'
import * as schemas from '../schemas.ts'
import { changeClock } from '../../workspace/set-clock.ts'

const tags = ['Clock']

/** The time of a workspace. */
export async function clockRoutes (app: FastifyInstance): Promise<void> {
  app.get(
    '/clock',
    { schema: { summary: 'What time it is', tags, response: { 200: schemas.Now } } },
    async ({ workspace }) => told(workspace.clock)
  )

  app.put('/clock', {
    schema: {
      summary: 'Set it, or let it go on by a span',
      tags,
      body: schemas.SetClock,
      response: { 200: schemas.Now, 422: schemas.Errors }
    }
  }, async ({ workspace, body }) => {
    await workspace.changeClock((clock) => changeClock(clock, body))
    return told(workspace.clock)
  })

  app.delete(
    '/clock',
    { schema: { summary: 'Real time again', tags, response: { 200: schemas.Now } } },
    async ({ workspace }) => {
      await workspace.changeClock((clock) => clock.reset())
      return told(workspace.clock)
    }
  )
}

function told (clock: Clock): { now: string } {
  return { now: new Date(clock.now()).toISOString() }
}
