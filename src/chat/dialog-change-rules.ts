import type { DialogTraits } from '../deletion/traits.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { Refusal } from './list-messages.ts'

/** What somebody wants to change of a dialog, as far as it takes a right. */
export interface DialogWishes {
  readonly addOccupants: readonly number[]
  readonly removeOccupants: readonly number[]
  readonly changesAdmins: boolean
}

/** U1..U8: why a dialog may not be changed so; undefined where it may. The first that applies decides. */
export function refuseDialogChange (
  caller: Caller,
  dialog: DialogTraits,
  wishes: DialogWishes
): Refusal | undefined {
  if (dialog.application_id !== caller.applicationId) return 'WrongPermissions'
  if (caller.kind === 'application') return undefined
  const { userId } = caller
  const owns = dialog.user_id === userId
  if (dialog.deleted_for.includes(userId)) return 'NotFound'
  if (dialog.type === 1) return owns ? undefined : 'WrongPermissions'
  if (!owns && !dialog.occupants_ids.includes(userId)) return 'WrongPermissions'
  if (dialog.type === 3) return changesOccupants(wishes) ? 'WrongPermissions' : undefined
  if (owns) return undefined
  const removesOthers = wishes.removeOccupants.some((id) => id !== userId)
  return removesOthers || wishes.changesAdmins ? 'WrongPermissions' : undefined
}

function changesOccupants ({ addOccupants, removeOccupants }: DialogWishes): boolean {
  return addOccupants.length > 0 || removeOccupants.length > 0
}
