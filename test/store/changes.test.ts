import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { changedMessage } from '../../src/store/changes.ts'
import type { DialogChange, MessageChange, MessageChoice } from '../../src/store/changes.ts'
import type { ChatStore, WorkspaceStore } from '../../src/store/chat-store.ts'
import type { ListQuery, UserField } from '../../src/store/query.ts'
import type { Dialog } from '../../src/store/world.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { application, d, dialog, m, message, user, world } from './things.ts'

const given = world({
  applications: [application(10)],
  users: [
    user(3, { full_name: 'Carol' }),
    user(1, { full_name: 'Alice' }),
    user(2, { full_name: 'Alina' }),
    user(4, { application_id: 20, full_name: 'Alice' })
  ],
  dialogs: [dialog(1, { left_by: [5, 6] }), dialog(2, { type: 1, occupants_ids: [1] }), dialog(3)],
  messages: [message(1, { read_ids: [1], delivered_ids: [1] }), message(2), message(3, { chat_dialog_id: d(3) })]
})

const nothing: DialogChange = { set: { updated_at: 9000 }, addOccupants: [], addAdmins: [], removeAdmins: [] }

test.each<[string, MessageChange]>([
  ['nothing', {}],
  ['what is so already', { read: { userId: 1, has: true }, delivered: { userId: 2, has: false } }]
])('a message of which %s changes stays the one it is', (_, change) => {
  const read = message(1, { read_ids: [1] })
  expect(changedMessage(read, change)).toBe(read)
})

onEveryStore('what changes', (place) => {
  let workspace: WorkspaceStore
  let store: ChatStore
  beforeAll(async () => { workspace = await (await (await place())()).open('default', () => given) })
  beforeEach(async () => {
    await workspace.replace(given)
    store = workspace.view()
  })
  const dialogNow = async (id: string): Promise<Dialog | undefined> => (await store.findDialogs([id]))[0]

  describe('of a dialog', () => {
    test.each<[string, Partial<DialogChange>, Partial<Dialog>]>([
      ['its time', {}, {}],
      ['its name and photo', { set: { updated_at: 9000, name: 'new', photo: null } }, { name: 'new', photo: null }],
      ['its custom parameters', { set: { updated_at: 9000, data: { $a: { 'b.c': 1 } } } }, {
        data: { $a: { 'b.c': 1 } }
      }],
      ['its occupants: who is added is in it once, and has not left', { addOccupants: [3, 5] }, {
        occupants_ids: [1, 2, 3, 5],
        left_by: [6]
      }],
      ['its admins, all of them', { set: { updated_at: 9000, admins_ids: [3] } }, { admins_ids: [3] }],
      ['its admins, one by one', { addAdmins: [2, 3], removeAdmins: [2, 9] }, { admins_ids: [3] }],
      ['everything', {
        set: { updated_at: 9000, name: 'x', admins_ids: [] },
        addOccupants: [6],
        addAdmins: [1, 3],
        removeAdmins: [3]
      }, { name: 'x', occupants_ids: [1, 2, 3, 6], admins_ids: [1], left_by: [5] }]
    ])('%s', async (_, change, expected) => {
      const changed = dialog(1, { left_by: [5, 6], updated_at: 9000, ...expected })
      expect(await store.changeDialog(d(1), { ...nothing, ...change })).toEqual(changed)
      expect(await dialogNow(d(1))).toEqual(changed)
      expect(await dialogNow(d(3))).toEqual(dialog(3))
    })

    test('keeps who hid it, also afterwards', async () => {
      await store.hideDialogs([d(2)], 1)
      await store.changeDialog(d(2), { ...nothing, addOccupants: [2] })
      expect(await dialogNow(d(2))).toMatchObject({ deleted_for: [1], occupants_ids: [1, 2] })
      expect(await store.hideDialogs([d(2)], 1)).toEqual([])
    })

    test('keeps its custom parameters, where nothing is said of them', async () => {
      await store.changeDialog(d(1), { ...nothing, set: { updated_at: 1, data: { color: 'red' } } })
      await store.changeDialog(d(1), { ...nothing, set: { updated_at: 2, name: 'new' } })
      expect(await dialogNow(d(1))).toMatchObject({ name: 'new', data: { color: 'red' } })
    })

    test('nothing, where there is none', async () => {
      await store.destroyDialogs([d(1)])
      for (const user of [1, 2, 3]) await store.leaveDialogs([d(3)], user)
      for (const id of [d(1), d(3), d(99), 'no-id', '']) {
        expect(await store.changeDialog(id, { ...nothing, addOccupants: [1] })).toBeUndefined()
      }
      expect((await workspace.dump()).dialogs.map((one) => one._id)).toEqual([d(2)])
    })

    test('its occupants: one leaves; a public group stays when nobody is left', async () => {
      expect(await store.leaveDialogs([d(2)], 1)).toEqual([d(2)])
      expect(await dialogNow(d(2))).toMatchObject({ occupants_ids: [], left_by: [1] })
    })
  })

  describe('of messages', () => {
    test.each<[string, MessageChoice, MessageChange, Array<[number, number[], number[]]>]>([
      ['who read one', { ids: [m(1)] }, { read: { userId: 2, has: true } }, [[1, [1, 2], [1]], [2, [], []], [
        3,
        [],
        []
      ]]],
      ['who read all of a dialog', { dialogId: d(1) }, {
        read: { userId: 1, has: true },
        delivered: { userId: 1, has: true }
      }, [[1, [1], [1]], [2, [1], [1]], [3, [], []]]],
      ['that it is not read any more', { ids: [m(1), m(2), m(99)] }, { read: { userId: 1, has: false } }, [
        [1, [], [1]],
        [2, [], []],
        [3, [], []]
      ]],
      ['whom they reached, and who has not read them', { dialogId: d(1) }, {
        read: { userId: 1, has: false },
        delivered: { userId: 2, has: true }
      }, [[1, [], [1, 2]], [2, [], [2]], [3, [], []]]],
      ['nothing', { dialogId: d(1) }, {}, [[1, [1], [1]], [2, [], []], [3, [], []]]],
      ['nothing, where there are none', { ids: [] }, { read: { userId: 2, has: true } }, [[1, [1], [1]], [2, [], []], [
        3,
        [],
        []
      ]]]
    ])('%s', async (_, which, change, expected) => {
      await store.changeMessages(which, change)
      const found = await store.findMessages([m(1), m(2), m(3)])
      expect(found.map((one, n) => [n + 1, one?.read_ids, one?.delivered_ids])).toEqual(expected)
    })

    test('the text, and not who hid it', async () => {
      await store.hideMessages([m(1)], 3)
      await store.changeMessages({ ids: [m(1)] }, { set: { message: 'new', updated_at: 9000 } })
      expect(await store.findMessages([m(1), m(2)])).toEqual([
        message(1, { read_ids: [1], delivered_ids: [1], message: 'new', updated_at: 9000, deleted_for: [3] }),
        message(2)
      ])
    })

    test('nothing of what is destroyed', async () => {
      await store.destroyMessages([m(1)])
      await store.changeMessages({ dialogId: d(1) }, { read: { userId: 2, has: true } })
      expect(await store.findMessages([m(1), m(2)])).toMatchObject([undefined, { read_ids: [2] }])
    })

    test('is counted', async () => {
      await store.changeMessages({ ids: [m(2)] }, { read: { userId: 2, has: true } })
      expect([...await store.countUnread([d(1)], 2)]).toEqual([[d(1), 1]])
    })
  })

  describe('of users it lists', () => {
    const ours = { field: 'application_id', operator: 'eq', value: 10 } as const
    test.each<[string, ListQuery<UserField>, number[]]>([
      ['all, by id', { where: [], sort: [] }, [1, 2, 3, 4]],
      ['those of an application', { where: [ours], sort: [] }, [1, 2, 3]],
      ['a part, sorted', { where: [ours], sort: [{ field: 'full_name', descending: true }], skip: 1, limit: 1 }, [2]],
      ['those of these ids', { where: [ours, { field: 'id', operator: 'in', value: [3, 1, 4] }], sort: [] }, [1, 3]],
      ['those whose name has a part', { where: [{ field: 'full_name', operator: 'ctn', value: 'Ali' }], sort: [] }, [
        1,
        2,
        4
      ]]
    ])('%s', async (_, query, ids) => {
      const found = await store.listUsers(query)
      expect(found.map((one) => one.id)).toEqual(ids)
      expect(found[0]).toEqual(given.users.find((one) => one.id === ids[0]))
      if (query.limit === undefined) expect(await store.countUsers(query.where)).toBe(ids.length)
    })
  })
})
