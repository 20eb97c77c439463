import { randomUUID } from 'node:crypto'
import type { Document } from 'mongodb'
import type { Deletable } from './documents.ts'
import { ask, askTwice } from './errors.ts'
import type { Things, Where } from './things.ts'

/** What `isPresent` and `isStanding` say, for MongoDB to judge in the same breath as it writes. */
export const present: Where = { destroyed: { $exists: false } }
export const standing: Where = { destroyed: { $exists: false }, $nor: [{ type: 2, occupants_ids: { $size: 0 } }] }

/** A way to mark a thing as taken: which are free, what to write, and where the mark is found again. */
export interface Claim {
  readonly free: Document
  readonly take: (mark: string) => Document
  readonly markedAt: string
}

export function hide (userId: number): Claim {
  return {
    free: { 'hidden.user': { $ne: userId } },
    take: (mark) => ({ $push: { hidden: { user: userId, by: mark } } }),
    markedAt: 'hidden.by'
  }
}

export function leave (userId: number): Claim {
  return {
    free: { occupants_ids: userId },
    take: (mark) => ({
      $pull: { occupants_ids: userId, admins_ids: userId },
      $push: { left: { user: userId, by: mark } }
    }),
    markedAt: 'left.by'
  }
}

export const destroy: Claim = {
  free: {},
  take: (mark) => ({ $set: { 'destroyed.by': mark }, $currentDate: { 'destroyed.at': true }, $unset: { pair: true } }),
  markedAt: 'destroyed.by'
}

/**
 * Of these ids, those that this call marked. It takes one round trip, and a second one only when another call got some
 * of them first, or when the update had to be sent twice: that one reads back which carry the mark.
 */
export async function claim<T extends Deletable> (
  things: Things<string, T>,
  alive: Where,
  ids: readonly string[],
  { free, take, markedAt }: Claim
): Promise<string[]> {
  if (ids.length === 0) return []
  const mark = randomUUID()
  const among = { _id: things.ids(ids) }
  const { answer: { modifiedCount }, repeated } = await askTwice(() =>
    things.updateMany({ ...among, ...alive, ...free }, take(mark))
  )
  if (modifiedCount === 0 && !repeated) return []
  if (modifiedCount === ids.length) return [...ids]
  const marked = await ask(
    things.find({ ...among, [markedAt]: mark }, { batchSize: ids.length + 1, projection: { id: 1 } }).toArray()
  )
  const won = new Set(marked.map((one) => one.id))
  return ids.filter((id) => won.delete(id))
}
