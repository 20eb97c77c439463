import { isObject } from '../../shared/is-object.ts'
import { nearest } from '../../shared/nearest.ts'
import { AdminError } from './admin-error.ts'
import type { Field, Fields } from './fields.ts'

/** What is wrong with an object, one problem each; a field that is undefined counts as left out. */
export function problemsOf (object: unknown, fields: Fields, prefix = ''): string[] {
  if (!isObject(object)) {
    return [`${prefix === '' ? 'it' : prefix.slice(0, -1)} must be an object with ${Object.keys(fields).join(', ')}`]
  }
  return Object.entries(object).flatMap(([name, value]) => {
    if (value === undefined) return []
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    return field === undefined ? [unknownField(prefix, name, fields)] : problemsIn(value, field, prefix + name)
  })
}

/** @throws AdminError with all problems, each with what they are of in front */
export function refuse (what: string, problems: readonly string[]): void {
  if (problems.length > 0) throw new AdminError(422, problems.map((problem) => `${what}: ${problem}`))
}

function problemsIn (value: unknown, { must, test, fields }: Field, name: string): string[] {
  if (!test(value)) return [`${name} must be ${must}`]
  return fields === undefined ? [] : problemsOf(value, fields, `${name}.`)
}

function unknownField (prefix: string, name: string, fields: Fields): string {
  const names = Object.keys(fields)
  const meant = nearest(name, names)
  const instead = meant === undefined ? `there are ${names.join(', ')}` : `did you mean ${meant}?`
  return `${prefix}${name} is unknown; ${instead}`
}
