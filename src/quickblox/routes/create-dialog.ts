import type { FastifyInstance } from 'fastify'
import { createDialog, strangers } from '../../chat/create-dialog.ts'
import type { DialogDraft } from '../../chat/create-dialog.ts'
import type { UserCaller } from '../../chat/callers.ts'
import { summarize } from '../../chat/summaries.ts'
import { dialogFixtureFields } from '../../fixtures/fixtures.ts'
import type { Caller } from '../../deletion/verdict.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { CustomFields, DialogType } from '../../store/world.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { invalid, needUser, noSuchOccupants, tooManyOccupants } from '../errors.ts'
import { bodyFields, customFields, text, userIds, wholeNumber } from '../fields.ts'
import { dialogObject } from '../objects/dialog.ts'
import { bothPaths } from './paths.ts'

/** The vendor's name, and the fixtures'. */
const adminFields = ['admin_ids', 'admins_ids']

const notCustom: ReadonlySet<string> = new Set([...dialogFixtureFields, ...adminFields])

/** `POST /chat/Dialog.json` */
export async function createDialogRoutes (app: FastifyInstance): Promise<void> {
  for (const path of bothPaths('/chat/Dialog')) {
    app.post(path, authenticated, async (request, reply) => {
      const { store, workspace: { clock }, caller } = request
      if (caller?.kind !== 'user') throw needUser()
      const draft = readDialog(bodyFields(request), caller)
      await refuseStrangers(store, caller, [...draft.occupants, ...draft.admins])
      const dialog = await createDialog(store, caller, draft, clock.now())
      const [summary] = await summarize(store, caller, [dialog])
      return reply.code(201).send(summary && dialogObject(summary))
    })
  }
}

function readDialog (fields: Parameters, { userId }: UserCaller): DialogDraft {
  const type = readType(fields)
  const occupants = userIds(fields, 'occupants_ids')
  const others = new Set(occupants.filter((id) => id !== userId))
  if (type === 3 && others.size > 1) throw tooManyOccupants()
  if (type === 3 && others.size === 0) throw invalid('occupants_ids', 'must name one other user in a private dialog')
  return {
    type,
    name: text(fields, 'name'),
    photo: text(fields, 'photo'),
    occupants: [...others],
    admins: type === 3 ? [] : adminFields.flatMap((name) => userIds(fields, name)),
    data: readData(fields),
    custom: customFields(fields, notCustom)
  }
}

function readType (fields: Parameters): DialogType {
  const type = wholeNumber(fields, 'type')
  if (type === 1 || type === 2 || type === 3) return type
  throw invalid('type', 'must be 1, 2 or 3')
}

/** Custom parameters, in a form `data[class_name]=C&data[FIELD]=V`. */
export function readData (fields: Parameters): CustomFields | null {
  const data = fields['data'] ?? ''
  if (data === '') return null
  if (typeof data !== 'object' || Array.isArray(data)) throw invalid('data', 'must be an object: class_name, and the fields of that class')
  return data as CustomFields
}

/** Throws the 422 where one of these is no user of the application. */
export async function refuseStrangers (store: ChatStore, caller: Caller, ids: readonly number[]): Promise<void> {
  if ((await strangers(store, caller, ids)).length > 0) throw noSuchOccupants()
}
