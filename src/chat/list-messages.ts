import { messagesSeenBy, readsDialog } from '../deletion/visibility.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Condition, ListQuery } from '../store/query.ts'
import type { Dialog, Message } from '../store/world.ts'
import { viewer } from './callers.ts'

/** Why a dialog's messages can't be had. */
export type Refusal = 'NotFound' | 'WrongPermissions'

/** The dialog, if the caller may read it: its occupants may, and its application; everybody may read a public group. */
export async function readableDialog (store: ChatStore, caller: Caller, dialogId: string): Promise<Dialog | Refusal> {
  const [dialog] = await store.findDialogs([dialogId])
  if (dialog === undefined) return 'NotFound'
  const reads = caller.kind === 'user' ? readsDialog(viewer(caller), dialog) : dialog.application_id === caller.applicationId
  return reads ? dialog : 'WrongPermissions'
}

export async function listMessages (store: ChatStore, caller: Caller, dialogId: string, query: ListQuery): Promise<Message[]> {
  return store.listMessages(dialogId, { ...query, where: [...seenBy(caller), ...query.where] })
}

export async function countMessages (store: ChatStore, caller: Caller, dialogId: string, { where }: ListQuery): Promise<number> {
  return store.countMessages(dialogId, [...seenBy(caller), ...where])
}

function seenBy (caller: Caller): readonly Condition[] {
  return caller.kind === 'user' ? messagesSeenBy(viewer(caller)) : []
}
