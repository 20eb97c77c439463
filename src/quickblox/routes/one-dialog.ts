import type { FastifyInstance, FastifyRequest } from 'fastify'
import { changeDialog } from '../../chat/change-dialog.ts'
import type { DialogRequest } from '../../chat/change-dialog.ts'
import { readDialog } from '../../chat/read-one.ts'
import { summarize } from '../../chat/summaries.ts'
import type { Caller } from '../../deletion/verdict.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { Dialog } from '../../store/world.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { tokenRequired } from '../errors.ts'
import { bodyFields, nested, text, userIds } from '../fields.ts'
import { readIds } from '../ids.ts'
import { dialogObject } from '../objects/dialog.ts'
import { granted } from '../refuse.ts'
import { readData, refuseStrangers } from './create-dialog.ts'
import type { DeleteRoute } from './delete.ts'

/** `GET` and `PUT /chat/Dialog/ID.json` */
export async function oneDialogRoutes (app: FastifyInstance): Promise<void> {
  app.get<DeleteRoute>('/chat/Dialog/:ids', authenticated, async ({ store, caller, params }) => {
    if (caller === null) throw tokenRequired()
    return answered(store, caller, granted(await readDialog(store, caller, oneId(params.ids))))
  })
  app.put<DeleteRoute>('/chat/Dialog/:ids', authenticated, async (request) => {
    const { store, workspace: { clock }, caller, params } = request
    if (caller === null) throw tokenRequired()
    const wanted = readRequest(request)
    await refuseStrangers(store, caller, [...wanted.addOccupants, ...wanted.addAdmins, ...wanted.set.admins_ids ?? []])
    const { dialog, left } = granted(await changeDialog(store, caller, oneId(params.ids), wanted, clock.now()))
    request.outcome = left
    return answered(store, caller, dialog)
  })
}

/** The id of a path that names one thing; what is none is the id of nothing. */
export function oneId (segment: string | undefined): string {
  return readIds(segment ?? '').ids.join(',')
}

async function answered (store: ChatStore, caller: Caller, dialog: Dialog): Promise<object | undefined> {
  const [summary] = await summarize(store, caller, [dialog])
  return summary && dialogObject(summary)
}

/** Some clients send the fields in the query: `?pull_all[occupants_ids][]=ID`. */
function readRequest (request: FastifyRequest<DeleteRoute>): DialogRequest {
  const fields = { ...nested(request.query), ...bodyFields(request) }
  const admins = adminFields.filter((name) => isNamed(fields, name))
  return {
    set: {
      ...(isNamed(fields, 'name') && { name: text(fields, 'name') }),
      ...(isNamed(fields, 'photo') && { photo: text(fields, 'photo') }),
      ...(isNamed(fields, 'data') && { data: readData(fields) }),
      ...(admins.length > 0 && { admins_ids: admins.flatMap((name) => userIds(fields, name)) })
    },
    addOccupants: usersIn(fields, pushes, ['occupants_ids']),
    removeOccupants: usersIn(fields, pulls, ['occupants_ids']),
    addAdmins: usersIn(fields, pushes, adminFields),
    removeAdmins: usersIn(fields, pulls, adminFields)
  }
}

/** Some clients write null for what they do not mean. */
function isNamed (fields: Parameters, name: string): boolean {
  return (fields[name] ?? null) !== null
}

const adminFields = ['admin_ids', 'admins_ids']
const pushes = ['push_all', 'push']
const pulls = ['pull_all', 'pull']

/** `push_all[occupants_ids][]=1` and `{"push_all":{"occupants_ids":[1]}}`. */
function usersIn (fields: Parameters, operators: readonly string[], names: readonly string[]): number[] {
  const ids = operators.flatMap((operator) => {
    const lists = fields[operator]
    if (typeof lists !== 'object' || lists === null) return []
    return names.flatMap((name) => userIds(lists as Parameters, name))
  })
  return [...new Set(ids)]
}
