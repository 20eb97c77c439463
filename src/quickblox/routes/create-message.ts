import type { FastifyInstance } from 'fastify'
import { createMessage } from '../../chat/create-message.ts'
import type { MessageDraft } from '../../chat/create-message.ts'
import { messageFixtureFields } from '../../fixtures/fixtures.ts'
import { authenticate } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { invalid, needUser } from '../errors.ts'
import { bodyFields, customFields, text, wholeNumber } from '../fields.ts'
import { messageObject } from '../objects/message.ts'
import { openDialog } from './message-list.ts'
import { bothPaths } from './paths.ts'

/** What tells the vendor how to deliver a message, and is no part of it. */
const delivery: ReadonlySet<string> = new Set(['send_to_chat', 'save_to_history'])

const notCustom: ReadonlySet<string> = new Set([...messageFixtureFields, ...delivery])

/** `POST /chat/Message.json` */
export async function createMessageRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Message')) {
    app.post(path, { onRequest: authenticate }, async (request, reply) => {
      const { store, workspace: { clock }, caller } = request
      if (caller?.kind !== 'user') throw needUser()
      const fields = bodyFields(request)
      const draft = readMessage(fields)
      const dialog = await openDialog(store, caller, fields['chat_dialog_id'])
      return reply.code(201).send(messageObject(await createMessage(store, caller, dialog, draft, clock.now())))
    })
  }
}

function readMessage (fields: Parameters): MessageDraft {
  return {
    message: text(fields, 'message'),
    attachments: readAttachments(fields['attachments']),
    markable: readMarkable(fields),
    custom: customFields(fields, notCustom)
  }
}

/** A list, or an object with the places in it as names, which is what a form makes of one. */
function readAttachments (value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value !== 'object') throw invalid('attachments', 'must be a list')
  return Object.values(value)
}

function readMarkable (fields: Parameters): 0 | 1 | null {
  const markable = wholeNumber(fields, 'markable') ?? null
  if (markable !== 0 && markable !== 1 && markable !== null) throw invalid('markable', 'must be 0 or 1')
  return markable
}
