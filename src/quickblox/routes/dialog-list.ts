import type { FastifyInstance } from 'fastify'
import { countDialogs, isDataField, listDialogs } from '../../chat/list-dialogs.ts'
import type { DialogField } from '../../chat/list-dialogs.ts'
import { bare } from '../../shared/bare.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { tokenRequired } from '../errors.ts'
import { listParameters } from '../list-parameters.ts'
import { ignore } from '../ignored.ts'
import { readListQuery } from '../list-query.ts'
import type { FieldKinds, ListFields } from '../list-query.ts'
import { dialogObject } from '../objects/dialog.ts'
import { bothPaths } from './paths.ts'

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

/** `GET /chat/Dialog.json` */
export async function dialogListRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of bothPaths('/chat/Dialog')) {
    app.get<{ Querystring: Parameters }>(path, authenticated, async (request) => {
      const { store, caller } = request
      if (caller === null) throw tokenRequired()
      const { countOnly, ignored, ...list } = readListQuery(named(listParameters(request)), fields)
      ignore(request, ignored, switches)
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
