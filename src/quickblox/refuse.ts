import { strangers } from '../chat/create-dialog.ts'
import { readableDialog } from '../chat/list-messages.ts'
import type { Refusal } from '../chat/list-messages.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Dialog } from '../store/world.ts'
import { forbidden, invalid, noSuchOccupants, notFound } from './errors.ts'

/** What was asked for; throws the vendor's error for a refusal. */
export function granted<T> (result: T | Refusal): T {
  if (result === 'NotFound') throw notFound()
  if (result === 'WrongPermissions') throw forbidden()
  return result as T
}

/** The dialog of a call about messages; throws the refusal of one that isn't named, isn't there or may not be read. */
export async function requireDialog (store: ChatStore, caller: Caller, id: unknown): Promise<Dialog> {
  if (typeof id !== 'string' || id === '') throw invalid('chat_dialog_id', 'is required, once')
  return granted(await readableDialog(store, caller, id.toLowerCase()))
}

/** Throws the 422 where one of these is no user of the application. */
export async function refuseStrangers (store: ChatStore, caller: Caller, ids: readonly number[]): Promise<void> {
  if ((await strangers(store, caller, ids)).length > 0) throw noSuchOccupants()
}
