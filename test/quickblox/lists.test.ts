import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DialogFixture, MessageFixture } from '../../src/fixtures/fixtures.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import {
  foreignDialog,
  group,
  inPrivate,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  unknown,
  world
} from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }

onEveryStore('lists', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  const itemsOf = async (path: string, who: Record<string, string>): Promise<Array<Record<string, unknown>>> =>
    (await wire.get(path, who)).json().items
  const dialogs = async (who: Record<string, string>, query = '') =>
    (await itemsOf(`/chat/Dialog.json${query}`, who)).map((item) => item['_id'])
  const messages = async (who: Record<string, string>, query = '') =>
    (await itemsOf(`/chat/Message.json?chat_dialog_id=${group}${query}`, who)).map((item) => item['_id'])

  test('what they answer can be pasted into fixtures', async () => {
    const dialogs = await itemsOf('/chat/Dialog.json', as.application(10)) as unknown as DialogFixture[]
    const messages = await Promise.all(
      dialogs.map(({ _id }) => itemsOf(`/chat/Message.json?chat_dialog_id=${_id}`, as.application(10)))
    ) as unknown as MessageFixture[][]
    const pasted = await readWorld({ ...world, dialogs, messages: messages.flat() })
    expect(pasted.dialogs.map(({ _id, admins_ids: admins, custom }) => [_id, admins, custom])).toEqual([
      [group, [4], {}],
      [publicGroup, [4], {}],
      [privateDialog, [], {}],
      [otherGroup, [], {}]
    ])
    expect(pasted.messages.map(({ custom }) => custom)).toEqual(messages.flat().map(() => ({})))
  })

  describe('GET /chat/Dialog.json', () => {
    test('answers the dialogs as the vendor does', async () => {
      const answer = await wire.get('/chat/Dialog', as.user(9))
      expect([answer.statusCode, answer.json()]).toEqual([200, {
        total_entries: 1,
        skip: 0,
        limit: 100,
        items: [{
          _id: publicGroup,
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
          last_message: 'three',
          last_message_date_sent: expect.any(Number),
          last_message_id: expect.any(String),
          last_message_user_id: 3,
          name: 'Public',
          occupants_ids: [1, 2, 3, 4],
          admin_ids: [4],
          photo: null,
          type: 1,
          user_id: 1,
          xmpp_room_jid: `10_${publicGroup}@muc.chat.quickblox.com`,
          unread_messages_count: 0
        }]
      }])
    })

    test.each([
      ['an occupant', as.user(2), [group, publicGroup, privateDialog, otherGroup]],
      ['an occupant of fewer', as.user(4), [group, publicGroup]],
      ['a user in none sees public groups', as.user(9), [publicGroup]],
      ['a user of another application', as.user(900), [foreignDialog]],
      ['an application, all of its own', as.application(10), [group, publicGroup, privateDialog, otherGroup]],
      ['an application on behalf of a user', as.behalf(10, 9), [publicGroup]]
    ])('%s', async (_, who, expected) => {
      expect(await dialogs(who)).toEqual(expected)
    })

    test.each([
      [`DELETE of ${privateDialog}`, as.user(2), privateDialog, [group, publicGroup, otherGroup], [
        publicGroup,
        privateDialog
      ]],
      ['hiding a public group', as.user(2), publicGroup, [group, privateDialog, otherGroup], [
        publicGroup,
        privateDialog
      ]],
      ['leaving a group', as.user(2), group, [publicGroup, privateDialog, otherGroup], [publicGroup, privateDialog]],
      ['destroying', as.user(2), `${privateDialog}?force=1`, [group, publicGroup, otherGroup], [publicGroup]]
    ])('what is left after %s', async (_, who, what, own, others) => {
      expect((await wire.delete(`/chat/Dialog/${what}`, who)).statusCode).toBe(200)
      expect(await dialogs(as.user(2))).toEqual(own)
      expect((await dialogs(as.user(3))).filter((id) => id !== group)).toEqual(others)
    })

    test.each([
      ['?type=2', [group, otherGroup]],
      ['?type[in]=1,3', [publicGroup, privateDialog]],
      ['?name[ctn]=ou', [group]],
      ['?occupants_ids[all]=3,4', [group, publicGroup]],
      ['?admin_ids=4', [group, publicGroup]],
      ['?user_id[ne]=1', [privateDialog]],
      ['?_id[nin]=' + [group, publicGroup].join(','), [privateDialog, otherGroup]],
      ['?last_message=two', [group]],
      ['?last_message_user_id[gt]=2', [publicGroup]],
      ['?last_message[ctn]=o&type=2', [group]],
      ['?sort_desc=last_message_user_id&type=2', [otherGroup, group]],
      ['?sort_asc=last_message', [privateDialog, otherGroup, publicGroup, group]],
      ['?sort_asc=last_message&skip=1&limit=2', [otherGroup, publicGroup]],
      ['?sort_desc=_id&limit=1', [otherGroup]],
      ['?skip=3', [otherGroup]],
      ['?skip=1000000000', []],
      [`?_id[in]=${foreignDialog}`, []]
    ])('%s', async (query, expected) => {
      expect(await dialogs(as.user(2), query)).toEqual(expected)
    })

    test.each([['?limit=1', 4], ['?type=2&skip=1', 2], ['?last_message=two&skip=5', 1], [
      '?type=2&last_message=nothing',
      0
    ]])('total_entries of %s', async (query, total) => {
      expect((await wire.get(`/chat/Dialog.json${query}`, as.user(2))).json().total_entries).toBe(total)
    })

    test.each([['?count=1', 4], ['?count=1&type=2', 2], ['?count=1&last_message=two', 1], [
      '?count=1&last_message=two&limit=1&sort_asc=name',
      1
    ]])('%s', async (query, count) => {
      expect((await wire.get(`/chat/Dialog.json${query}`, as.user(2))).json()).toEqual({ items: { count } })
    })

    test('an application has nothing unread', async () => {
      const items = await itemsOf('/chat/Dialog.json', as.application(10))
      expect(items.map((item) => item['unread_messages_count'])).toEqual([0, 0, 0, 0])
    })

    test('last_message is the newest that is not destroyed, whoever hid it; unread_messages_count goes by what is ' +
      'seen', async () => {
      const summary = async () => {
        const [dialog] = await itemsOf(`/chat/Dialog.json?_id=${group}`, as.user(3))
        return [dialog?.['last_message_id'], dialog?.['unread_messages_count']]
      }
      expect(await summary()).toEqual([ofOwner, 2])
      await wire.delete(`/chat/Message/${ofOwner}`, as.user(3))
      expect(await summary()).toEqual([ofOwner, 1])
      await wire.delete(`/chat/Message/${ofOwner}?force=1`, as.user(1))
      expect(await summary()).toEqual([ofSender, 1])
      await wire.delete(`/chat/Message/${ofSender}`, as.application(10))
      expect(await summary()).toEqual([null, 0])
    })
  })

  describe('GET /chat/Message.json', () => {
    test('answers the messages as the vendor does', async () => {
      const answer = await wire.get(`/chat/Message?chat_dialog_id=${privateDialog.toUpperCase()}`, as.user(3))
      expect([answer.statusCode, answer.json()]).toEqual([200, {
        skip: 0,
        limit: 100,
        items: [{
          _id: inPrivate,
          attachments: [],
          chat_dialog_id: privateDialog,
          created_at: expect.stringMatching(/Z$/),
          updated_at: expect.stringMatching(/Z$/),
          date_sent: expect.any(Number),
          delivered_ids: [2],
          message: 'four',
          read: 0,
          read_ids: [2],
          recipient_id: 3,
          sender_id: 2
        }]
      }])
    })

    test('without those that the user hid, for him alone, and without those destroyed for all', async () => {
      await wire.delete(`/chat/Message/${ofSender}`, as.user(1))
      expect([await messages(as.user(1)), await messages(as.user(2)), await messages(as.application(10))]).toEqual([
        [ofOwner],
        [ofSender, ofOwner],
        [ofSender, ofOwner]
      ])
      await wire.delete(`/chat/Message/${ofSender}?force=1`, as.user(1))
      expect([await messages(as.user(2)), await messages(as.application(10))]).toEqual([[ofOwner], [ofOwner]])
    })

    test('everybody reads a public group', async () => {
      expect(
        (await itemsOf(`/chat/Message.json?chat_dialog_id=${publicGroup}`, as.user(9))).map((item) => item['message'])
      ).toEqual(['three'])
    })

    test('a hidden dialog can still be read', async () => {
      await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(3))
      expect(
        (await itemsOf(`/chat/Message.json?chat_dialog_id=${privateDialog}`, as.user(3))).map((item) => item['_id'])
      ).toEqual([inPrivate])
    })

    test.each([
      ['&sort_desc=date_sent', [ofOwner, ofSender]],
      ['&sort_desc=date_sent&limit=1', [ofOwner]],
      ['&skip=1', [ofOwner]],
      ['&sender_id=2', [ofSender]],
      ['&sender_id[ne]=2', [ofOwner]],
      ['&message[ctn]=w', [ofOwner]],
      ['&read_ids[in]=1,9', [ofOwner]],
      [`&_id[gt]=${ofSender}`, [ofOwner]],
      ['&date_sent[gt]=0&created_at[lt]=2100-01-01T00:00:00Z', [ofSender, ofOwner]],
      ['&mark_as_read=0', [ofSender, ofOwner]]
    ])('%s', async (query, expected) => {
      expect(await messages(as.user(3), query)).toEqual(expected)
    })

    test('by fields of theirs the store is asked once', async () => {
      const { store } = wire.workspace
      const view = store.view()
      const [viewed, asked] = [vi.spyOn(store, 'view').mockReturnValue(view), vi.spyOn(view, 'listMessages')]
      await messages(as.user(3), '&sender_id=2&date_sent[gt]=0&sort_desc=date_sent&mark_as_read=0')
      expect(asked).toHaveBeenCalledTimes(1)
      for (const spy of [viewed, asked]) spy.mockRestore()
    })

    test('count=1', async () => {
      await wire.delete(`/chat/Message/${ofSender}`, as.user(1))
      const count = async (who: Record<string, string>, query = '') =>
        (await wire.get(`/chat/Message.json?count=1&chat_dialog_id=${group}${query}`, who)).json()
      expect(await count(as.user(1))).toEqual({ items: { count: 1 } })
      expect(await count(as.user(2), '&limit=1')).toEqual({ items: { count: 2 } })
    })

    test.each([
      ['of a stranger', as.user(9), group, 403, forbidden],
      ['of a public group, a user of another application', as.user(900), publicGroup, 403, forbidden],
      ['of a user of another application', as.user(900), group, 403, forbidden],
      ['of another application', as.application(20), group, 403, forbidden],
      ['of no dialog', as.user(1), unknown, 404, notFound],
      ['of an id that is none', as.user(1), 'x', 404, notFound],
      ['of nothing', as.user(1), '', 422, { errors: { chat_dialog_id: ['is required, once'] } }],
      ['of several', as.user(1), `${group}&chat_dialog_id=${publicGroup}`, 422, {
        errors: { chat_dialog_id: ['is required, once'] }
      }],
      ['of an application session', { 'qb-token': 'token-of-10' }, group, 422, {
        errors: { base: ['Forbidden. Need user.'] }
      }],
      ['of nobody', {}, group, 401, { errors: ['Token is required'] }]
    ])('refused: %s', async (_, who, id, status, body) => {
      const answer = await wire.get(`/chat/Message.json?chat_dialog_id=${id}`, who)
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    })

    test('refused: a user who left', async () => {
      await wire.delete(`/chat/Dialog/${group}`, as.user(2))
      expect((await wire.get(`/chat/Message.json?chat_dialog_id=${group}`, as.user(2))).statusCode).toBe(403)
    })
  })

  test.each(['limit=-1', 'limit=abc', 'skip=1e9', 'limit=1&limit=2', 'created_at[gt]=soon', '_id[ctn]=a'])(
    'a query that can not be understood: %s',
    async (query) => {
      for (const path of ['/chat/Dialog.json?', `/chat/Message.json?chat_dialog_id=${group}&`]) {
        const answer = await wire.get(path + query, as.user(1))
        expect(answer.statusCode).toBe(422)
        expect(Object.keys(answer.json().errors)).toEqual([decodeURIComponent(query).split('=')[0]])
      }
    }
  )
})
