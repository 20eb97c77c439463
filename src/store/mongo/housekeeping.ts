import { destroy, present } from './claims.ts'
import type { WorldThings } from './collections.ts'
import { ask, askTwice } from './errors.ts'

/** In milliseconds: a session that a client made is swept this long after its end. */
const keptAfterEnd = 24 * 60 * 60 * 1000

/**
 * Removes from a world what no request sees any more: groups that nobody is left in, destroyed dialogs with whatever
 * messages they still have, and ended sessions. A dialog is left alone the first time, so that claims on it can read
 * their marks back; resolves with those to remove the next time.
 */
export async function keepHouse (
  { dialogs, messages, sessions }: WorldThings,
  seen: ReadonlySet<string>,
  now: number
): Promise<ReadonlySet<string>> {
  await askTwice(() =>
    dialogs.updateMany({ ...present, type: 2, occupants_ids: { $size: 0 } }, destroy.take('nobody is left in it'))
  )
  const gone = (await ask(dialogs.find({ 'destroyed.at': { $exists: true } }, { projection: { id: 1 } }).toArray()))
    .map(({ id }) => id)
  const ready = gone.filter((id) => seen.has(id))
  await askTwice(() => messages.deleteMany({ chat_dialog_id: { $in: ready } }))
  await askTwice(() => dialogs.deleteMany({ _id: dialogs.ids(ready), 'destroyed.at': { $exists: true } }))
  await askTwice(() => sessions.deleteMany({ made: true, expires_at: { $lt: now - keptAfterEnd } }))
  return new Set(gone.filter((id) => !seen.has(id)))
}
