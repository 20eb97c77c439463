import { nearest } from '../../shared/nearest.ts'

/** What a field takes. */
export interface Field {
  /** Completes `must be ...`. */
  readonly must: string
  readonly test: (value: unknown) => boolean
}

/** Every field that an object may have. */
export type Fields = Readonly<Record<string, Field>>

export const positive: Field = { must: 'a positive whole number', test: (value) => Number.isSafeInteger(value) && Number(value) > 0 }
export const numeral: Field = { must: 'a positive whole number', test: (value) => typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value) }
export const flag: Field = { must: 'true or false', test: (value) => value === 'true' || value === 'false' }
export const finite: Field = { must: 'a number', test: Number.isFinite }
export const someText: Field = { must: 'a string that is not empty', test: (value) => typeof value === 'string' && value !== '' }
export const path: Field = { must: 'a path that starts with "/", without the prefix of a workspace', test: (value) => typeof value === 'string' && /^\/(?!@)/.test(value) }
export const method: Field = { must: 'a method like "DELETE"', test: (value) => typeof value === 'string' && /^[a-z]+$/i.test(value) }

export function whole (least: number, most: number): Field {
  return { must: `a whole number from ${least} to ${most}`, test: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most }
}

export function oneOf (values: readonly unknown[]): Field {
  const must = values.map((value) => JSON.stringify(value)).join(' or ')
  return { must, test: (value) => values.includes(value) }
}

/** What is wrong with an object, one problem each; a field that is undefined counts as left out. */
export function problemsOf (object: unknown, fields: Fields, prefix = ''): string[] {
  if (!isObject(object)) return [`${prefix === '' ? 'it' : prefix.slice(0, -1)} must be an object with ${Object.keys(fields).join(', ')}`]
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === undefined) return []
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (field === undefined) return [unknownField(prefix, name, fields)]
    return field.test(value) ? [] : [`${prefix}${name} must be ${field.must}`]
  })
}

export function isObject (value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a test, or who administers the mock, asked for and can't have; the message has one problem a line. */
export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly statusCode: number
  readonly problems: readonly string[]

  constructor (statusCode: number, problems: readonly string[]) {
    super(problems.join('\n'))
    this.statusCode = statusCode
    this.problems = problems
  }
}

/** @throws ControlError with all problems, each with what they are of in front */
export function refuse (what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new ControlError(422, problems.map((problem) => `${what}: ${problem}`))
}

function unknownField (prefix: string, name: string, fields: Fields): string {
  const names = Object.keys(fields)
  const meant = nearest(name, names)
  return `${prefix}${name} is unknown; ${meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`}`
}
