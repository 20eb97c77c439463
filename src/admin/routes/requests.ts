import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { onceGone } from '../../http/half-closed.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { isObject } from '../../shared/is-object.ts'
import { problemsOf, refuse } from '../../workspace/input/problems.ts'
import { checkFilter } from '../../workspace/journal/request-filter.ts'
import { countRequests } from '../../workspace/journal/request-log.ts'
import { pageFields, waitFields } from '../inputs.ts'
import { answerRequests } from '../requests-answer.ts'
import type { Page } from '../requests-answer.ts'
import * as schemas from '../schemas.ts'
import { stream } from '../stream.ts'
import { readRequests, waitFor } from '../../workspace/waiting.ts'

const tags = ['Journal']
const found = { response: { 200: schemas.Requests, 404: schemas.Errors, 409: schemas.Errors, 422: schemas.Errors } }

/** The journal, and everything that happens as it happens. */
export async function requestRoutes (app: FastifyInstance): Promise<void> {
  const readers = new Set<FastifyReply>()

  app.get<{ Querystring: Page }>('/requests', {
    schema: { summary: 'The requests remembered, newest first', tags, querystring: schemas.Page, ...found }
  }, (request, reply) => answer(request, reply, {}))

  app.delete(
    '/requests',
    { schema: { summary: 'Forget them', tags, response: { 204: schemas.Nothing } } },
    async (request, reply) => {
      await request.workspace.requests.clear()
      return reply.code(204).send()
    }
  )

  app.post<{ Querystring: Page }>('/requests/find', {
    schema: {
      summary: 'Those that match, newest first',
      tags,
      querystring: schemas.Page,
      body: schemas.RequestFilter,
      ...found
    }
  }, (request, reply) => answer(request, reply, request.body ?? {}))

  app.post('/requests/count', {
    schema: {
      summary: 'How many match, now or in a moment',
      tags,
      body: schemas.CountFilter,
      response: { 200: schemas.Count, 409: schemas.Errors, 422: schemas.Errors, 429: schemas.Errors }
    }
  }, async ({ workspace, body = {} }, reply) => ({ count: await count(workspace, body, reply) }))

  app.get('/requests/stream', {
    schema: { summary: 'What happens, as it happens', description: streamed, tags, produces: ['text/event-stream'] }
  }, (request, reply) => stream(request.workspace, reply, readers))
}

const streamed =
  "Server-sent events: `request` with the journal's entry as its data, and `world` when fixtures were loaded or the " +
    'world was reset. A reader that leaves 1 MiB unread is cut off; there may be 64 at once.'

async function answer (
  { workspace, query }: FastifyRequest<{ Querystring: Page }>,
  reply: FastifyReply,
  filter: unknown
): Promise<FastifyReply> {
  refuse('query', problemsOf(query, pageFields))
  checkFilter(filter)
  return reply.type('application/json; charset=utf-8').send(
    await answerRequests(readRequests(workspace), filter, query)
  )
}

async function count (workspace: Workspace, asked: unknown, reply: FastifyReply): Promise<number> {
  const { atLeast, withinMs, ...filter } = isObject(asked) ? asked : {}
  refuse('count', problemsOf({ atLeast, withinMs }, waitFields))
  if (atLeast === undefined && withinMs !== undefined) {
    refuse('count', ['withinMs is how long to wait for atLeast requests; give that too'])
  }
  if (isObject(asked)) checkFilter(filter)
  else checkFilter(asked)
  if (atLeast !== undefined) {
    await waitFor(workspace, filter, Number(atLeast), Number(withinMs ?? 1000), untilGone(reply))
  }
  return countRequests(readRequests(workspace), filter)
}

/** Nobody waits for a client that has gone. */
function untilGone ({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  onceGone(raw, () => gone.abort())
  return gone.signal
}
