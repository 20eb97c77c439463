import { bare } from '../shared/bare.ts'
import { isObject, kindOf } from '../shared/is-object.ts'
import { nearest } from '../shared/nearest.ts'
import type { MockServerOptions, ResolvedOptions } from './mock-server-options.ts'
import { UsageError, parseValue } from './option.ts'
import type { Option } from './option.ts'
import { serverOptions } from './server-options.ts'

/**
 * Checks options that a program gives, and fills in the defaults.
 *
 * @throws {UsageError} names the option, the value, and what is accepted
 */
export function resolveOptions (options: MockServerOptions = {}): ResolvedOptions {
  if (!isObject(options)) throw new UsageError(`options: must be an object, not ${kindOf(options)}`)
  const resolved = bare()
  for (const [name, option] of Object.entries(serverOptions)) resolved[name] = option.apiDefault ?? option.default
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) resolved[name] = checked(name, value)
  }
  return resolved as unknown as ResolvedOptions
}

function checked (name: string, value: unknown): unknown {
  const table: Readonly<Record<string, Option>> = serverOptions
  const option = Object.hasOwn(table, name) ? table[name] : undefined
  if (option === undefined) throw unknownOption(name)
  const read = (one: unknown): unknown => parseValue(option.kind, String(one), name)
  // Fixtures need not be texts.
  if (name === 'fixtures') return typeof value === 'string' ? read(value) : value
  return option.separator === undefined ? read(value) : [value].flat().map(read)
}

function unknownOption (name: string): UsageError {
  const meant = nearest(name, Object.keys(serverOptions))
  return new UsageError(`${name}: there is no such option${meant === undefined ? '' : `; did you mean ${meant}?`}`)
}
