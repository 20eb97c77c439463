import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../deletion/verdict.ts'
import { bodyParameters } from '../body.ts'
import type { Parameters } from '../body.ts'
import { notFound, tokenRequired } from '../errors.ts'
import { readForce } from '../force.ts'
import type { Answer } from '../formatters.ts'
import { readIds } from '../ids.ts'
import type { RequestedIds } from '../ids.ts'

export interface DeleteRoute {
  Params: { ids?: string }
  Querystring: Parameters
}

interface DeleteRequest extends RequestedIds {
  readonly caller: Caller
  readonly force: boolean
}

/** The paths of a delete: with ids, and the ways of naming none, which is the 404. */
export function deletePaths (collection: string): string[] {
  return [`${collection}/:ids`, `${collection}/`, `${collection}.json`, collection]
}

/** What a DELETE asks for; throws the refusal of one that names no id or whose `force` or body can't be understood. */
export function readDelete (request: FastifyRequest<DeleteRoute>): DeleteRequest {
  const { caller } = request
  if (caller === null) throw tokenRequired()
  const { ids, several } = readIds(request.params.ids ?? '')
  if (ids.length === 0) throw notFound()
  return { caller, ids, several, force: readForce(request.query, bodyParameters(request.body)) }
}

export function sendAnswer (reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).send(answer.body)
}
