import { isDataField } from '../../chat/list-dialogs.ts'
import type { DialogField } from '../../chat/list-dialogs.ts'
import { bare } from '../../shared/bare.ts'
import type { Parameters } from '../body.ts'
import { readListQuery } from '../list-query.ts'
import type { ListFields } from '../list-query.ts'
import type { FieldKinds } from '../list-values.ts'

const kinds: FieldKinds<DialogField> = {
  _id: 'id',
  type: 'number',
  name: 'text',
  photo: 'text',
  user_id: 'number',
  occupants_ids: 'numbers',
  admins_ids: 'numbers',
  created_at: 'date',
  updated_at: 'date',
  last_message: 'text',
  last_message_date_sent: 'number',
  last_message_id: 'id',
  last_message_user_id: 'number'
}

const fields: ListFields<DialogField> = {
  kinds,
  custom: (name) => isDataField(name) ? name : undefined,
  order: [{ field: '_id', descending: false }]
}

/** Which dialogs are asked for. */
export function readDialogList (query: Parameters): ReturnType<typeof readListQuery<DialogField>> {
  return readListQuery(named(query), fields)
}

/** A filter by the vendor's `admin_ids` asks for what is kept as `admins_ids`. */
function named (query: Parameters): Parameters {
  return bare(Object.entries(query).map(([name, value]) => [name.replace(/^admin_ids(?=\[|$)/, 'admins_ids'), value]))
}
