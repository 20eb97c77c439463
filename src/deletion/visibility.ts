import type { User } from '../store/world.ts'
import type { DialogTraits, MessageTraits } from './traits.ts'

/** Whether a dialog still stands in the user's list: an occupant's, or a public group, and not hidden. */
export function seesDialog ({ id, application_id: application }: Pick<User, 'id' | 'application_id'>, dialog: DialogTraits): boolean {
  return dialog.application_id === application && (dialog.type === 1 || dialog.occupants_ids.includes(id)) && !dialog.deleted_for.includes(id)
}

/** Whether a message still stands in the user's history of a dialog. */
export function seesMessage (user: Pick<User, 'id' | 'application_id'>, message: MessageTraits, dialog: DialogTraits | undefined): boolean {
  return dialog !== undefined && seesDialog(user, dialog) && !message.deleted_for.includes(user.id)
}
