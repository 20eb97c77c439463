import type { Document, Filter, FindOptions, Sort } from 'mongodb'
import { withTieBreak } from './query.ts'
import type { Condition, ListQuery, QueryField } from './query.ts'

/** A query in MongoDB's words, among the things that the first filter lets through. */
export function filterOf<T> (among: Filter<T>, where: readonly Condition[]): Filter<T> {
  return { $and: [among, ...where.map(documentOf)] } as Filter<T>
}

export function pageOf ({ sort, skip = 0, limit }: ListQuery): FindOptions {
  const keys = withTieBreak(sort).map(({ field, descending }) => [stored(field), descending ? -1 : 1] as const)
  return { sort: new Map(keys) as Sort, skip, ...(limit !== undefined && { limit }) }
}

function documentOf (condition: Condition): Document {
  if ('any' in condition) return { $or: condition.any.map(documentOf) }
  const { operator, value } = condition
  const field = stored(condition.field)
  if (operator === 'ctn') return { [field]: { $regex: value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') } }
  if (operator === 'all') return value.length === 0 ? { [field]: { $in: [] } } : { $and: value.map((one) => ({ [field]: one })) }
  return { [field]: { [`$${operator}`]: value } }
}

/** Where documents keep who hid or left a thing. */
function stored (field: QueryField): string {
  if (field === 'deleted_for') return 'hidden.user'
  return field === 'left_by' ? 'left.user' : field
}
