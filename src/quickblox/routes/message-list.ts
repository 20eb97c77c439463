import type { FastifyInstance } from 'fastify'
import { markListed } from '../../chat/change-messages.ts'
import { countMessages, listMessages, readableDialog } from '../../chat/list-messages.ts'
import type { Caller } from '../../deletion/verdict.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { QueryField } from '../../store/query.ts'
import type { Dialog } from '../../store/world.ts'
import { authenticate } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { invalid, tokenRequired } from '../errors.ts'
import { readListQuery } from '../list-query.ts'
import type { FieldKinds } from '../list-query.ts'
import { messageObject } from '../objects/message.ts'
import { granted } from '../refuse.ts'
import { bothPaths } from './paths.ts'

const fields: FieldKinds<QueryField> = {
  _id: 'id',
  message: 'text',
  date_sent: 'number',
  sender_id: 'number',
  recipient_id: 'number',
  read_ids: 'numbers',
  delivered_ids: 'numbers',
  created_at: 'date',
  updated_at: 'date'
}

/** `GET /chat/Message.json?chat_dialog_id=ID` */
export async function messageListRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Message')) {
    app.get<{ Querystring: Parameters }>(path, { onRequest: authenticate }, async ({ store, caller, query }) => {
      if (caller === null) throw tokenRequired()
      const { chat_dialog_id: asked, mark_as_read: mark, ...rest } = query
      const { countOnly, ...list } = readListQuery(rest, fields, [{ field: 'date_sent', descending: false }])
      const dialog = await openDialog(store, caller, asked)
      if (countOnly) return { items: { count: await countMessages(store, caller, dialog._id, list) } }
      const messages = await listMessages(store, caller, dialog._id, list)
      if (mark !== '0') await markListed(store, caller, dialog, messages)
      return { skip: list.skip, limit: list.limit, items: messages.map(messageObject) }
    })
  }
}

/** The dialog of a call about messages; throws the refusal of one that isn't named, isn't there or may not be read. */
export async function openDialog (store: ChatStore, caller: Caller, id: unknown): Promise<Dialog> {
  if (typeof id !== 'string' || id === '') throw invalid('chat_dialog_id', 'is required, once')
  return granted(await readableDialog(store, caller, id.toLowerCase()))
}
