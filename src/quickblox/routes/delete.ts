import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FidelitySwitches } from '../../options/switches.ts'
import type { Caller } from '../../deletion/verdict.ts'
import { bodyParameters } from '../body.ts'
import type { Parameters } from '../body.ts'
import { sendNothing } from '../empty-body.ts'
import { notFound, tokenRequired } from '../errors.ts'
import { readForce } from '../force.ts'
import type { DeleteAnswer } from '../formatters.ts'
import { ignore, unknownNames } from '../ignored.ts'
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
export function readDelete (request: FastifyRequest<DeleteRoute>, switches: FidelitySwitches): DeleteRequest {
  const { caller, query } = request
  if (caller === null) throw tokenRequired()
  const { ids, several } = readIds(request.params.ids ?? '')
  if (ids.length === 0) throw notFound()
  const body = bodyParameters(request.body)
  const force = readForce(query, body)
  ignore(request, unknownNames(known, query, body), switches)
  return { caller, ids, several, force }
}

const known: ReadonlySet<string> = new Set(['force', 'token'])

export function sendAnswer (reply: FastifyReply, answer: DeleteAnswer, switches: FidelitySwitches): FastifyReply {
  reply.code(answer.status)
  return answer.body === undefined ? sendNothing(reply, switches) : reply.send(answer.body)
}
