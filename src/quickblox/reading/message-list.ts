import { customKeysIn } from '../../chat/list-messages.ts'
import type { MessageField } from '../../chat/list-messages.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { Parameters } from '../body.ts'
import { otherNames, readListQuery } from '../list-query.ts'
import type { FieldKinds } from '../list-values.ts'

const kinds: FieldKinds<MessageField> = {
  _id: 'id',
  message: 'text',
  date_sent: 'number',
  sender_id: 'number',
  recipient_id: 'number',
  read_ids: 'numbers',
  delivered_ids: 'numbers',
  created_at: 'date',
  updated_at: 'date',
  'attachments.type': 'custom'
}

const order = [{ field: 'date_sent', descending: false }] as const

/** Which messages of a dialog are asked for. */
export async function readMessageList (
  store: ChatStore,
  dialogId: string,
  query: Parameters
): Promise<ReturnType<typeof readListQuery<MessageField>>> {
  const custom = await customField(store, dialogId, otherNames(query, kinds))
  return readListQuery(query, { kinds, custom, order })
}

/**
 * A name is a filter by custom keys only where messages of the dialog have that key: else nothing would ever be found
 * by a parameter that means nothing here.
 */
async function customField (
  store: ChatStore,
  dialogId: string,
  names: readonly string[]
): Promise<(name: string) => MessageField | undefined> {
  const known = names.length === 0 ? new Set() : await customKeysIn(store, dialogId)
  return (name) => known.has(name) ? `custom.${name}` : undefined
}
