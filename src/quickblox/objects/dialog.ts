import { lastMessageFields } from '../../chat/summaries.ts'
import type { DialogSummary } from '../../chat/summaries.ts'
import type { Dialog } from '../../store/world.ts'
import { dateTime } from './date-time.ts'

/**
 * A dialog as lists and its creation answer it; what fixtures call `admins_ids` is `admin_ids` here. Its own fields win
 * over custom keys of their names.
 */
export function dialogObject ({ dialog, last, unread }: DialogSummary): object {
  return {
    ...dialog.custom,
    _id: dialog._id,
    created_at: dateTime(dialog.created_at),
    updated_at: dateTime(dialog.updated_at),
    ...lastMessageFields(last),
    name: dialog.name,
    occupants_ids: dialog.occupants_ids.toSorted((one, other) => one - other),
    admin_ids: dialog.admins_ids,
    photo: dialog.photo,
    ...(dialog.data !== null && { data: dialog.data }),
    type: dialog.type,
    user_id: dialog.user_id,
    xmpp_room_jid: roomOf(dialog),
    // Nobody's reading of a public group is counted.
    unread_messages_count: dialog.type === 1 ? 0 : unread
  }
}

/** Where a group talks; a private dialog has no room. */
function roomOf ({ _id, application_id: applicationId, type }: Dialog): string | null {
  return type === 3 ? null : `${applicationId}_${_id}@muc.chat.quickblox.com`
}
