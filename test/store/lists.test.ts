import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChatStore, WorkspaceStore } from '../../src/store/chat-store.ts'
import type { Condition, ListQuery, QueryField } from '../../src/store/query.ts'
import { matches } from '../../src/store/matches.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { expectedOf } from './oracle.ts'
import { d, dialog, m, message, user, world } from './things.ts'

const messages = [
  message(1, { message: 'Alpha', sender_id: 1, recipient_id: 2, read_ids: [1], created_at: 3000 }),
  message(2, { message: 'beta.*', sender_id: 2, read_ids: [1, 2], deleted_for: [1], created_at: 2000 }),
  message(3, { message: null, sender_id: 1, read_ids: [], date_sent: 1_600_000_009, created_at: 2000 }),
  message(4, {
    message: 'ﬀ alpha',
    sender_id: 3,
    recipient_id: 1,
    read_ids: [2, 3],
    date_sent: 1_600_000_009,
    created_at: 1000
  }),
  message(5, { message: 'ﬁ', sender_id: 3, deleted_for: [1, 2], created_at: 1000 }),
  message(6, { chat_dialog_id: d(2), message: 'Alpha' })
]

const dialogs = [
  dialog(1, { name: 'One' }),
  dialog(2, { type: 1, name: 'Two', occupants_ids: [3], deleted_for: [2] }),
  dialog(3, { type: 3, occupants_ids: [1, 2], admins_ids: [], deleted_for: [1, 2] }),
  dialog(4, { application_id: 20, occupants_ids: [4], left_by: [5, 6] })
]

const held = world({ users: [user(1), user(2), user(4, { application_id: 20 })], dialogs, messages })

interface Row {
  what: string
  where?: Condition[]
  sort?: ListQuery['sort']
  skip?: number
  limit?: number
  found: number[]
}

const rows: Row[] = [
  { what: 'everything, by _id', found: [1, 2, 3, 4, 5] },
  {
    what: 'eq of a text, capitals told apart',
    where: [{ field: 'message', operator: 'eq', value: 'Alpha' }],
    found: [1]
  },
  { what: 'eq of an element', where: [{ field: 'read_ids', operator: 'eq', value: 2 }], found: [2, 4] },
  {
    what: 'ne takes those without a value',
    where: [{ field: 'recipient_id', operator: 'ne', value: 2 }],
    found: [2, 3, 4, 5]
  },
  { what: 'ne of an element', where: [{ field: 'deleted_for', operator: 'ne', value: 1 }], found: [1, 3, 4] },
  { what: 'lt', where: [{ field: 'created_at', operator: 'lt', value: 2000 }], found: [4, 5] },
  { what: 'lte', where: [{ field: 'created_at', operator: 'lte', value: 2000 }], found: [2, 3, 4, 5] },
  {
    what: 'gt leaves out those without a value',
    where: [{ field: 'recipient_id', operator: 'gt', value: 0 }],
    found: [1, 4]
  },
  { what: 'gte of texts goes by bytes', where: [{ field: 'message', operator: 'gte', value: 'ﬀ' }], found: [4, 5] },
  { what: 'lte of an element', where: [{ field: 'read_ids', operator: 'lte', value: 1 }], found: [1, 2] },
  { what: 'in', where: [{ field: 'sender_id', operator: 'in', value: [2, 3, 99] }], found: [2, 4, 5] },
  { what: 'in, an element', where: [{ field: 'read_ids', operator: 'in', value: [3, 1] }], found: [1, 2, 4] },
  { what: 'eq of the id', where: [{ field: '_id', operator: 'eq', value: m(2) }], found: [2] },
  { what: 'in nothing', where: [{ field: 'sender_id', operator: 'in', value: [] }], found: [] },
  { what: 'nin', where: [{ field: 'recipient_id', operator: 'nin', value: [1, 3] }], found: [1, 2, 3, 5] },
  { what: 'all', where: [{ field: 'read_ids', operator: 'all', value: [2, 1] }], found: [2] },
  { what: 'all of a single value', where: [{ field: 'sender_id', operator: 'all', value: [3] }], found: [4, 5] },
  { what: 'all of nothing', where: [{ field: 'read_ids', operator: 'all', value: [] }], found: [] },
  { what: 'ctn', where: [{ field: 'message', operator: 'ctn', value: 'alpha' }], found: [4] },
  { what: 'ctn takes a pattern literally', where: [{ field: 'message', operator: 'ctn', value: '.*' }], found: [2] },
  { what: 'ctn of nothing', where: [{ field: 'message', operator: 'ctn', value: '' }], found: [1, 2, 4, 5] },
  {
    what: 'any',
    where: [{
      any: [{ field: 'sender_id', operator: 'eq', value: 2 }, { field: 'message', operator: 'eq', value: 'Alpha' }]
    }],
    found: [1, 2]
  },
  {
    what: 'all conditions',
    where: [{ field: 'sender_id', operator: 'eq', value: 1 }, { field: 'sender_id', operator: 'ne', value: 1 }],
    found: []
  },
  { what: 'ascending, equals by _id', sort: [{ field: 'created_at', descending: false }], found: [4, 5, 2, 3, 1] },
  {
    what: 'descending, equals by _id backwards',
    sort: [{ field: 'date_sent', descending: true }],
    found: [4, 3, 5, 2, 1]
  },
  { what: 'texts by bytes, none first', sort: [{ field: 'message', descending: false }], found: [3, 1, 2, 4, 5] },
  {
    what: 'by two fields',
    sort: [{ field: 'sender_id', descending: false }, { field: 'date_sent', descending: true }],
    found: [3, 1, 2, 4, 5]
  },
  { what: 'a page', sort: [{ field: 'created_at', descending: false }], skip: 1, limit: 2, found: [5, 2] },
  { what: 'past the end', skip: 1_000_000_000, limit: 100, found: [] }
]

const numbers: QueryField[] = ['sender_id', 'recipient_id', 'read_ids', 'deleted_for', 'date_sent', 'created_at']
const number = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(1000, 2000, 1_600_000_009))
const word = fc.oneof(
  fc.constantFrom('Alpha', 'alpha', 'beta.*', 'ﬁ', 'ﬀ'),
  fc.string({ unit: 'grapheme-ascii', maxLength: 3 })
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constantFrom(...numbers),
    operator: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
    value: number
  }),
  fc.record({
    field: fc.constantFrom(...numbers),
    operator: fc.constantFrom('in', 'nin', 'all'),
    value: fc.array(number, { maxLength: 3 })
  }),
  fc.record({
    field: fc.constant('message' as const),
    operator: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
    value: word
  }),
  fc.record({ field: fc.constant('message' as const), operator: fc.constant('ctn' as const), value: word })
)
const query: fc.Arbitrary<ListQuery> = fc.record({
  where: fc.array(condition, { maxLength: 3 }),
  sort: fc.uniqueArray(
    fc.record({
      field: fc.constantFrom<QueryField>('message', 'sender_id', 'recipient_id', 'date_sent', 'created_at'),
      descending: fc.boolean()
    }),
    { maxLength: 2, selector: (key) => key.field }
  ),
  skip: fc.nat(4),
  limit: fc.integer({ min: 1, max: 5 })
})

/** Those of dialog 1, whose fields are all that is asked for. */
const ofFirst = messages.slice(0, 5).map((one) => ({ ...one }))

test('texts go by their bytes in UTF-8, as in MongoDB', () => {
  expect(matches({ message: '🙂' }, [{ field: 'message', operator: 'gt', value: 'ﬀ' }])).toBe(true)
})

onEveryStore('the lists of a store', (place) => {
  let workspace: WorkspaceStore
  let store: ChatStore
  beforeAll(async () => { workspace = await (await (await place())()).open('default', () => held) })
  const given = async (): Promise<void> => {
    await workspace.replace(held)
    store = workspace.view()
  }
  const listed = async (dialogId: string, asked: Partial<ListQuery>): Promise<string[]> =>
    (await store.listMessages(dialogId, { where: [], sort: [], ...asked })).map((one) => one._id)

  describe('messages', () => {
    beforeEach(given)

    test.each(rows)('$what', async ({ found, what, ...asked }) => {
      expect(await listed(d(1), asked)).toEqual(found.map(m))
      const { skip, limit, where = [] } = asked
      if (skip === undefined && limit === undefined) expect(await store.countMessages(d(1), where)).toBe(found.length)
    })

    test('whatever is asked, the answer is the same', () => fc.assert(fc.asyncProperty(query, async (asked) => {
      expect(await store.listMessages(d(1), asked)).toEqual(expectedOf(ofFirst, asked))
      expect(await store.countMessages(d(1), asked.where)).toBe(
        expectedOf(ofFirst, { where: asked.where, sort: [] }).length
      )
    }), { numRuns: 150 }))

    test('of a dialog that is not there are none', async () => {
      expect(await listed(d(99), {})).toEqual([])
      expect(await store.countMessages(d(99), [])).toBe(0)
    })

    test('the newest of each dialog, and none of a dialog without any', async () => {
      expect((await store.newestMessages([d(1), d(2), d(3), d(99)])).map((one) => one._id).sort()).toEqual([m(4), m(6)])
      expect(await store.newestMessages([])).toEqual([])
    })

    test('the unread ones of a user, without those he hid', async () => {
      const unread = await store.countUnread([d(1), d(2), d(3)], 1)
      expect([unread.get(d(1)), unread.get(d(2)), unread.get(d(3)) ?? 0]).toEqual([2, 1, 0])
      expect((await store.countUnread([], 1)).size).toBe(0)
    })

    test('those that are destroyed are in no list', async () => {
      await store.destroyMessages([m(4)])
      expect(await listed(d(1), {})).toEqual([m(1), m(2), m(3), m(5)])
      expect(await store.countMessages(d(1), [])).toBe(4)
      expect((await store.newestMessages([d(1)]))[0]?._id).toBe(m(3))
      expect((await store.countUnread([d(1)], 1)).get(d(1))).toBe(1)
      await store.destroyDialogs([d(1)])
      expect(await listed(d(1), {})).toEqual([])
    })
  })

  describe('dialogs', () => {
    const ids = async (asked: Partial<ListQuery>): Promise<string[]> =>
      (await store.listDialogs({ where: [], sort: [], ...asked })).map((one) => one._id)

    test('by what they hold, in order, a page at a time', async () => {
      await given()
      expect(await ids({})).toEqual([d(1), d(2), d(3), d(4)])
      expect(
        await ids({
          where: [{ field: 'application_id', operator: 'eq', value: 10 }],
          sort: [{ field: 'name', descending: true }],
          skip: 1,
          limit: 1
        })
      ).toEqual([d(1)])
      expect(
        await ids({
          where: [{ field: 'deleted_for', operator: 'ne', value: 2 }, {
            any: [{ field: 'occupants_ids', operator: 'eq', value: 2 }, { field: 'type', operator: 'eq', value: 1 }]
          }]
        })
      ).toEqual([d(1)])
      expect(await ids({ where: [{ field: 'left_by', operator: 'eq', value: 6 }] })).toEqual([d(4)])
      expect(await store.countDialogs([{ field: 'type', operator: 'in', value: [1, 3] }])).toBe(2)
    })

    test('one that is destroyed or that everybody left is in no list', async () => {
      await given()
      await store.destroyDialogs([d(1)])
      await store.leaveDialogs([d(4)], 4)
      expect(await ids({})).toEqual([d(2), d(3)])
      expect(await store.countDialogs([])).toBe(2)
    })

    test('one is shown again to all who hid it', async () => {
      await given()
      await store.showDialog(d(3))
      await store.showDialog(d(99))
      expect(await store.findDialogs([d(3)])).toEqual([{ ...dialogs[2], deleted_for: [] }])
      expect(await store.hideDialogs([d(3)], 1)).toEqual([d(3)])
    })

    test('a private one is opened once for two users, and shown to both', async () => {
      await given()
      const fresh = (n: number, occupants: number[]) => dialog(n, { type: 3, occupants_ids: occupants, admins_ids: [] })
      expect(await store.openPrivateDialog(fresh(7, [2, 1]))).toEqual({ ...dialogs[2], deleted_for: [] })
      expect(await store.openPrivateDialog(fresh(8, [2, 3]))).toEqual(fresh(8, [2, 3]))
      expect((await store.openPrivateDialog(fresh(9, [3, 2])))._id).toBe(d(8))
      expect(await store.openPrivateDialog({ ...fresh(10, [2, 3]), application_id: 20 })).toMatchObject({ _id: d(10) })
      await store.destroyDialogs([d(8)])
      expect((await store.openPrivateDialog(fresh(11, [2, 3])))._id).toBe(d(11))
      expect((await workspace.dump()).dialogs.find((one) => one._id === d(11))).toEqual(fresh(11, [2, 3]))
    })

    test('of many who open a private one at once, all get the same', async () => {
      await given()
      const opened = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.openPrivateDialog(
            dialog(20 + n, { type: 3, occupants_ids: n % 2 === 0 ? [1, 3] : [3, 1], admins_ids: [] })
          ))
      )
      expect(new Set(opened.map((one) => one._id)).size).toBe(1)
      expect(
        await store.countDialogs([{ field: 'occupants_ids', operator: 'all', value: [1, 3] }, {
          field: 'type',
          operator: 'eq',
          value: 3
        }])
      ).toBe(1)
    })
  })

  test('finds users by their ids', async () => {
    await given()
    expect((await store.findUsers([1, 4, 99])).map((one) => one.id).sort()).toEqual([1, 4])
    expect(await store.findUsers([])).toEqual([])
  })

  test('a message whose dialog is gone is not added', async () => {
    await given()
    await store.addMessage(message(50, { chat_dialog_id: d(99) }))
    expect((await workspace.dump()).messages).toHaveLength(messages.length)
  })
})
