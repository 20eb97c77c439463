import { deleteDialogs } from '../deletion/delete-dialogs.ts'
import { userIdOf } from '../deletion/verdict.ts'
import type { Caller, Outcome } from '../deletion/verdict.ts'
import type { DialogChange } from '../store/changes.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Dialog } from '../store/world.ts'
import { refuseDialogChange } from './dialog-change-rules.ts'
import type { Refusal } from './list-messages.ts'

/** What a client wants of a dialog; what it does not name stays. */
export interface DialogRequest {
  readonly set: Omit<DialogChange['set'], 'updated_at'>
  readonly addOccupants: readonly number[]
  readonly removeOccupants: readonly number[]
  readonly addAdmins: readonly number[]
  readonly removeAdmins: readonly number[]
}

export interface ChangedDialog {
  /** As it is afterwards; as it last was, where nobody is left in it. */
  readonly dialog: Dialog
  /** What came of the caller's leaving; null where he does not leave. */
  readonly left: Outcome | null
}

/** Changes a dialog as far as the caller may, all of it or nothing. */
export async function changeDialog (
  store: ChatStore,
  caller: Caller,
  id: string,
  request: DialogRequest,
  now: number
): Promise<ChangedDialog | Refusal> {
  const [dialog] = await store.findDialogs([id])
  if (dialog === undefined) return 'NotFound'
  const { addOccupants, removeOccupants, addAdmins, removeAdmins, set } = request
  const changesAdmins = set.admins_ids !== undefined || addAdmins.length > 0 || removeAdmins.length > 0
  const refusal = refuseDialogChange(caller, dialog, { addOccupants, removeOccupants, changesAdmins })
  if (refusal !== undefined) return refusal
  const changed = await store.changeDialog(id, changeOf(dialog, request, now))
  if (changed === undefined) return 'NotFound'
  const left = await removeFrom(store, caller, changed, removeOccupants)
  const [after] = await store.findDialogs([id])
  return { dialog: after ?? { ...changed, occupants_ids: [], admins_ids: [] }, left }
}

/**
 * Custom parameters that are not named stay. A private dialog has no name of its own and no admins, whatever is asked
 * for.
 */
function changeOf (
  dialog: Dialog,
  { set, addOccupants, addAdmins, removeAdmins }: DialogRequest,
  now: number
): DialogChange {
  const { name, admins_ids: admins, data, ...rest } = set
  const any = { ...rest, ...(data && { data: { ...dialog.data, ...data } }) }
  const ofGroups = { ...(name !== undefined && { name }), ...(admins !== undefined && { admins_ids: admins }) }
  const updated = Math.floor(now / 1000) * 1000
  if (dialog.type === 3) {
    return { set: { ...any, updated_at: updated }, addOccupants: [], addAdmins: [], removeAdmins: [] }
  }
  return { set: { ...any, ...ofGroups, updated_at: updated }, addOccupants, addAdmins, removeAdmins }
}

/** The caller leaves a group by the rules of a delete (D9). */
async function removeFrom (
  store: ChatStore,
  caller: Caller,
  { _id: id, type }: Dialog,
  users: readonly number[]
): Promise<Outcome | null> {
  let left: Outcome | null = null
  for (const user of users) {
    if (type === 2 && user === userIdOf(caller)) {
      left = await deleteDialogs(store, caller, [id], false, { privateHistory: 'kept' })
    } else await store.leaveDialogs([id], user)
  }
  return left
}
