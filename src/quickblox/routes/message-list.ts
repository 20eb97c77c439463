import type { FastifyInstance } from 'fastify'
import { markListed } from '../../chat/change-messages.ts'
import { countMessages, customKeysIn, listMessages, readableDialog } from '../../chat/list-messages.ts'
import type { Caller } from '../../deletion/verdict.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { MessageField } from '../../chat/list-messages.ts'
import type { Dialog } from '../../store/world.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { invalid, tokenRequired } from '../errors.ts'
import { ignore } from '../ignored.ts'
import { listParameters } from '../list-parameters.ts'
import { otherNames, readListQuery } from '../list-query.ts'
import type { FieldKinds } from '../list-query.ts'
import { messageObject } from '../objects/message.ts'
import { granted } from '../refuse.ts'
import { bothPaths } from './paths.ts'

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

/** `GET /chat/Message.json?chat_dialog_id=ID` */
export async function messageListRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of bothPaths('/chat/Message')) {
    app.get<{ Querystring: Parameters }>(path, authenticated, async (request) => {
      const { store, caller } = request
      if (caller === null) throw tokenRequired()
      const { chat_dialog_id: asked, mark_as_read: mark, ...query } = listParameters(request)
      const dialog = await openDialog(store, caller, asked)
      const custom = await customField(store, dialog._id, otherNames(query, kinds))
      const { countOnly, ignored, ...list } = readListQuery(query, { kinds, custom, order })
      ignore(request, ignored, switches)
      if (countOnly) return { items: { count: await countMessages(store, caller, dialog._id, list) } }
      const messages = await listMessages(store, caller, dialog._id, list)
      if (mark !== '0') await markListed(store, caller, dialog, messages)
      return { skip: list.skip, limit: list.limit, items: messages.map((message) => messageObject(message, dialog.type)) }
    })
  }
}

/** A name is a filter by custom keys only where messages of the dialog have that key: else nothing would ever be found by a parameter that means nothing here. */
async function customField (store: ChatStore, dialogId: string, names: readonly string[]): Promise<(name: string) => MessageField | undefined> {
  const known = names.length === 0 ? new Set() : await customKeysIn(store, dialogId)
  return (name) => known.has(name) ? `custom.${name}` : undefined
}

/** The dialog of a call about messages; throws the refusal of one that isn't named, isn't there or may not be read. */
export async function openDialog (store: ChatStore, caller: Caller, id: unknown): Promise<Dialog> {
  if (typeof id !== 'string' || id === '') throw invalid('chat_dialog_id', 'is required, once')
  return granted(await readableDialog(store, caller, id.toLowerCase()))
}
