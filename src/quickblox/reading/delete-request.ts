import type { FastifyRequest } from 'fastify'
import type { FidelitySwitches } from '../../options/switches.ts'
import type { Caller } from '../../deletion/verdict.ts'
import { requireCaller } from '../authentication.ts'
import { bodyParameters } from '../body.ts'
import { notFound } from '../errors.ts'
import { readForce } from '../force.ts'
import { ignore, unknownNames } from '../ignored.ts'
import { readIds } from '../ids.ts'
import type { RequestedIds } from '../ids.ts'
import type { IdsRoute } from '../paths.ts'

interface DeleteRequest extends RequestedIds {
  readonly caller: Caller
  readonly force: boolean
}

/** What a DELETE asks for; throws the refusal of one that names no id or whose `force` or body can't be understood. */
export function readDelete (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): DeleteRequest {
  const { query } = request
  const caller = requireCaller(request)
  const { ids, several } = readIds(request.params.ids ?? '')
  if (ids.length === 0) throw notFound()
  const body = bodyParameters(request.body)
  const force = readForce(query, body)
  ignore(request, unknownNames(known, query, body), switches)
  return { caller, ids, several, force }
}

const known: ReadonlySet<string> = new Set(['force'])
