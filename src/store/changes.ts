import type { Dialog, Message } from './world.ts'

/** What becomes of a dialog: fields that are set, then users who are added, then admins who are none any more. */
export interface DialogChange {
  readonly set: Pick<Dialog, 'updated_at'> & Partial<Pick<Dialog, 'name' | 'photo' | 'admins_ids' | 'data'>>
  readonly addOccupants: readonly number[]
  readonly addAdmins: readonly number[]
  readonly removeAdmins: readonly number[]
}

/** That a user is, or is not, among those whom a message reached or who read it. */
export interface Receipt {
  readonly userId: number
  readonly has: boolean
}

/** What becomes of messages. */
export interface MessageChange {
  readonly set?: Pick<Message, 'message' | 'updated_at'>
  readonly read?: Receipt
  readonly delivered?: Receipt
}

/** Messages by their ids, or all of a dialog. */
export type MessageChoice = { readonly ids: readonly string[] } | { readonly dialogId: string }

export function changedDialog (dialog: Dialog, { set, addOccupants, addAdmins, removeAdmins }: DialogChange): Dialog {
  const changed = { ...dialog, ...set }
  return {
    ...changed,
    occupants_ids: union(dialog.occupants_ids, addOccupants),
    admins_ids: without(union(changed.admins_ids, addAdmins), removeAdmins),
    left_by: without(dialog.left_by, addOccupants)
  }
}

/** The same message where nothing changes. */
export function changedMessage (message: Message, { set, read, delivered }: MessageChange): Message {
  const readers = received(message.read_ids, read)
  const reached = received(message.delivered_ids, delivered)
  if (set === undefined && readers === message.read_ids && reached === message.delivered_ids) return message
  return { ...message, ...set, read_ids: readers, delivered_ids: reached }
}

function received (users: readonly number[], receipt: Receipt | undefined): readonly number[] {
  if (receipt === undefined || users.includes(receipt.userId) === receipt.has) return users
  return receipt.has ? [...users, receipt.userId] : without(users, [receipt.userId])
}

function union (users: readonly number[], more: readonly number[]): readonly number[] {
  return [...new Set([...users, ...more])]
}

function without (users: readonly number[], fewer: readonly number[]): readonly number[] {
  return users.filter((user) => !fewer.includes(user))
}
