import type { Dialog, Message } from '../store/world.ts'

/** What the rules look at of a dialog. */
export type DialogTraits = Pick<
  Dialog,
  '_id' | 'application_id' | 'type' | 'user_id' | 'occupants_ids' | 'admins_ids' | 'deleted_for'
>

/** What the rules look at of a message. */
export type MessageTraits = Pick<Message, 'chat_dialog_id' | 'sender_id' | 'deleted_for'>
