import type { FastifyRequest } from 'fastify'
import type { Parameters } from './body.ts'
import { bodyFields } from './fields.ts'

/** What a list is asked by: its query, and the body that some clients send in its place; where both have a name, the query. */
export function listParameters (request: FastifyRequest): Parameters {
  const query = request.query as Parameters
  if (request.body === undefined || request.body === null) return query
  return { ...Object.fromEntries(Object.entries(bodyFields(request)).flatMap(([name, value]) => flat(name, value))), ...query }
}

/** `{"date_sent":{"gt":1}}` is asked in a query as `date_sent[gt]=1`. */
function flat (name: string, value: unknown): Array<[string, string | string[]]> {
  if (Array.isArray(value)) return [[name, value.map((one) => typeof one === 'object' ? JSON.stringify(one) : String(one))]]
  if (typeof value !== 'object' || value === null) return [[name, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, inner]) => flat(`${name}[${key}]`, inner))
}
