import { newObjectId } from '../shared/object-id.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { CustomFields, Dialog, Message } from '../store/world.ts'
import type { UserCaller } from './callers.ts'

/** A message as a client sends it. */
export interface MessageDraft {
  readonly message: string | null
  readonly attachments: readonly unknown[]
  readonly markable: 0 | 1 | null
  readonly custom: CustomFields
}

/** Sends a message to a dialog that the caller may read. A private dialog comes back to those who hid it. */
export async function createMessage (
  store: ChatStore,
  caller: UserCaller,
  dialog: Dialog,
  draft: MessageDraft,
  now: number
): Promise<Message> {
  const message = messageOf(caller, dialog, draft, now)
  await store.addMessage(message)
  if (dialog.type === 3) await store.showDialog(dialog._id)
  return message
}

function messageOf (
  { userId }: UserCaller,
  dialog: Dialog,
  { message, attachments, markable, custom }: MessageDraft,
  now: number
): Message {
  const sent = Math.floor(now / 1000)
  return {
    _id: newObjectId(now),
    chat_dialog_id: dialog._id,
    sender_id: userId,
    recipient_id: dialog.type === 3 ? dialog.occupants_ids.find((id) => id !== userId) ?? null : null,
    message,
    date_sent: sent,
    created_at: sent * 1000,
    updated_at: sent * 1000,
    attachments,
    markable,
    read_ids: [userId],
    delivered_ids: [userId],
    deleted_for: [],
    custom
  }
}
