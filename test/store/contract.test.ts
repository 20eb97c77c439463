import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ChatStore, WorkspaceStore } from '../../src/store/chat-store.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import type { World } from '../../src/store/world.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { application, d, dialog, m, message, session, small, sorted, user, world } from './things.ts'

onEveryStore('a store', (place) => {
  let stores: Stores
  let workspace: WorkspaceStore
  let store: ChatStore
  beforeAll(async () => {
    stores = await (await place())()
    workspace = await stores.open('default', () => small)
    store = workspace.view()
  })
  const given = async (what = small): Promise<void> => {
    await workspace.replace(what)
    store = workspace.view()
  }
  const extend = async (what: World): Promise<void> => {
    await workspace.extend(() => what)
    store = workspace.view()
  }
  const messageIds = async (...ids: string[]): Promise<string[]> =>
    (await store.findMessages(ids)).flatMap((one) => one?._id ?? []).sort()
  const dialogIds = async (...ids: string[]): Promise<string[]> =>
    (await store.findDialogs(ids)).flatMap((one) => one?._id ?? []).sort()
  const listed = async (dialogId: string): Promise<string[]> =>
    (await store.listMessages(dialogId, { where: [], sort: [] })).map((one) => one._id)
  const dumped = async (): Promise<string[]> => {
    const { dialogs, messages } = sorted(await workspace.dump())
    return [...dialogs, ...messages].map((one) => one._id)
  }

  test('answers a ping', async () => {
    await expect(workspace.ping()).resolves.toBeUndefined()
  })

  describe('finds', () => {
    beforeAll(() => given())

    test.each(['key-of-10', 'spare-key-of-10'])('an application by its key %s', async (key) => {
      expect(await store.findApplicationByApiKey(key)).toEqual(application(10))
    })

    test('an application by id', async () => {
      expect(await store.findApplication(20)).toEqual(application(20))
    })

    test('a user by id', async () => {
      expect(await store.findUser(2)).toEqual(user(2))
    })

    test('a user by login, in his application only', async () => {
      expect((await store.findUserByName(10, { login: 'user1' }))?.id).toBe(1)
      expect((await store.findUserByName(20, { login: 'user1' }))?.id).toBe(4)
    })

    test('a user by email, in his application only', async () => {
      expect((await store.findUserByName(10, { email: 'user3@example.com' }))?.id).toBe(3)
      expect(await store.findUserByName(20, { email: 'user3@example.com' })).toBeUndefined()
    })

    test('the message of each id, with everything it has', async () => {
      expect(await store.findMessages([m(3), m(99), m(1)])).toEqual([message(3), undefined, message(1)])
      expect(await store.findMessages([])).toEqual([])
    })

    test('the dialog of each id, with everything it has, and however often the id comes', async () => {
      expect(await store.findDialogs([d(2), d(99), d(1), d(2)])).toEqual([
        dialog(2, { type: 1 }),
        undefined,
        dialog(1),
        dialog(2, { type: 1 })
      ])
      expect(await store.findDialogs([])).toEqual([])
    })

    test.each(['', 'no-id', m(1).slice(1), `${m(1)}0`, m(1).toUpperCase(), '\0', '$ne', '\ud800', 'x'.repeat(60_000)])(
      'nothing by the text %j',
      async (text) => {
        expect(await store.findMessages([text, m(1)])).toEqual([undefined, message(1)])
        expect(await store.findDialogs([text])).toEqual([undefined])
      }
    )

    test('nothing of what it does not hold', async () => {
      expect(await store.findApplicationByApiKey('key-of-nobody')).toBeUndefined()
      expect(await store.findApplication(99)).toBeUndefined()
      expect(await store.findUser(99)).toBeUndefined()
      expect(await store.findUserByName(10, { login: 'user2@example.com' })).toBeUndefined()
    })
  })

  describe('a session', () => {
    const use = async (token: string, now: number): Promise<number | undefined> =>
      (await store.useSession(token, () => now, 100))?.expires_at

    test('is found with everything it has', async () => {
      await given()
      expect(await store.useSession('one', () => 2000, 0)).toEqual(session('one'))
    })

    test('ends a lifetime after its last use, and no use shortens it', async () => {
      await given()
      expect(await use('one', 4950)).toBe(5050)
      expect(await use('one', 4900)).toBe(5050)
      expect(await use('one', 5049)).toBe(5149)
    })

    test('is not found from the moment it ends, and again when the time goes back', async () => {
      await given()
      expect(await use('one', 5000)).toBeUndefined()
      expect(await use('one', 9000)).toBeUndefined()
      expect(await use('one', 4000)).toBe(5000)
    })

    test('may never end', async () => {
      await given()
      expect(await use('forever', Number.MAX_SAFE_INTEGER)).toBe(Infinity)
    })

    test('can be added, given to a user, taken from him and removed', async () => {
      await given()
      await store.addSession(session('new', { user_id: 0 }))
      expect((await store.useSession('new', () => 2000, 0))?.user_id).toBe(0)
      await store.setSessionUser('new', 3)
      expect((await store.useSession('new', () => 2000, 0))?.user_id).toBe(3)
      await store.setSessionUser('new', 0)
      expect((await store.useSession('new', () => 2000, 0))?.user_id).toBe(0)
      await store.removeSession('new')
      expect(await use('new', 2000)).toBeUndefined()
      await store.setSessionUser('new', 3)
      await store.removeSession('new')
      expect(await use('new', 2000)).toBeUndefined()
      expect(sorted(await workspace.dump()).sessions).toEqual(small.sessions)
      expect(await use('one', 2000)).toBe(5000)
    })
  })

  describe('of messages', () => {
    test('it hides those that the user still sees, from him alone', async () => {
      await given()
      expect(await store.hideMessages([m(1), m(99), m(2)], 1)).toEqual([m(1), m(2)])
      expect(await store.hideMessages([m(1), m(3)], 1)).toEqual([m(3)])
      expect(await store.hideMessages([m(1)], 2)).toEqual([m(1)])
      expect((await store.findMessages([m(1)]))[0]?.deleted_for).toEqual([1, 2])
    })

    test('it destroys those that there are, hidden or not', async () => {
      await given()
      await store.hideMessages([m(1)], 1)
      expect(await store.destroyMessages([m(1), m(99), m(2)])).toEqual([m(1), m(2)])
      expect(await store.destroyMessages([m(1), m(3)])).toEqual([m(3)])
      expect(await messageIds(m(1), m(2), m(3), m(4))).toEqual([m(4)])
      expect(await store.hideMessages([m(1), m(4)], 2)).toEqual([m(4)])
    })

    test('it counts a repeated id once and nothing as nothing', async () => {
      await given()
      expect(await store.hideMessages([m(1), m(1)], 1)).toEqual([m(1)])
      expect(await store.destroyMessages([m(1), m(2), m(1)])).toEqual([m(1), m(2)])
      expect(await store.hideMessages([], 1)).toEqual([])
      expect(await store.destroyMessages([])).toEqual([])
    })
  })

  describe('of dialogs', () => {
    test('it hides those that the user still sees, from him alone', async () => {
      await given()
      expect(await store.hideDialogs([d(3), d(99)], 1)).toEqual([d(3)])
      expect(await store.hideDialogs([d(3), d(2)], 1)).toEqual([d(2)])
      expect(await store.hideDialogs([d(3)], 2)).toEqual([d(3)])
      expect((await store.findDialogs([d(3)]))[0]).toMatchObject({ deleted_for: [1, 2], occupants_ids: [1, 2] })
    })

    test('it takes a user out of groups, once', async () => {
      await given(world({ dialogs: [dialog(1), dialog(2), dialog(3, { occupants_ids: [1, 3] })] }))
      expect(await store.leaveDialogs([d(1), d(3), d(99)], 2)).toEqual([d(1)])
      expect(await store.leaveDialogs([d(1), d(2)], 2)).toEqual([d(2)])
      expect((await store.findDialogs([d(1)]))[0]).toEqual(
        dialog(1, { occupants_ids: [1, 3], admins_ids: [], left_by: [2] })
      )
    })

    test('a group is gone when its last occupant left, and so are its messages', async () => {
      await given(
        world({
          dialogs: [dialog(1), dialog(2, { occupants_ids: [1] })],
          messages: [message(1), message(2, { chat_dialog_id: d(2) })]
        })
      )
      for (const id of [1, 2, 3]) expect(await store.leaveDialogs([d(1)], id)).toEqual([d(1)])
      expect(await dialogIds(d(1), d(2))).toEqual([d(2)])
      expect(await dumped()).toEqual([d(2), m(2)])
      expect(await store.destroyDialogs([d(1)])).toEqual([])
      expect(await store.hideDialogs([d(1)], 1)).toEqual([])
      expect(await store.leaveDialogs([d(1)], 1)).toEqual([])
    })

    test('it destroys those that there are, with their messages', async () => {
      await given()
      expect(await store.destroyDialogs([d(1), d(99)])).toEqual([d(1)])
      expect(await store.destroyDialogs([d(1), d(2)])).toEqual([d(2)])
      expect(await dialogIds(d(1), d(2), d(3))).toEqual([d(3)])
      expect(await dumped()).toEqual([d(3), m(4)])
      expect(await store.leaveDialogs([d(1)], 1)).toEqual([])
      expect(await store.destroyMessages([m(1), m(4)])).toEqual([m(4)])
    })

    test('it counts nothing as nothing', async () => {
      expect(await store.hideDialogs([], 1)).toEqual([])
      expect(await store.leaveDialogs([], 1)).toEqual([])
      expect(await store.destroyDialogs([])).toEqual([])
    })
  })

  describe('a world', () => {
    test('is dumped as it was given', async () => {
      await given()
      expect(sorted(await workspace.dump())).toEqual(small)
    })

    test('is dumped with what was done to it', async () => {
      await given()
      await store.hideMessages([m(1)], 3)
      await store.destroyMessages([m(2)])
      await store.leaveDialogs([d(1)], 2)
      await store.destroyDialogs([d(3)])
      expect(sorted(await workspace.dump())).toEqual({
        ...small,
        dialogs: [dialog(1, { occupants_ids: [1, 3], admins_ids: [], left_by: [2] }), dialog(2, { type: 1 })],
        messages: [message(1, { deleted_for: [3] }), message(3)]
      })
    })

    test('keeps whatever JSON its custom fields and attachments hold, and whatever was hidden before', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.string(), fc.jsonValue()),
          fc.array(fc.jsonValue()),
          fc.uniqueArray(fc.nat()),
          async (custom, attachments, hidden) => {
            const [odd] = JSON.parse(JSON.stringify([{ custom, attachments }]))
            const one = dialog(1, { custom: odd.custom, deleted_for: hidden, left_by: hidden })
            const two = message(1, { ...odd, deleted_for: hidden })
            await given(world({ dialogs: [one], messages: [two] }))
            const { dialogs, messages } = await workspace.dump()
            expect({ dialogs, messages }).toEqual({ dialogs: [one], messages: [two] })
            expect(JSON.stringify([messages[0]?.custom, messages[0]?.attachments])).toBe(
              JSON.stringify([custom, attachments])
            )
          }
        ),
        { numRuns: 50, examples: [[{ $set: { $a: 1 }, 'a.b': null, '': { '\0': '\0' } }, [{ $id: 1 }], []]] }
      )
    })

    test('takes the place of another', async () => {
      await given()
      await store.destroyMessages([m(1)])
      const other = world({
        applications: [application(30)],
        users: [user(7)],
        sessions: [session('other')],
        dialogs: [dialog(1)],
        messages: [message(1)]
      })
      await given(other)
      expect(sorted(await workspace.dump())).toEqual(other)
      expect(await store.findUser(1)).toBeUndefined()
      expect(await store.findApplicationByApiKey('key-of-10')).toBeUndefined()
      expect(await store.useSession('one', () => 2000, 0)).toBeUndefined()
      await given(world())
      expect(await workspace.dump()).toEqual(world())
    })

    test('can be added to another', async () => {
      await given()
      await extend(
        world({
          applications: [application(8)],
          users: [user(8)],
          sessions: [session('more')],
          dialogs: [dialog(8)],
          messages: [message(8, { chat_dialog_id: d(8) }), message(9)]
        })
      )
      expect(await store.findApplication(8)).toEqual(application(8))
      expect(await store.findUser(8)).toEqual(user(8))
      expect(await store.useSession('more', () => 2000, 0)).toEqual(session('more'))
      expect(await dumped()).toEqual([d(1), d(2), d(3), d(8), m(1), m(2), m(3), m(4), m(8), m(9)])
      expect(await store.destroyDialogs([d(8)])).toEqual([d(8)])
      expect(await messageIds(m(9))).toEqual([m(9)])
    })

    test('can bring back what was destroyed, and only that', async () => {
      await given(world({
        dialogs: [dialog(1), dialog(2), dialog(3, { occupants_ids: [1] })],
        messages: [
          message(1),
          message(2),
          ...[3, 4].map((n) => message(n, { chat_dialog_id: d(2) })),
          ...[5, 6].map((n) => message(n, { chat_dialog_id: d(3) }))
        ]
      }))
      await store.destroyMessages([m(1)])
      await store.destroyDialogs([d(2)])
      await store.leaveDialogs([d(3)], 1)
      await extend(
        world({
          dialogs: [dialog(2), dialog(3)],
          messages: [
            message(1, { message: 'again' }),
            message(4, { chat_dialog_id: d(2) }),
            message(6, { chat_dialog_id: d(2) })
          ]
        })
      )
      expect(await dumped()).toEqual([d(1), d(2), d(3), m(1), m(2), m(4), m(6)])
      expect((await store.findMessages([m(1)]))[0]).toEqual(message(1, { message: 'again' }))
      expect(await store.destroyMessages([m(1), m(3), m(4), m(5)])).toEqual([m(1), m(4)])
    })

    test('holds an id that is brought back in another dialog there alone', async () => {
      await given()
      await store.destroyMessages([m(1)])
      await extend(world({ messages: [message(1, { chat_dialog_id: d(3) })] }))
      expect([await listed(d(1)), await listed(d(3))]).toEqual([[m(2), m(3)], [m(1), m(4)]])
    })

    test('takes a dialog more, and messages into it and into others', async () => {
      await given()
      await store.addDialog(dialog(9))
      await store.addMessage(message(9, { chat_dialog_id: d(9) }))
      await store.addMessage(message(8))
      expect(await store.findDialogs([d(9)])).toEqual([dialog(9)])
      expect(await store.findMessages([m(8), m(9)])).toEqual([message(8), message(9, { chat_dialog_id: d(9) })])
      expect([await listed(d(1)), await listed(d(9))]).toEqual([[m(1), m(2), m(3), m(8)], [m(9)]])
      expect(await dumped()).toEqual([d(1), d(2), d(3), d(9), m(1), m(2), m(3), m(4), m(8), m(9)])
    })

    test('has no message whose dialog it has not', async () => {
      await given(world({ dialogs: [dialog(1)], messages: [message(1), message(2, { chat_dialog_id: d(2) })] }))
      expect(await dumped()).toEqual([d(1), m(1)])
    })

    test('may be large', async () => {
      const messages = Array.from({ length: 12_001 }, (_, n) => message(n))
      await given(world({ dialogs: [dialog(1)], messages }))
      expect((await workspace.dump()).messages).toHaveLength(12_001)
      expect(await store.destroyMessages(messages.slice(0, 100).map((one) => one._id))).toHaveLength(100)
      expect(await store.destroyDialogs([d(1)])).toEqual([d(1)])
      expect((await workspace.dump()).messages).toEqual([])
    })
  })

  describe('a workspace', () => {
    test('is a world of its own', async () => {
      const one = await stores.open('one', () => small)
      const two = await stores.open('two', () => small)
      await one.view().destroyMessages([m(1)])
      expect(await one.view().findMessages([m(1)])).toEqual([undefined])
      expect(await two.view().findMessages([m(1)])).toEqual([message(1)])
    })

    test('keeps its data when it is opened again, and is seeded anew when it was dropped', async () => {
      const first = await stores.open('again', () => small)
      await first.view().destroyMessages([m(1)])
      const second = await stores.open('again', () => { throw new Error('it holds data already') })
      expect(await second.view().findMessages([m(1), m(3)])).toEqual([undefined, message(3)])
      await stores.drop('again')
      const third = await stores.open('again', async () => small)
      expect(await third.view().findMessages([m(1), m(3)])).toEqual([message(1), message(3)])
    })

    test('is seeded by the next who opens it when the seed fails', async () => {
      await expect(stores.open('failed', () => Promise.reject(new Error('no seed')))).rejects.toThrow('no seed')
      expect(sorted(await (await stores.open('failed', () => small)).dump())).toEqual(small)
    })
  })
})
