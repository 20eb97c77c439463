import type { Condition, ListQuery, Scalar, SortKey } from '../store/query.ts'
import type { Parameters } from './body.ts'
import { invalid } from './errors.ts'
import { canonicalId } from './ids.ts'
import type { QuickBloxError } from './errors.ts'

/** What a field that lists are asked by holds; `numbers` is a list of them. */
export type FieldKind = 'id' | 'text' | 'number' | 'numbers' | 'date'

export type FieldKinds<Field extends string> = Readonly<Partial<Record<Field, FieldKind>>>

/** What a list asks for, and whether for a number alone. */
export interface ListRequest<Field> extends ListQuery<Field> {
  readonly skip: number
  readonly limit: number
  readonly countOnly: boolean
}

const maxLimit = 100
const paging: ReadonlySet<string> = new Set(['limit', 'skip', 'count', 'sort_asc', 'sort_desc'])

/** Reads `limit`, `skip`, `count`, `sort_asc`, `sort_desc` and filters by these fields; throws a 422 for anything that is none of them. */
export function readListQuery<Field extends string> (query: Parameters, kinds: FieldKinds<Field>, standard: ReadonlyArray<SortKey<Field>>): ListRequest<Field> {
  const filters = Object.entries(query).filter(([name]) => !paging.has(name))
  const sort = [...sortKeys(query, 'sort_asc', kinds), ...sortKeys(query, 'sort_desc', kinds)]
  return {
    where: filters.map(([name, value]) => condition(name, value, kinds)),
    sort: sort.length > 0 ? sort : standard,
    skip: number(query, 'skip', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: number(query, 'limit', 1, maxLimit) ?? maxLimit,
    countOnly: number(query, 'count', 0, 1) === 1
  }
}

function number (query: Parameters, name: string, from: number, to: number): number | undefined {
  const value = query[name]
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : NaN
  if (!(number >= from && number <= to)) throw invalid(name, `must be a whole number from ${from} to ${to}`)
  return number
}

function sortKeys<Field extends string> (query: Parameters, name: 'sort_asc' | 'sort_desc', kinds: FieldKinds<Field>): Array<SortKey<Field>> {
  const field = query[name]
  if (field === undefined) return []
  if (typeof field !== 'string' || !isField(field, kinds) || kinds[field] === 'numbers') throw invalid(name, 'is not a field to sort by')
  return [{ field, descending: name === 'sort_desc' }]
}

function condition<Field extends string> (name: string, value: unknown, kinds: FieldKinds<Field>): Condition<Field> {
  const [, field = '', operator = 'eq'] = /^([^[\]]+)(?:\[(\w+)\])?(?:\[\])?$/.exec(name) ?? []
  if (!isField(field, kinds)) throw invalid(name, 'is not a field to filter by')
  const kind = kinds[field]
  const problem = (what: string): QuickBloxError => invalid(name, what)
  switch (operator) {
    case 'in': case 'nin': case 'all': return { field, operator, value: listed(value).map((one) => readValue(one, kind, problem)) }
    case 'eq': case 'ne': case 'lt': case 'lte': case 'gt': case 'gte': return { field, operator, value: readValue(value, kind, problem) }
    case 'ctn': return { field, operator, value: readPart(value, kind, problem) }
    default: throw problem(`is not a filter: take ${field}[OPERATOR] with lt, lte, gt, gte, ne, in, nin, all or ctn`)
  }
}

function isField<Field extends string> (name: string, kinds: FieldKinds<Field>): name is Field {
  return Object.hasOwn(kinds, name)
}

function listed (value: unknown): string[] {
  return [value].flat().flatMap((one) => String(one).split(','))
}

type Problem = (what: string) => QuickBloxError

/** A value to compare a field of this kind with; throws the problem that it has. */
export function readValue (value: unknown, kind: FieldKind | undefined, problem: Problem): Scalar {
  if (typeof value !== 'string') throw problem('must be given once')
  if (kind === 'text') return value
  if (kind === 'id') return canonicalId(value)
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
  if (kind === 'date') return readDate(value, number, problem)
  if (number === undefined) throw problem('must be a whole number')
  return number
}

/** Dates come as seconds since 1970 or as they are answered. */
function readDate (value: string, seconds: number | undefined, problem: Problem): number {
  const time = seconds === undefined ? Date.parse(value) : seconds * 1000
  if (Number.isNaN(time)) throw problem('must be a date: seconds since 1970, or as in 2019-09-01T14:55:56Z')
  return time
}

/** MongoDB takes no NUL and no endless patterns. */
function readPart (value: unknown, kind: FieldKind | undefined, problem: Problem): string {
  if (kind !== 'text') throw problem('is not a text that could contain another')
  if (typeof value !== 'string' || !/^[^\0]{0,1000}$/.test(value)) throw problem('must be a text of at most 1000 characters')
  return value
}
