import { newObjectId } from '../shared/object-id.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { CustomFields, Dialog, DialogType } from '../store/world.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { UserCaller } from './callers.ts'

/** A dialog as a client asks for it. */
export interface DialogDraft {
  readonly type: DialogType
  readonly name: string | null
  readonly photo: string | null
  /** Others than the caller, who is always one. */
  readonly occupants: readonly number[]
  readonly admins: readonly number[]
  /** Custom parameters: `class_name` and the fields of that class. */
  readonly data: CustomFields | null
  readonly custom: CustomFields
}

/**
 * Creates a dialog that the caller owns. Two users have one private dialog: it comes back, also to those who hid it.
 */
export async function createDialog (
  store: ChatStore,
  caller: UserCaller,
  draft: DialogDraft,
  now: number
): Promise<Dialog> {
  const dialog = dialogOf(caller, draft, now)
  if (dialog.type === 3) return store.openPrivateDialog(dialog)
  await store.addDialog(dialog)
  return dialog
}

/** Those of these users that the caller's application does not have. */
export async function strangers (
  store: ChatStore,
  { applicationId }: Caller,
  ids: readonly number[]
): Promise<number[]> {
  const users = await store.findUsers(ids)
  const known = new Set(users.filter((user) => user.application_id === applicationId).map((user) => user.id))
  return ids.filter((id) => !known.has(id))
}

function dialogOf (
  { userId, applicationId }: UserCaller,
  { type, name, photo, occupants, admins, data, custom }: DialogDraft,
  now: number
): Dialog {
  const created = Math.floor(now / 1000) * 1000
  return {
    _id: newObjectId(now),
    application_id: applicationId,
    type,
    name,
    photo,
    user_id: userId,
    occupants_ids: [...new Set([userId, ...occupants])],
    admins_ids: [...new Set(admins)],
    data,
    created_at: created,
    updated_at: created,
    deleted_for: [],
    left_by: [],
    custom
  }
}
