import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Dialog, Message } from '../store/world.ts'

export type LastMessageField = 'last_message' | 'last_message_date_sent' | 'last_message_id' | 'last_message_user_id'

/** A dialog with what is worked out from its messages. */
export interface DialogSummary {
  readonly dialog: Dialog
  /** The newest message that is not destroyed, whoever hid it. */
  readonly last: Message | undefined
  /** How many messages the caller sees and has not read; 0 for an application. */
  readonly unread: number
}

export async function summarize (
  store: ChatStore,
  caller: Caller,
  dialogs: readonly Dialog[]
): Promise<DialogSummary[]> {
  const ids = dialogs.map((dialog) => dialog._id)
  const [last, unread] = await Promise.all([
    lastMessages(store, ids),
    caller.kind === 'user' ? store.countUnread(ids, caller.userId) : undefined
  ])
  return dialogs.map((dialog) => ({ dialog, last: last.get(dialog._id), unread: unread?.get(dialog._id) ?? 0 }))
}

/** Dialogs with their last messages' fields beside their own, as queries take them. */
export async function withLastMessages (
  store: ChatStore,
  dialogs: readonly Dialog[]
): Promise<Array<Dialog & Record<LastMessageField, unknown> & { dialog: Dialog }>> {
  const last = await lastMessages(store, dialogs.map((dialog) => dialog._id))
  return dialogs.map((dialog) => ({ ...dialog, ...lastMessageFields(last.get(dialog._id)), dialog }))
}

export function lastMessageFields (message: Message | undefined): Record<LastMessageField, string | number | null> {
  return {
    last_message: message?.message ?? null,
    last_message_date_sent: message?.date_sent ?? null,
    last_message_id: message?._id ?? null,
    last_message_user_id: message?.sender_id ?? null
  }
}

async function lastMessages (store: ChatStore, dialogIds: readonly string[]): Promise<ReadonlyMap<string, Message>> {
  return new Map((await store.newestMessages(dialogIds)).map((message) => [message.chat_dialog_id, message]))
}
