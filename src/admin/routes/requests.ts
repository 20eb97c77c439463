import type { FastifyInstance } from 'fastify'
import type { Workspace } from '../../workspace/workspace.ts'
import { isObject, numeral, positive, problemsOf, refuse, whole } from '../../workspace/input/fields.ts'
import { toEntry } from '../../workspace/journal/journal-entry.ts'
import { checkFilter } from '../../workspace/journal/request-filter.ts'
import * as schemas from '../schemas.ts'
import { stream } from '../stream.ts'
import { longestWait, readJournal, waitFor } from '../../workspace/waiting.ts'

const tags = ['Journal']
const found = { response: { 200: schemas.Requests, 409: schemas.Errors, 422: schemas.Errors } }

/** The journal, and everything that happens as it happens. */
export async function requestRoutes (app: FastifyInstance): Promise<void> {
  app.get<{ Querystring: { limit?: string } }>('/requests', { schema: { summary: 'The requests remembered, newest first', tags, querystring: schemas.Limit, ...found } }, async ({ workspace, query }) => {
    refuse('query', problemsOf(query, { limit: numeral }))
    return { requests: readJournal(workspace).find({}, Number(query.limit ?? Infinity)).map(toEntry) }
  })

  app.delete('/requests', { schema: { summary: 'Forget them', tags, response: { 204: schemas.Nothing } } }, async (request, reply) => {
    request.workspace.journal.clear()
    return reply.code(204).send()
  })

  app.post('/requests/find', { schema: { summary: 'Those that match', tags, body: schemas.RequestFilter, ...found } }, async ({ workspace, body = {} }) => {
    checkFilter(body)
    return { requests: readJournal(workspace).find(body).map(toEntry) }
  })

  app.post('/requests/count', { schema: { summary: 'How many match, now or in a moment', tags, body: schemas.CountFilter, response: { 200: schemas.Count, 409: schemas.Errors, 422: schemas.Errors } } },
    async ({ workspace, body = {} }) => ({ count: await count(workspace, body) }))

  app.get('/requests/stream', { schema: { summary: 'What happens, as it happens', description: streamed, tags, produces: ['text/event-stream'] } }, (request, reply) => { stream(request.workspace, reply) })
}

const streamed = 'Server-sent events: `request` with the journal\'s entry as its data, and `world` when fixtures were loaded or the world was reset.'

async function count (workspace: Workspace, asked: unknown): Promise<number> {
  const { atLeast, withinMs, ...filter } = isObject(asked) ? asked : {}
  refuse('count', problemsOf({ atLeast, withinMs }, { atLeast: positive, withinMs: whole(0, longestWait) }))
  if (atLeast === undefined && withinMs !== undefined) refuse('count', ['withinMs is how long to wait for atLeast requests; give that too'])
  if (isObject(asked)) checkFilter(filter)
  else checkFilter(asked)
  if (atLeast === undefined) return readJournal(workspace).find(filter).length
  return (await waitFor(workspace, filter, Number(atLeast), Number(withinMs ?? 1000))).length
}
