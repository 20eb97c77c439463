import type { FastifyInstance, FastifyRequest } from 'fastify'
import { changeDialog } from '../../chat/change-dialog.ts'
import { createDialog } from '../../chat/create-dialog.ts'
import { countDialogs, listDialogs } from '../../chat/list-dialogs.ts'
import { readDialog } from '../../chat/read-one.ts'
import { summarize } from '../../chat/summaries.ts'
import { deleteDialogs } from '../../deletion/delete-dialogs.ts'
import type { Caller } from '../../deletion/verdict.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { Dialog } from '../../store/world.ts'
import { authenticated, requireCaller, requireUser } from '../authentication.ts'
import { deleteHandler } from '../delete-handler.ts'
import { bodyFields } from '../fields.ts'
import { dialogsAnswer } from '../formatters.ts'
import { oneId } from '../ids.ts'
import { ignore } from '../ignored.ts'
import { knownParameters, listParameters, noParameters } from '../list-parameters.ts'
import { dialogObject } from '../objects/dialog.ts'
import { readDialogChange } from '../reading/dialog-change.ts'
import { readDialogList } from '../reading/dialog-list.ts'
import { readNewDialog } from '../reading/new-dialog.ts'
import { granted, refuseStrangers } from '../refuse.ts'
import { addRoutes, bothPaths } from '../paths.ts'
import type { IdsRoute } from '../paths.ts'

/** Everything at `/chat/Dialog`. */
export function dialogRoutes (app: FastifyInstance, switches: FidelitySwitches): void {
  const remove = deleteHandler(deleteDialogs, dialogsAnswer, switches)

  addRoutes(app, bothPaths('/chat/Dialog'), {
    GET: (request) => list(request, switches),
    POST: async (request, reply) => reply.code(201).send(await create(request)),
    DELETE: remove
  }, authenticated)

  addRoutes(app, ['/chat/Dialog/:ids'], {
    GET: (request) => read(request, switches),
    PUT: (request) => change(request, switches),
    DELETE: remove
  }, authenticated)
}

async function read (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): Promise<object | undefined> {
  const { store, params } = request
  const caller = requireCaller(request)
  knownParameters(request, noParameters, switches)
  return answered(store, caller, granted(await readDialog(store, caller, oneId(params.ids))))
}

async function list (request: FastifyRequest, switches: FidelitySwitches): Promise<object> {
  const { store } = request
  const caller = requireCaller(request)
  const { countOnly, ignored, ...wanted } = readDialogList(listParameters(request))
  ignore(request, ignored, switches)
  if (countOnly) return { items: { count: await countDialogs(store, caller, wanted) } }
  const { total, dialogs } = await listDialogs(store, caller, wanted)
  return { total_entries: total, skip: wanted.skip, limit: wanted.limit, items: dialogs.map(dialogObject) }
}

async function create (request: FastifyRequest): Promise<object | undefined> {
  const { store, workspace: { clock } } = request
  const caller = requireUser(request)
  const draft = readNewDialog(bodyFields(request), caller)
  await refuseStrangers(store, caller, [...draft.occupants, ...draft.admins])
  return answered(store, caller, await createDialog(store, caller, draft, clock.now()))
}

async function change (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): Promise<object | undefined> {
  const { store, workspace: { clock }, params } = request
  const caller = requireCaller(request)
  const wanted = readDialogChange(request, switches)
  await refuseStrangers(store, caller, [...wanted.addOccupants, ...wanted.addAdmins, ...wanted.set.admins_ids ?? []])
  const { dialog, left } = granted(await changeDialog(store, caller, oneId(params.ids), wanted, clock.now()))
  request.outcome = left
  return answered(store, caller, dialog)
}

async function answered (store: ChatStore, caller: Caller, dialog: Dialog): Promise<object | undefined> {
  const [summary] = await summarize(store, caller, [dialog])
  return summary && dialogObject(summary)
}
