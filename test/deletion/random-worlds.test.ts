import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deleteDialogs } from '../../src/deletion/delete-dialogs.ts'
import { deleteMessages } from '../../src/deletion/delete-messages.ts'
import type { Caller, Outcome } from '../../src/deletion/verdict.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import type { Dialog, DialogType, Message, World } from '../../src/store/world.ts'
import { aDialog, aMessage } from './things.ts'

const dialogId = (n: number) => `d${String(n).padStart(23, '0')}`
const messageId = (n: number) => `a${String(n).padStart(23, '0')}`

const userId = fc.integer({ min: 1, max: 5 })
const users = fc.uniqueArray(userId, { maxLength: 5 })
const someUsers = fc.uniqueArray(userId, { minLength: 1, maxLength: 5 })
const applicationId = fc.constantFrom(10, 20)

const dialog = fc.record({
  type: fc.constantFrom<DialogType>(1, 2, 3),
  application_id: applicationId,
  user_id: userId,
  occupants_ids: someUsers,
  admins_ids: users,
  deleted_for: users
})
  .map((fields) => ({ ...fields, admins_ids: fields.type === 3 ? [] : fields.admins_ids }))
const message = fc.record({ dialog: fc.nat(3), sender_id: userId, deleted_for: users })

const worlds: fc.Arbitrary<World> = fc.record({
  dialogs: fc.array(dialog, { minLength: 4, maxLength: 4 }),
  messages: fc.array(message, { maxLength: 8 })
})
  .map(({ dialogs, messages }) => ({
    applications: [],
    users: [],
    sessions: [],
    dialogs: dialogs.map((fields, n) => aDialog({ ...fields, _id: dialogId(n) })),
    messages: messages.map(({ dialog, ...fields }, n) =>
      aMessage({ ...fields, _id: messageId(n), chat_dialog_id: dialogId(dialog) })
    )
  }))

const callers: fc.Arbitrary<Caller> = fc.oneof(
  fc.record({ kind: fc.constant('application' as const), applicationId }),
  fc.record({ kind: fc.constant('user' as const), userId, applicationId })
)

const messageIds = fc.uniqueArray(fc.nat(10).map(messageId), { minLength: 1 })
const dialogIds = fc.uniqueArray(fc.nat(6).map(dialogId), { minLength: 1 })

/** Runs a delete on a world and shows what it came to, and the world before and after. */
async function onWorld (
  world: World,
  act: (store: MemoryStore) => Promise<Outcome>
): Promise<{ outcome: Outcome, before: World, after: World, again: Outcome }> {
  const store = new MemoryStore(world)
  const before = await store.dump()
  const outcome = await act(store)
  const after = await store.dump()
  return { outcome, before, after, again: await act(store) }
}

const onlyVerdict = (outcome: Outcome, ...verdicts: string[]) =>
  outcome.filter((one) => verdicts.includes(one.verdict)).map((one) => one.id)
const ids = (things: ReadonlyArray<Dialog | Message>) => things.map((thing) => thing._id)
const without = <T extends Dialog | Message>(things: readonly T[], gone: readonly string[]) =>
  things.filter((thing) => !gone.includes(thing._id))

describe('deleting messages in random worlds', () => {
  const cases = fc.record({ world: worlds, caller: callers, wanted: messageIds, force: fc.boolean() })
  const run = ({ world, caller, wanted, force }: { world: World, caller: Caller, wanted: string[], force: boolean }) =>
    onWorld(world, async (store) => deleteMessages(store, caller, wanted, force, defaultSwitches))

  test('each id gets one judgement, and only what was judged so has changed', () =>
    fc.assert(fc.asyncProperty(cases, async (one) => {
      const { outcome, before, after } = await run(one)
      expect(outcome.map((judgement) => judgement.id)).toEqual(one.wanted)
      const destroyed = onlyVerdict(outcome, 'destroy')
      const hidden = onlyVerdict(outcome, 'hide')
      expect(ids(after.messages)).toEqual(ids(without(before.messages, destroyed)))
      expect(without(after.messages, hidden)).toEqual(without(without(before.messages, destroyed), hidden))
      expect(after.dialogs).toEqual(before.dialogs)
    })))

  test('a user destroys with force alone, hides without it, and an application only destroys', () =>
    fc.assert(fc.asyncProperty(cases, async (one) => {
      const { outcome } = await run(one)
      const never = one.caller.kind === 'application' || one.force ? 'hide' : 'destroy'
      expect(onlyVerdict(outcome, never, 'leave')).toEqual([])
    })))

  test('nothing of another application is ever touched', () => fc.assert(fc.asyncProperty(cases, async (one) => {
    const { outcome, before } = await run(one)
    const foreign = before.dialogs.filter((thing) => thing.application_id !== one.caller.applicationId).map((thing) =>
      thing._id
    )
    const touched = onlyVerdict(outcome, 'hide', 'destroy')
    expect(before.messages.filter((thing) => touched.includes(thing._id) && foreign.includes(thing.chat_dialog_id)))
      .toEqual([])
  })))

  test('what was deleted once is not found the second time, and all else is judged as before', () =>
    fc.assert(fc.asyncProperty(cases, async (one) => {
      const { outcome, again } = await run(one)
      const deleted = onlyVerdict(outcome, 'hide', 'destroy')
      expect(onlyVerdict(again, 'NotFound')).toEqual(expect.arrayContaining(deleted))
      expect(again.filter((judgement) => !deleted.includes(judgement.id))).toEqual(
        outcome.filter((judgement) => !deleted.includes(judgement.id))
      )
    })))
})

describe('deleting dialogs in random worlds', () => {
  const cases = fc.record({ world: worlds, caller: callers, wanted: dialogIds, force: fc.boolean() })
  const run = ({ world, caller, wanted, force }: { world: World, caller: Caller, wanted: string[], force: boolean }) =>
    onWorld(world, async (store) => deleteDialogs(store, caller, wanted, force, { privateHistory: 'kept' }))

  test('each id gets one judgement, and the messages go with their dialog and only with it', () =>
    fc.assert(fc.asyncProperty(cases, async (one) => {
      const { outcome, before, after } = await run(one)
      expect(outcome.map((judgement) => judgement.id)).toEqual(one.wanted)
      const alive = ids(after.dialogs)
      expect(after.messages).toEqual(before.messages.filter((thing) => alive.includes(thing.chat_dialog_id)))
      expect(onlyVerdict(outcome, 'destroy').filter((id) => alive.includes(id))).toEqual([])
    })))

  test('leaving changes the occupants and admins by the caller alone, and hiding changes neither', () =>
    fc.assert(fc.asyncProperty(cases, async (one) => {
      const { outcome, before, after } = await run(one)
      const left = onlyVerdict(outcome, 'leave')
      for (const dialog of after.dialogs) {
        const was = before.dialogs.find((thing) => thing._id === dialog._id)
        const gone = left.includes(dialog._id) && one.caller.kind === 'user' ? one.caller.userId : 0
        expect(dialog.occupants_ids).toEqual(was?.occupants_ids.filter((id) => id !== gone))
        expect(dialog.admins_ids).toEqual(was?.admins_ids.filter((id) => id !== gone))
      }
      expect(after.dialogs.every((thing) => thing.occupants_ids.length > 0)).toBe(true)
    })))

  test('a second time nothing more is deleted', () => fc.assert(fc.asyncProperty(cases, async (one) => {
    const { again } = await run(one)
    expect(onlyVerdict(again, 'destroy', 'hide', 'leave')).toEqual([])
  })))
})
