import type { Condition } from '../store/query.ts'
import { matches } from '../store/matches.ts'
import type { User } from '../store/world.ts'
import type { DialogTraits, MessageTraits } from './traits.ts'

/** Who looks: a user of an application. */
export type Viewer = Pick<User, 'id' | 'application_id'>

/**
 * The dialogs that a user still sees: those he is an occupant of and all public groups of his application, without
 * those he hid.
 */
export function dialogsSeenBy ({ id, application_id: applicationId }: Viewer): readonly Condition[] {
  return [
    { field: 'application_id', operator: 'eq', value: applicationId },
    { any: [{ field: 'occupants_ids', operator: 'eq', value: id }, { field: 'type', operator: 'eq', value: 1 }] },
    notHiddenFrom(id)
  ]
}

/** The messages that a user still sees, of a dialog that he reads. */
export function messagesSeenBy ({ id }: Viewer): readonly Condition[] {
  return [notHiddenFrom(id)]
}

export function seesDialog (user: Viewer, dialog: DialogTraits): boolean {
  return matches(dialog, dialogsSeenBy(user))
}

/**
 * Whether a user is answered when he asks for the messages of a dialog, hidden or not: an occupant is, and everybody
 * for a public group.
 */
export function readsDialog (user: Viewer, dialog: DialogTraits): boolean {
  return dialog.application_id === user.application_id && (dialog.type === 1 || dialog.occupants_ids.includes(user.id))
}

/** Whether a message comes up when a user asks for those of its dialog. */
export function seesMessage (user: Viewer, message: MessageTraits, dialog: DialogTraits): boolean {
  return message.chat_dialog_id === dialog._id && readsDialog(user, dialog) && matches(message, messagesSeenBy(user))
}

function notHiddenFrom (userId: number): Condition {
  return { field: 'deleted_for', operator: 'ne', value: userId }
}
