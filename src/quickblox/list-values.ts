import type { Scalar } from '../store/query.ts'
import type { QuickBloxError } from './errors.ts'
import { canonicalId } from './ids.ts'

/** What a field that lists are asked by holds; `numbers` is a list of them, `custom` whatever a client put there. */
export type FieldKind = 'id' | 'text' | 'number' | 'numbers' | 'date' | 'custom'

export type FieldKinds<Field extends string> = Readonly<Partial<Record<Field, FieldKind>>>

type Problem = (what: string) => QuickBloxError

/** A value to compare a field of this kind with; throws the problem that it has. */
export function readValue (value: unknown, kind: FieldKind | undefined, problem: Problem): Scalar {
  if (typeof value !== 'string') throw problem('must be given once')
  if (kind === 'text' || kind === 'custom') return value
  if (kind === 'id') return canonicalId(value)
  const number = numberIn(value)
  if (kind === 'date') return readDate(value, number, problem)
  if (number === undefined) throw problem('must be a number')
  return number
}

/** What is custom may hold numbers, which are not less or greater as texts are. */
export function readBound (value: unknown, kind: FieldKind, problem: Problem): Scalar {
  const bound = readValue(value, kind, problem)
  return kind === 'custom' ? numberIn(String(bound)) ?? bound : bound
}

function numberIn (text: string): number | undefined {
  return /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text) ? Number(text) : undefined
}

/** Dates come as seconds since 1970 or as they are answered. */
function readDate (value: string, seconds: number | undefined, problem: Problem): number {
  const time = seconds === undefined ? Date.parse(value) : seconds * 1000
  if (Number.isNaN(time)) throw problem('must be a date: seconds since 1970, or as in 2019-09-01T14:55:56Z')
  return time
}

/** MongoDB takes no NUL and no endless patterns. */
export function readPart (value: unknown, kind: FieldKind, problem: Problem): string {
  if (kind !== 'text' && kind !== 'custom') throw problem('is not a text that could contain another')
  if (typeof value !== 'string' || !/^[^\0]{0,1000}$/.test(value)) {
    throw problem('must be a text of at most 1000 characters')
  }
  return value
}
