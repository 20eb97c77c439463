import type { Dialog, Message, User } from './world.ts'

/** A field that lists can be asked by: those that both stores can read without unpacking a thing. */
export type QueryField = Exclude<keyof Dialog | keyof Message, 'custom' | 'data' | 'attachments'>

/** A field that lists of users can be asked by. */
export type UserField = Exclude<keyof User, 'password'>

export type Scalar = string | number

/**
 * A comparison with one value, as MongoDB means it: of a list, one element is enough, and values of another type are
 * neither less nor greater.
 */
interface Comparison<Field> {
  readonly field: Field
  readonly operator: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
  readonly value: Scalar
}

/** A comparison with several values: one of them, none of them, or all of them. */
interface Membership<Field> {
  readonly field: Field
  readonly operator: 'in' | 'nin' | 'all'
  readonly value: readonly Scalar[]
}

/** A text that contains another, capitals told apart. */
interface Containment<Field> {
  readonly field: Field
  readonly operator: 'ctn'
  readonly value: string
}

/** What one thing is asked to be; `any` holds when one of its conditions does. */
export type Condition<Field = QueryField> = FieldCondition<Field> | { readonly any: ReadonlyArray<Condition<Field>> }

/** What clients can ask. */
export type FieldCondition<Field = QueryField> = Comparison<Field> | Membership<Field> | Containment<Field>

export interface SortKey<Field = QueryField> {
  readonly field: Field
  readonly descending: boolean
}

/**
 * Which things, in what order, and which part of them. Things that the sort leaves equal stand in the order of their
 * `_id`, in its direction.
 */
export interface ListQuery<Field = QueryField> {
  readonly where: ReadonlyArray<Condition<Field>>
  readonly sort: ReadonlyArray<SortKey<Field>>
  /** @default 0 */
  readonly skip?: number
  /** @default all there are */
  readonly limit?: number
}

/** What a client asks of a list. */
export interface ClientQuery<Field = QueryField> extends ListQuery<Field> {
  readonly where: ReadonlyArray<FieldCondition<Field>>
}

type Thing<Field extends string> = Readonly<Partial<Record<Field, unknown>>>

export function matches<Field extends string> (thing: Thing<Field>, where: ReadonlyArray<Condition<Field>>): boolean {
  return where.every((condition) =>
    'any' in condition ? condition.any.some((one) => matches(thing, [one])) : holds(thing[condition.field], condition)
  )
}

/** The private dialogs of the two users of this one. */
export function sameTwo ({ application_id: applicationId, occupants_ids: occupants }: Dialog): readonly Condition[] {
  return [
    { field: 'application_id', operator: 'eq', value: applicationId },
    { field: 'type', operator: 'eq', value: 3 },
    { field: 'occupants_ids', operator: 'all', value: occupants }
  ]
}

/** The part of these things that a query asks for. */
export function select<Field extends string, T extends Thing<Field | '_id'>> (
  things: Iterable<T>,
  { where, sort, skip = 0, limit = Infinity }: ListQuery<Field>
): T[] {
  const chosen = Array.from(things).filter((thing) => matches(thing, where))
  const keys = withTieBreak(sort)
  return chosen.sort((a, b) => order(a, b, keys)).slice(skip, skip + limit)
}

/** The sort that leaves no two things equal. */
export function withTieBreak<Field> (sort: ReadonlyArray<SortKey<Field>>): ReadonlyArray<SortKey<Field | '_id'>> {
  return [...sort, { field: '_id', descending: sort.at(-1)?.descending ?? false }]
}

function order<Field extends string> (a: Thing<Field>, b: Thing<Field>, keys: ReadonlyArray<SortKey<Field>>): number {
  for (const { field, descending } of keys) {
    const difference = compare(a[field] ?? null, b[field] ?? null)
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

function holds (
  stored: unknown,
  { operator, value }: Comparison<unknown> | Membership<unknown> | Containment<unknown>
): boolean {
  const values: readonly unknown[] = Array.isArray(stored) ? stored : [stored]
  switch (operator) {
    case 'eq':
      return values.includes(value)
    case 'ne':
      return !values.includes(value)
    case 'in':
      return values.some((one) => isOneOf(one, value))
    case 'nin':
      return !values.some((one) => isOneOf(one, value))
    case 'all':
      return value.length > 0 && value.every((one) => values.includes(one))
    case 'ctn':
      return values.some((one) => typeof one === 'string' && one.includes(value))
    default:
      return values.some((one) => typeof one === typeof value && inOrder(compare(one, value), operator))
  }
}

function isOneOf (value: unknown, values: readonly unknown[]): boolean {
  return values.includes(value)
}

function inOrder (difference: number, operator: 'lt' | 'lte' | 'gt' | 'gte'): boolean {
  if (difference === 0) return operator === 'lte' || operator === 'gte'
  return operator.startsWith('l') === (difference < 0)
}

/** MongoDB's order: null before numbers before texts, and texts by their bytes in UTF-8. */
function compare (a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') {
    return a === b
      ? 0
      : Buffer.compare(Buffer.from(a), Buffer.from(b))
  }
  return rank(a) - rank(b)
}

function rank (value: unknown): number {
  return typeof value === 'string' ? 2 : typeof value === 'number' ? 1 : 0
}
