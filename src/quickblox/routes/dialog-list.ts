import type { FastifyInstance } from 'fastify'
import { countDialogs, listDialogs } from '../../chat/list-dialogs.ts'
import type { DialogField } from '../../chat/list-dialogs.ts'
import { bare } from '../../shared/bare.ts'
import { authenticate } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { tokenRequired } from '../errors.ts'
import { readListQuery } from '../list-query.ts'
import type { FieldKinds } from '../list-query.ts'
import { dialogObject } from '../objects/dialog.ts'
import { bothPaths } from './paths.ts'

const fields: FieldKinds<DialogField> = {
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

/** `GET /chat/Dialog.json` */
export async function dialogListRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Dialog')) {
    app.get<{ Querystring: Parameters }>(path, { onRequest: authenticate }, async ({ store, caller, query }) => {
      if (caller === null) throw tokenRequired()
      const { countOnly, ...list } = readListQuery(named(query), fields, [{ field: '_id', descending: false }])
      if (countOnly) return { items: { count: await countDialogs(store, caller, list) } }
      const { total, dialogs } = await listDialogs(store, caller, list)
      return { total_entries: total, skip: list.skip, limit: list.limit, items: dialogs.map(dialogObject) }
    })
  }
}

/** A filter by the vendor's `admin_ids` asks for what is kept as `admins_ids`. */
function named (query: Parameters): Parameters {
  return bare(Object.entries(query).map(([name, value]) => [name.replace(/^admin_ids(?=\[|$)/, 'admins_ids'), value]))
}
