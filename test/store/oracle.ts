import type { Condition, ListQuery } from '../../src/store/query.ts'

type Thing = Readonly<Record<string, unknown>>

/**
 * What a query must find, told another way than the stores have it: every value as a text whose order is that of
 * MongoDB.
 */
export function expectedOf<T extends Thing> (
  things: readonly T[],
  { where, sort, skip = 0, limit = Infinity }: ListQuery
): T[] {
  const left = things.filter((thing) => where.every((condition) => 'any' in condition || meets(thing, condition)))
  const ids = new Map(left.map((thing) => [thing, String(thing['_id'])]))
  const before = (one: T, other: T): boolean => {
    for (const { field, descending } of sort) {
      const [a, b] = [orderOf(one[field]), orderOf(other[field])]
      if (a !== b) return (a < b) !== descending
    }
    return ((ids.get(one) ?? '') < (ids.get(other) ?? '')) !== (sort.at(-1)?.descending ?? false)
  }
  const ranked = left.map((thing) => ({
    thing,
    place: left.filter((other) => other !== thing && before(other, thing)).length
  }))
  return Array.from({ length: left.length }, (_, place) => ranked.find((one) => one.place === place)?.thing as T)
    .filter((_, place) => place >= skip && place < skip + limit)
}

function meets (thing: Thing, { field, operator, value }: Exclude<Condition, { any: unknown }>): boolean {
  const held = [thing[field] ?? null].flat().map(orderOf)
  const asked = [value].flat().map(orderOf)
  const [first = ''] = asked
  const alike = held.filter((one) => one.charAt(0) === first.charAt(0))
  if (operator === 'eq') return held.includes(first)
  if (operator === 'ne') return !held.includes(first)
  if (operator === 'in') return asked.some((one) => held.includes(one))
  if (operator === 'nin') return asked.every((one) => !held.includes(one))
  if (operator === 'all') return asked.length > 0 && asked.every((one) => held.includes(one))
  if (operator === 'ctn') {
    return [thing[field]].flat().some((one) =>
      typeof one === 'string' && one.split(String(value)).length > (value === '' ? 0 : 1)
    )
  }
  if (operator === 'lt') return alike.some((one) => one < first)
  if (operator === 'lte') return alike.some((one) => one <= first)
  return alike.some((one) => operator === 'gt' ? one > first : one >= first)
}

function orderOf (value: unknown): string {
  if (typeof value === 'number') return `1${String(value).padStart(20, '0')}`
  return typeof value === 'string' ? `2${Buffer.from(value).toString('hex')}` : '0'
}
