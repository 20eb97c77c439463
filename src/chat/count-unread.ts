import { dialogsSeenBy } from '../deletion/visibility.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Condition } from '../store/query.ts'
import { viewer } from './callers.ts'
import type { UserCaller } from './callers.ts'

/**
 * By dialog, how many messages the caller sees and has not read; of these dialogs, or of all that he sees. Public
 * groups count none.
 */
export async function countUnread (
  store: ChatStore,
  caller: UserCaller,
  ids?: readonly string[]
): Promise<ReadonlyMap<string, number>> {
  const where: Condition[] = [...dialogsSeenBy(viewer(caller)), { field: 'type', operator: 'ne', value: 1 }]
  if (ids !== undefined) where.push({ field: '_id', operator: 'in', value: ids })
  const dialogs = await store.listDialogs({ where, sort: [] })
  return store.countUnread(dialogs.map((dialog) => dialog._id), caller.userId)
}
