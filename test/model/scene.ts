import fc from 'fast-check'
import type { CompleteDialog, CompleteFixtures } from '../../src/fixtures/complete.ts'
import type { Fixtures } from '../../src/fixtures/fixtures.ts'
import { d, m, world } from '../helpers/world.ts'
import { Model } from './model.ts'
import type { ModelDialog, ModelSwitches } from './model.ts'

/** A world to start from, and how the server is set up. */
export interface Scene {
  readonly fixtures: CompleteFixtures
  readonly switches: ModelSwitches
}

export const usersOf: Readonly<Record<number, readonly number[]>> = { 10: [1, 2, 3, 4, 9], 20: [900, 901] }

const people = {
  ...world,
  sessions: [...world.sessions ?? [], { token: 'token-of-901', application_id: 20, user_id: 901 }]
} as const satisfies Fixtures

const switches: fc.Arbitrary<ModelSwitches> = fc.record({
  singleMessageBody: fc.constantFrom('json', 'empty'),
  allForbidden: fc.constantFrom('groups', '403'),
  messageOwner: fc.constantFrom('sender', 'dialog')
})

const dialogDraft = fc.constantFrom(10, 10, 10, 20).chain((application) => {
  const users = usersOf[application] ?? []
  const some = fc.subarray([...users])
  return fc.record({
    application_id: fc.constant(application),
    type: fc.constantFrom(1, 2, 2, 3),
    user_id: fc.constantFrom(...users),
    occupants_ids: fc.subarray([...users], { minLength: 2 }),
    admins_ids: some,
    deleted_for: some
  })
})

const messageDraft = fc.record({
  dialog: fc.nat(),
  sender: fc.nat(),
  sent: fc.integer({ min: 1000, max: 1005 }),
  hidden: fc.nat(31)
})

/** Any small world of two applications, in which two users have at most one private dialog. */
export const scenes: fc.Arbitrary<Scene> = fc.record({
  switches,
  dialogs: fc.array(dialogDraft, { minLength: 1, maxLength: 6, size: 'max' }),
  messages: fc.array(messageDraft, { maxLength: 14, size: 'max' })
}).map(({ switches, ...drafts }) => {
  const dialogs = onePrivateEach(
    drafts.dialogs.map((draft, n): CompleteDialog => ({
      ...draft,
      _id: d(n + 1),
      type: draft.type as 1 | 2 | 3,
      ...(draft.type === 3 && { admins_ids: [], occupants_ids: draft.occupants_ids.slice(0, 2) })
    }))
  )
  const messages = drafts.messages.map(({ dialog, sender, sent, hidden }, n) => {
    const of = at(dialogs, dialog)
    const users = usersOf[of.application_id ?? 0] ?? []
    return {
      _id: m(n + 1),
      chat_dialog_id: of._id,
      sender_id: at(users, sender),
      message: `message ${n}`,
      date_sent: sent,
      deleted_for: users.filter((_, place) => (hidden >> place) % 2 === 1)
    }
  })
  return { switches, fixtures: { ...people, dialogs, messages } }
})

/** The same world for the model. */
export function modelOf ({ fixtures, switches }: Scene): Model {
  const model = new Model(switches)
  for (const dialog of fixtures.dialogs ?? []) {
    model.dialogs.set(dialog._id, {
      id: dialog._id,
      application: dialog.application_id ?? 0,
      type: dialog.type,
      owner: dialog.user_id,
      occupants: new Set(dialog.occupants_ids),
      admins: new Set(dialog.admins_ids),
      hiddenFrom: new Set(dialog.deleted_for)
    })
  }
  for (const message of fixtures.messages ?? []) {
    const dialog = model.dialogs.get(message.chat_dialog_id) as ModelDialog
    model.messages.set(message._id, {
      id: message._id,
      dialog,
      sender: message.sender_id,
      sent: message.date_sent ?? 0,
      readBy: new Set([message.sender_id]),
      hiddenFrom: new Set(message.deleted_for)
    })
  }
  return model
}

/** The element that a number comes to, whatever the length. */
export function at<T> (list: readonly T[], number: number): T {
  const element = list[number % list.length]
  if (element === undefined) throw new Error('The list is empty')
  return element
}

function onePrivateEach (dialogs: readonly CompleteDialog[]): CompleteDialog[] {
  const seen = new Set<string>()
  return dialogs.map((dialog) => {
    const pair = String([...dialog.occupants_ids].sort())
    if (dialog.type !== 3) return dialog
    if (seen.has(pair)) return { ...dialog, type: 2 }
    seen.add(pair)
    return dialog
  })
}
