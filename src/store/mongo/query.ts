import type { Document, FindOptions, Sort, WithId } from 'mongodb'
import type { Deletable } from './documents.ts'
import { ask } from './errors.ts'
import type { Things, Where } from './things.ts'
import { withTieBreak } from '../query.ts'
import type { Condition, ListQuery } from '../query.ts'

const objectId = /^[0-9a-f]{24}$/

/**
 * The document of each id, undefined for none, in one round trip: of itself a first batch has 101 and does not tell
 * that it is the last.
 */
export async function findEach<T extends Deletable> (
  things: Things<string, T>,
  ids: readonly string[]
): Promise<Array<WithId<T> | undefined>> {
  const possible = new Set(ids.filter((id) => objectId.test(id)))
  if (possible.size === 0) return ids.map(() => undefined)
  const documents = await ask(
    things.find({ _id: things.ids([...possible]) }, { batchSize: possible.size + 1 }).toArray()
  )
  const found = new Map<string, WithId<T>>(documents.map((document) => [document.id, document]))
  return ids.map((id) => found.get(id))
}

/** A query in MongoDB's words, among the things that the first filter lets through. */
export function filterOf<Field extends string> (among: Where, where: ReadonlyArray<Condition<Field>>): Where {
  return where.length === 0 ? among : { ...among, $and: where.map(documentOf) }
}

export function pageOf<Field extends string> ({ sort, skip = 0, limit }: ListQuery<Field>): FindOptions {
  const keys = withTieBreak(sort).map(({ field, descending }) => [stored(field), descending ? -1 : 1] as const)
  return { sort: new Map(keys) as Sort, skip, ...(limit !== undefined && { limit }) }
}

function documentOf<Field extends string> (condition: Condition<Field>): Document {
  if ('any' in condition) return { $or: condition.any.map(documentOf) }
  const { operator, value } = condition
  const field = stored(condition.field)
  if (operator === 'ctn') return { [field]: { $regex: value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') } }
  if (operator === 'all') {
    return value.length === 0
      ? { [field]: { $in: [] } }
      : { $and: value.map((one) => ({ [field]: one })) }
  }
  return { [field]: { [`$${operator}`]: value } }
}

/** Where documents keep the id of a thing, and who hid or left it. */
function stored (field: string): string {
  if (field === '_id') return 'id'
  if (field === 'deleted_for') return 'hidden.user'
  return field === 'left_by' ? 'left.user' : field
}
