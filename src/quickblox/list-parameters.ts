import type { FastifyRequest } from 'fastify'
import type { FidelitySwitches } from '../options/switches.ts'
import type { Parameters } from './body.ts'
import { bodyFields, nested } from './fields.ts'
import { ignore, unknownNames } from './ignored.ts'

/**
 * What a list is asked by: its query, and the body that some clients send in its place; where both have a name, the
 * query.
 */
export function listParameters (request: FastifyRequest): Parameters {
  const ofBody = Object.entries(bodyFields(request)).flatMap(([name, value]) => flat(name, value))
  return { ...Object.fromEntries(ofBody), ...request.query as Parameters }
}

/** Of a call that is asked for by its path alone. */
export const noParameters: ReadonlySet<string> = new Set()

/** What a call that knows these parameters is asked by; the journal is told of the others. */
export function knownParameters (
  request: FastifyRequest,
  known: ReadonlySet<string>,
  switches: Pick<FidelitySwitches, 'unknownParameters'>
): Parameters {
  const parameters = listParameters(request)
  ignore(request, unknownNames(known, nested(parameters)), switches)
  return parameters
}

/** `{"date_sent":{"gt":1}}` is asked in a query as `date_sent[gt]=1`. */
function flat (name: string, value: unknown): Array<[string, string | string[]]> {
  if (Array.isArray(value)) {
    return [[
      name,
      value.map((one) => typeof one === 'object' ? JSON.stringify(one) : String(one))
    ]]
  }
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, inner]) => flat(`${name}[${key}]`, inner))
}
