import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { UserCaller } from '../../chat/callers.ts'
import { createDialog } from '../../chat/create-dialog.ts'
import { createMessage } from '../../chat/create-message.ts'
import type { MessageDraft } from '../../chat/create-message.ts'
import { messageFixtureFields } from '../../fixtures/fixtures.ts'
import type { Dialog } from '../../store/world.ts'
import { refuseStrangers } from './create-dialog.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { invalid, needUser } from '../errors.ts'
import { bodyFields, customFields, text, wholeNumber } from '../fields.ts'
import { createdMessageObject } from '../objects/message.ts'
import { openDialog } from './message-list.ts'
import { bothPaths } from './paths.ts'

/** What tells the vendor how to deliver a message, and is no part of it. */
const delivery: ReadonlySet<string> = new Set(['send_to_chat', 'save_to_history'])

const notCustom: ReadonlySet<string> = new Set([...messageFixtureFields, ...delivery])

/** `POST /chat/Message.json` */
export async function createMessageRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Message')) {
    app.post(path, authenticated, async (request, reply) => {
      const { store, workspace: { clock }, caller } = request
      if (caller?.kind !== 'user') throw needUser()
      const fields = bodyFields(request)
      const draft = readMessage(fields)
      const dialog = await dialogOf(request, caller, fields)
      return reply.code(201).send(createdMessageObject(await createMessage(store, caller, dialog, draft, clock.now()), dialog.type))
    })
  }
}

/** The dialog that is named; where there is only a recipient, the private one with him, made if there is none. */
async function dialogOf ({ store, workspace: { clock } }: FastifyRequest, caller: UserCaller, fields: Parameters): Promise<Dialog> {
  const recipient = wholeNumber(fields, 'recipient_id') ?? 0
  if ((fields['chat_dialog_id'] ?? '') !== '' || recipient === 0) return openDialog(store, caller, fields['chat_dialog_id'])
  if (recipient === caller.userId) throw invalid('recipient_id', 'must be another user')
  await refuseStrangers(store, caller, [recipient])
  return createDialog(store, caller, { type: 3, name: null, photo: null, occupants: [recipient], admins: [], data: null, custom: {} }, clock.now())
}

function readMessage (fields: Parameters): MessageDraft {
  return {
    message: text(fields, 'message'),
    attachments: readAttachments(fields['attachments']),
    markable: readMarkable(fields),
    custom: customFields(fields, notCustom)
  }
}

/** A list; an object with the places in it as names, which is what a form makes of one; or the one thing that would be in it. */
function readAttachments (value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value !== 'object') throw invalid('attachments', 'must be a list')
  if (Array.isArray(value)) return value
  return Object.keys(value).every((name) => /^\d+$/.test(name)) ? Object.values(value) : [value]
}

function readMarkable (fields: Parameters): 0 | 1 | null {
  const markable = wholeNumber(fields, 'markable') ?? null
  if (markable !== 0 && markable !== 1 && markable !== null) throw invalid('markable', 'must be 0 or 1')
  return markable
}
