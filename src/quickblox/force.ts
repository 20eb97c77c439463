import type { Parameters } from './body.ts'
import { wrongForce } from './errors.ts'

const yes: ReadonlySet<unknown> = new Set([1, '1', true, 'true'])
const no: ReadonlySet<unknown> = new Set([0, '0', false, 'false', '', null, undefined])

/**
 * Whether a delete is forced, by its query or its body: forced anywhere is forced. Throws the 422 for any value that is
 * neither.
 */
export function readForce (query: Parameters, body: Parameters): boolean {
  if (query['force'] === undefined && body['force'] === undefined) return false
  const values = [query['force'], body['force']].flat()
  if (!values.every((value) => yes.has(value) || no.has(value))) throw wrongForce()
  return values.some((value) => yes.has(value))
}
