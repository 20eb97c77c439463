import { withTieBreak } from './query.ts'
import type { Condition, FieldCondition, ListQuery, SortKey } from './query.ts'

type Thing<Field extends string> = Readonly<Partial<Record<Field, unknown>>>

export function matches<Field extends string> (thing: Thing<Field>, where: ReadonlyArray<Condition<Field>>): boolean {
  return where.every((condition) =>
    'any' in condition ? condition.any.some((one) => matches(thing, [one])) : holds(thing[condition.field], condition)
  )
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

function order<Field extends string> (a: Thing<Field>, b: Thing<Field>, keys: ReadonlyArray<SortKey<Field>>): number {
  for (const { field, descending } of keys) {
    const difference = compare(a[field] ?? null, b[field] ?? null)
    if (difference !== 0) return descending ? -difference : difference
  }
  return 0
}

function holds (stored: unknown, { operator, value }: FieldCondition<unknown>): boolean {
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
