import type { ClientQuery, FieldCondition, SortKey } from '../store/query.ts'
import type { Parameters } from './body.ts'
import { invalid } from './errors.ts'
import type { QuickBloxError } from './errors.ts'
import { readBound, readPart, readValue } from './list-values.ts'
import type { FieldKind, FieldKinds } from './list-values.ts'

/** What a list asks for, and whether for a number alone. */
export interface ListRequest<Field> extends ClientQuery<Field> {
  readonly skip: number
  readonly limit: number
  readonly countOnly: boolean
  /** The parameters that mean nothing here, as they were sent. */
  readonly ignored: readonly string[]
}

/** The fields of one kind of thing. */
export interface ListFields<Field extends string> {
  readonly kinds: FieldKinds<Field>
  /** The field of custom values, texts or numbers, that a name means beside those; undefined for none. */
  readonly custom: (name: string) => Field | undefined
  /** The order of who asks for none. */
  readonly order: ReadonlyArray<SortKey<Field>>
}

/** `name=value` or `name[operator]=value`. */
interface Filter {
  readonly sent: string
  readonly name: string
  readonly operator: string
  readonly value: unknown
}

const maxLimit = 100
const notFilters: ReadonlySet<string> = new Set(['limit', 'skip', 'count', 'sort_asc', 'sort_desc', 'token'])
const operators: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'nin', 'all', 'ctn'])

/**
 * Reads `limit`, `skip`, `count`, `sort_asc`, `sort_desc` and filters by these fields; throws a 422 for a value that
 * can't be used.
 */
export function readListQuery<Field extends string> (query: Parameters, fields: ListFields<Field>): ListRequest<Field> {
  const { where, others } = conditionsIn(query, fields)
  const { sort, noFields } = sortIn(query, fields.kinds)
  return {
    where,
    sort: sort.length > 0 ? sort : fields.order,
    skip: number(query, 'skip', 0, Number.MAX_SAFE_INTEGER) ?? 0,
    limit: Math.min(number(query, 'limit', 1, Number.MAX_SAFE_INTEGER) ?? maxLimit, maxLimit),
    countOnly: number(query, 'count', 0, 1) === 1,
    ignored: [...others, ...noFields]
  }
}

/** The filters by these fields, and the names of those that are none, as they were sent. */
function conditionsIn<Field extends string> (
  query: Parameters,
  fields: ListFields<Field>
): { where: Array<FieldCondition<Field>>, others: string[] } {
  const where: Array<FieldCondition<Field>> = []
  const others: string[] = []
  for (const filter of filtersIn(query)) {
    const field = operators.has(filter.operator) ? fieldOf(filter.name, fields) : undefined
    if (field === undefined) others.push(filter.sent)
    else where.push(condition(field, filter, fields.kinds[field] ?? 'custom'))
  }
  return { where, others }
}

/** What is sorted by, and the parameters that name no field to sort by. */
function sortIn<Field extends string> (
  query: Parameters,
  kinds: FieldKinds<Field>
): { sort: Array<SortKey<Field>>, noFields: string[] } {
  const sort: Array<SortKey<Field>> = []
  const noFields: string[] = []
  for (const name of ['sort_asc', 'sort_desc'] as const) {
    const key = sortKey(query, name, kinds)
    if (key !== undefined) sort.push(key)
    else if (query[name] !== undefined) noFields.push(name)
  }
  return { sort, noFields }
}

/** The names of filters that are none of these fields. */
export function otherNames (query: Parameters, kinds: FieldKinds<string>): string[] {
  return filtersIn(query).map(({ name }) => name).filter((name) => !Object.hasOwn(kinds, name))
}

function filtersIn (query: Parameters): Filter[] {
  return Object.entries(query).filter(([name]) => !notFilters.has(name)).map(([sent, value]) => ({
    sent,
    ...partsOf(sent),
    value
  }))
}

/** Custom parameters are asked for as `data[FIELD]`, and are `data.FIELD` here. */
function partsOf (sent: string): Pick<Filter, 'name' | 'operator'> {
  const [, data, ofData = 'eq'] = /^data\[([^[\]]+)\](?:\[(\w+)\])?(?:\[\])?$/.exec(sent) ?? []
  if (data !== undefined) return { name: `data.${data}`, operator: ofData }
  const [, name = sent, operator = 'eq'] = /^([^[\]]+)(?:\[(\w+)\])?(?:\[\])?$/.exec(sent) ?? []
  return { name, operator }
}

function fieldOf<Field extends string> (name: string, { kinds, custom }: ListFields<Field>): Field | undefined {
  return isField(name, kinds) ? name : custom(name)
}

function number (query: Parameters, name: string, from: number, to: number): number | undefined {
  const value = query[name]
  if (value === undefined) return undefined
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : NaN
  if (!(number >= from && number <= to)) throw invalid(name, `must be a whole number from ${from} to ${to}`)
  return number
}

function sortKey<Field extends string> (
  query: Parameters,
  name: 'sort_asc' | 'sort_desc',
  kinds: FieldKinds<Field>
): SortKey<Field> | undefined {
  const field = query[name]
  if (typeof field !== 'string' || !isField(field, kinds) || kinds[field] === 'numbers' || kinds[field] === 'custom') {
    return undefined
  }
  return { field, descending: name === 'sort_desc' }
}

function condition<Field extends string> (
  field: Field,
  { sent, operator, value }: Filter,
  kind: FieldKind
): FieldCondition<Field> {
  const problem = (what: string): QuickBloxError => invalid(sent, what)
  switch (operator) {
    case 'in':
    case 'nin':
    case 'all':
      return { field, operator, value: listed(value).map((one) => readValue(one, kind, problem)) }
    case 'eq':
    case 'ne':
      return { field, operator, value: readValue(value, kind, problem) }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { field, operator, value: readBound(value, kind, problem) }
    default:
      return { field, operator: 'ctn', value: readPart(value, kind, problem) }
  }
}

function isField<Field extends string> (name: string, kinds: FieldKinds<Field>): name is Field {
  return Object.hasOwn(kinds, name)
}

function listed (value: unknown): string[] {
  return [value].flat().flatMap((one) => String(one).split(','))
}
