import type { FastifyInstance, FastifyRequest } from 'fastify'
import { changeMessages, markAll } from '../../chat/change-messages.ts'
import type { MessageRequest } from '../../chat/change-messages.ts'
import { countUnread } from '../../chat/count-unread.ts'
import { readMessage } from '../../chat/read-one.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { sendNothing } from '../empty-body.ts'
import { invalid, needUser, tokenRequired } from '../errors.ts'
import { bodyFields, nested, text } from '../fields.ts'
import { canonicalId, readIds } from '../ids.ts'
import { listParameters } from '../list-parameters.ts'
import { messageObject } from '../objects/message.ts'
import { granted } from '../refuse.ts'
import { deletePaths } from './delete.ts'
import type { DeleteRoute } from './delete.ts'
import { openDialog } from './message-list.ts'
import { oneId } from './one-dialog.ts'
import { bothPaths } from './paths.ts'

/** `GET` and `PUT /chat/Message/ID[,ID...].json`, `PUT /chat/Message.json` */
export async function oneMessageRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  app.get<DeleteRoute>('/chat/Message/:ids', authenticated, async ({ store, caller, params }) => {
    if (caller === null) throw tokenRequired()
    const { message, dialog } = granted(await readMessage(store, caller, oneId(params.ids)))
    return messageObject(message, dialog.type)
  })
  for (const path of deletePaths('/chat/Message')) {
    app.put<DeleteRoute>(path, authenticated, async (request, reply) => {
      await change(request)
      return sendNothing(reply.code(200), switches)
    })
  }
}

/** `GET /chat/Message/unread.json` */
export async function unreadRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Message/unread')) {
    app.get<{ Querystring: Parameters }>(path, authenticated, async (request) => {
      const { store, caller } = request
      if (caller?.kind !== 'user') throw needUser()
      const asked = readDialogIds(listParameters(request))
      const counts = await countUnread(store, caller, asked)
      const total = Array.from(counts.values()).reduce((sum, count) => sum + count, 0)
      return { total, ...Object.fromEntries((asked ?? []).map((id) => [id, counts.get(id) ?? 0])) }
    })
  }
}

async function change (request: FastifyRequest<DeleteRoute>): Promise<void> {
  const { store, workspace: { clock }, caller, params } = request
  if (caller === null) throw tokenRequired()
  const fields = { ...nested(request.query), ...bodyFields(request) }
  const wanted = readRequest(fields)
  if (caller.kind !== 'user' && (wanted.read !== undefined || wanted.delivered !== undefined)) throw needUser()
  const { ids } = readIds(params.ids ?? '')
  if (ids.length === 0) return markAll(store, caller, await openDialog(store, caller, fields['chat_dialog_id']), wanted)
  const dialogId = fields['chat_dialog_id'] === undefined ? undefined : canonicalId(text(fields, 'chat_dialog_id') ?? '')
  granted(await changeMessages(store, caller, ids, dialogId, wanted, clock.now()))
}

function readRequest (fields: Parameters): MessageRequest {
  const read = readMark(fields, 'read')
  const delivered = readMark(fields, 'delivered')
  return {
    ...((fields['message'] ?? null) !== null && { text: text(fields, 'message') }),
    ...(read !== undefined && { read }),
    ...(delivered !== undefined && { delivered })
  }
}

const marks: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([[1, true], ['1', true], [true, true], ['true', true], [0, false], ['0', false], [false, false], ['false', false]])

function readMark (fields: Parameters, name: 'read' | 'delivered'): boolean | undefined {
  const value = fields[name] ?? ''
  if (value === '') return undefined
  const mark = marks.get(value)
  if (mark === undefined) throw invalid(name, 'must be 0 or 1')
  return mark
}

/** Ids with commas between them, or one by one as `chat_dialog_ids[]`; undefined where all dialogs are meant. */
function readDialogIds (query: Parameters): string[] | undefined {
  const given = nested(query)['chat_dialog_ids'] ?? ''
  const ids = [given].flat().flatMap((one) => typeof one === 'string' ? one.split(',') : []).map((id) => canonicalId(id.trim())).filter((id) => id !== '')
  return ids.length === 0 ? undefined : [...new Set(ids)]
}
