import type { FastifyRequest } from 'fastify'
import type { CustomFields } from '../store/world.ts'
import { bare, isRefusedStep } from '../shared/bare.ts'
import type { Bare } from '../shared/bare.ts'
import { deepestJson as deepest } from '../shared/parse-json.ts'
import { mayNameToken } from './authentication.ts'
import { bodyParameters } from './body.ts'
import type { Parameters } from './body.ts'
import { QuickBloxError, invalid, refusedName } from './errors.ts'

/** The fields of a request's body: `user[login]=x` is `{"user":{"login":"x"}}`, `ids[]=1` is `{"ids":["1"]}`. */
export function bodyFields (request: FastifyRequest): Parameters {
  const fields = nested(withoutToken(request, bodyParameters(request.body)))
  if (isDeeper(fields, deepest)) throw new QuickBloxError(400, [`The request body nests deeper than ${deepest} levels`])
  return fields
}

/** A token that says who asks is no field of what is made. */
function withoutToken (request: FastifyRequest, parameters: Parameters): Parameters {
  if (!mayNameToken(request)) return parameters
  const { token, ...rest } = parameters
  return rest
}

/** Turns the bracketed names of forms into objects and lists; JSON, which has none, stays as it is. */
export function nested (parameters: Parameters): Parameters {
  const fields = bare()
  for (const [name, value] of Object.entries(parameters)) place(fields, stepsOf(name), value)
  return fields
}

/** A text; null where there is none. */
export function text (fields: Parameters, name: string): string | null {
  const value = fields[name] ?? null
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  throw invalid(name, 'must be a text')
}

/** A whole number; undefined where there is none. */
export function wholeNumber (fields: Parameters, name: string): number | undefined {
  const value = fields[name] ?? ''
  if (value === '') return undefined
  const number = wholeNumberOf(value)
  if (number === undefined) throw invalid(name, 'must be a whole number')
  return number
}

/** Ids of users, in a list or in a text with commas. */
export function userIds (fields: Parameters, name: string): number[] {
  const value = fields[name] ?? ''
  const pieces = [value].flat().flatMap((piece) =>
    typeof piece === 'string' ? piece.split(',').filter((id) => id.trim() !== '') : [piece]
  )
  return pieces.map((piece) => {
    const id = wholeNumberOf(piece)
    if (id === undefined || id < 1) throw invalid(name, 'must be ids of users, in a list or separated by commas')
    return id
  })
}

/** The fields that a thing does not define itself, kept as they came. */
export function customFields (fields: Parameters, own: ReadonlySet<string>): CustomFields {
  return bare(Object.entries(fields).filter(([name]) => !own.has(name)))
}

function wholeNumberOf (value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\s*-?\d{1,16}\s*$/.test(value) ? Number(value) : value
  return Number.isSafeInteger(number) ? number as number : undefined
}

function stepsOf (name: string): string[] {
  const [, first = name, rest] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? []
  if (rest === undefined) return [name]
  const steps = [first, ...rest.slice(1, -1).split('][', deepest)]
  if (steps.some(isRefusedStep)) throw refusedName(name)
  return steps
}

function place (fields: Bare, steps: readonly string[], value: unknown): void {
  const [step = '', next, ...rest] = steps
  if (next === undefined) {
    fields[step] = value
  } else if (next === '' && rest.length === 0) {
    fields[step] = [value].flat()
  } else {
    const inner = objectAt(fields, step)
    fields[step] = inner
    place(inner, [next, ...rest], value)
  }
}

function objectAt (fields: Bare, name: string): Bare {
  const value = fields[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Bare : bare()
}

function isDeeper (value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((one) => isDeeper(one, depth - 1))
}
