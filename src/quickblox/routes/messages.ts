import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { UserCaller } from '../../chat/callers.ts'
import { changeMessages, markAll, markListed } from '../../chat/change-messages.ts'
import { countUnread } from '../../chat/count-unread.ts'
import { createDialog } from '../../chat/create-dialog.ts'
import { createMessage } from '../../chat/create-message.ts'
import { countMessages, listMessages } from '../../chat/list-messages.ts'
import { readMessage } from '../../chat/read-one.ts'
import { deleteMessages } from '../../deletion/delete-messages.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import type { Dialog } from '../../store/world.ts'
import { authenticated, requireCaller, requireUser } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { deleteHandler } from '../delete-handler.ts'
import { sendNothing } from '../empty-body.ts'
import { invalid } from '../errors.ts'
import { bodyFields, nested, text, wholeNumber } from '../fields.ts'
import { messagesAnswer } from '../formatters.ts'
import { canonicalId, oneId, readIds } from '../ids.ts'
import { ignore, unknownNames } from '../ignored.ts'
import { knownParameters, listParameters, noParameters } from '../list-parameters.ts'
import { createdMessageObject, messageObject } from '../objects/message.ts'
import { readMessageChange } from '../reading/message-change.ts'
import { readMessageList } from '../reading/message-list.ts'
import { readNewMessage } from '../reading/new-message.ts'
import { readDialogIds } from '../reading/unread-query.ts'
import { granted, refuseStrangers, requireDialog } from '../refuse.ts'
import { addRoutes, bothPaths } from '../paths.ts'
import type { Handlers, IdsRoute } from '../paths.ts'

/** Everything at `/chat/Message`. */
export function messageRoutes (app: FastifyInstance, switches: FidelitySwitches): void {
  const ofIds: Handlers = {
    PUT: async (request, reply) => {
      await change(request, switches)
      return sendNothing(reply.code(200), switches)
    },
    DELETE: deleteHandler(deleteMessages, messagesAnswer, switches)
  }

  addRoutes(app, bothPaths('/chat/Message'), {
    GET: (request) => list(request, switches),
    POST: async (request, reply) => reply.code(201).send(await create(request)),
    ...ofIds
  }, authenticated)

  addRoutes(app, ['/chat/Message/:ids'], { GET: (request) => read(request, switches), ...ofIds }, authenticated)

  addRoutes(app, bothPaths('/chat/Message/unread'), { GET: (request) => unread(request, switches) }, authenticated)
}

async function read (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): Promise<object> {
  const { store, params } = request
  const caller = requireCaller(request)
  knownParameters(request, noParameters, switches)
  const { message, dialog } = granted(await readMessage(store, caller, oneId(params.ids)))
  return messageObject(message, dialog.type)
}

async function list (request: FastifyRequest, switches: FidelitySwitches): Promise<object> {
  const { store } = request
  const caller = requireCaller(request)
  const { chat_dialog_id: asked, mark_as_read: mark, ...query } = listParameters(request)
  const dialog = await requireDialog(store, caller, asked)
  const { countOnly, ignored, ...wanted } = await readMessageList(store, dialog._id, query)
  ignore(request, ignored, switches)
  if (countOnly) return { items: { count: await countMessages(store, caller, dialog._id, wanted) } }
  const messages = await listMessages(store, caller, dialog._id, wanted)
  if (mark !== '0') await markListed(store, caller, dialog, messages)
  const items = messages.map((message) => messageObject(message, dialog.type))
  return { skip: wanted.skip, limit: wanted.limit, items }
}

async function create (request: FastifyRequest): Promise<object> {
  const { store, workspace: { clock } } = request
  const caller = requireUser(request)
  const fields = bodyFields(request)
  const draft = readNewMessage(fields)
  const dialog = await dialogFor(request, caller, fields)
  return createdMessageObject(await createMessage(store, caller, dialog, draft, clock.now()), dialog.type)
}

/** The dialog that is named; where there is only a recipient, the private one with him, made if there is none. */
async function dialogFor (
  { store, workspace: { clock } }: FastifyRequest, caller: UserCaller, fields: Parameters
): Promise<Dialog> {
  const named = fields['chat_dialog_id']
  const recipient = wholeNumber(fields, 'recipient_id') ?? 0
  if ((named ?? '') !== '' || recipient === 0) return requireDialog(store, caller, named)
  if (recipient === caller.userId) throw invalid('recipient_id', 'must be another user')
  await refuseStrangers(store, caller, [recipient])
  const nothing = { name: null, photo: null, admins: [], data: null, custom: {} }
  return createDialog(store, caller, { ...nothing, type: 3, occupants: [recipient] }, clock.now())
}

const knownOfChanges: ReadonlySet<string> = new Set(['read', 'delivered', 'message', 'chat_dialog_id'])

async function change (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): Promise<void> {
  const { store, workspace: { clock }, params } = request
  const caller = requireCaller(request)
  const fields = { ...nested(request.query), ...bodyFields(request) }
  ignore(request, unknownNames(knownOfChanges, fields), switches)
  const wanted = readMessageChange(fields)
  if (wanted.read !== undefined || wanted.delivered !== undefined) requireUser(request)
  const named = text(fields, 'chat_dialog_id')
  const { ids } = readIds(params.ids ?? '')
  if (ids.length === 0) return markAll(store, caller, await requireDialog(store, caller, named), wanted)
  const dialogId = named === null ? undefined : canonicalId(named)
  granted(await changeMessages(store, caller, ids, dialogId, wanted, clock.now()))
}

const knownOfCounts: ReadonlySet<string> = new Set(['chat_dialog_ids'])

async function unread (request: FastifyRequest, switches: FidelitySwitches): Promise<object> {
  const { store } = request
  const caller = requireUser(request)
  const asked = readDialogIds(knownParameters(request, knownOfCounts, switches))
  const counts = await countUnread(store, caller, asked)
  const total = Array.from(counts.values()).reduce((sum, count) => sum + count, 0)
  return { total, ...Object.fromEntries((asked ?? []).map((id) => [id, counts.get(id) ?? 0])) }
}
