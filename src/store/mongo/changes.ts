import type { Document } from 'mongodb'
import { present, standing } from './claims.ts'
import type { DialogDocument, MessageDocument } from './documents.ts'
import { ask, askTwice } from './errors.ts'
import type { Things } from './things.ts'
import type { DialogChange, MessageChange, MessageChoice, Receipt } from '../changes.ts'

/**
 * The dialog as it is afterwards; null where there is none. MongoDB takes one change of a field at a time, so there may
 * be several updates.
 */
export async function writeDialogChange (
  dialogs: Things<string, DialogDocument>,
  id: string,
  change: DialogChange
): Promise<DialogDocument | null> {
  let changed: DialogDocument | null = null
  for (const update of dialogUpdates(change)) {
    changed = await ask(dialogs.findOneAndUpdate({ _id: dialogs.key(id), ...standing }, update))
    if (changed === null) return null
  }
  return changed
}

export async function writeMessageChange (
  messages: Things<string, MessageDocument>,
  which: MessageChoice,
  change: MessageChange
): Promise<void> {
  if ('ids' in which && which.ids.length === 0) return
  const chosen = 'ids' in which ? { _id: messages.ids(which.ids) } : { chat_dialog_id: which.dialogId }
  const update = messageUpdate(change)
  if (Object.keys(update).length > 0) await askTwice(() => messages.updateMany({ ...chosen, ...present }, update))
}

function dialogUpdates ({ set: { data, ...set }, addOccupants, addAdmins, removeAdmins }: DialogChange): Document[] {
  const fields = { $set: { ...set, ...(data !== undefined && { data: JSON.stringify(data) }) } }
  const added = {
    $addToSet: { occupants_ids: { $each: addOccupants } },
    $pull: { left: { user: { $in: addOccupants } } }
  }
  return [
    { ...fields, ...(addOccupants.length > 0 && added) },
    ...(addAdmins.length > 0 ? [{ $addToSet: { admins_ids: { $each: addAdmins } } }] : []),
    ...(removeAdmins.length > 0 ? [{ $pull: { admins_ids: { $in: removeAdmins } } }] : [])
  ]
}

function messageUpdate ({ set, read, delivered }: MessageChange): Document {
  const added = usersOf(read, delivered, true)
  const removed = usersOf(read, delivered, false)
  return { ...(set && { $set: set }), ...(added && { $addToSet: added }), ...(removed && { $pull: removed }) }
}

function usersOf (read: Receipt | undefined, delivered: Receipt | undefined, has: boolean): Document | undefined {
  const users = {
    ...(read?.has === has && { read_ids: read.userId }),
    ...(delivered?.has === has && { delivered_ids: delivered.userId })
  }
  return Object.keys(users).length > 0 ? users : undefined
}
