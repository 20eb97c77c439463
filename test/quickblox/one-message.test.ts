import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../src/store/world.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import {
  foreignMessage,
  group,
  inOtherGroup,
  inPrivate,
  inPublic,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  unknown
} from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }
const needUser = { errors: { base: ['Forbidden. Need user.'] } }

onEveryStore('messages', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())
  const get = async (id: string, who: Record<string, string>): Promise<[number, unknown]> => {
    const answer = await wire.get(`/chat/Message/${id}.json`, who)
    return [answer.statusCode, answer.json()]
  }
  const put = async (
    path: string,
    who: Record<string, string>,
    payload: object | string
  ): Promise<[number, string]> => {
    const answer = await wire.put(`/chat/Message${path}`, who, payload)
    return [answer.statusCode, answer.payload]
  }
  const kept = async (id: string): Promise<Message | undefined> =>
    (await wire.workspace.store.view().findMessages([id]))[0]
  const list = (dialog: string, who: Record<string, string>, more = '') =>
    wire.get(`/chat/Message.json?chat_dialog_id=${dialog}${more}`, who)

  describe('K22: GET /chat/Message/ID.json', () => {
    test('is the message as its list has it', async () => {
      const { items } = (await list(group, as.user(3), '&mark_as_read=0')).json()
      expect(await get(ofSender, as.user(3))).toEqual([
        200,
        items.find((item: { _id: string }) => item._id === ofSender)
      ])
      expect((await wire.get(`/chat/Message/${ofSender.toUpperCase()}`, as.user(3))).json()).toMatchObject({
        _id: ofSender
      })
    })

    test('marks nothing', async () => {
      const before = await kept(ofSender)
      await get(ofSender, as.user(3))
      expect(await kept(ofSender)).toEqual(before)
    })

    test.each([
      ['one of a private dialog, to a third', inPrivate, as.user(4), 403, forbidden],
      ['another application\'s', foreignMessage, as.user(2), 403, forbidden],
      ['another application\'s, to an application', foreignMessage, as.application(10), 403, forbidden],
      ['what is none', unknown, as.user(2), 404, notFound],
      ['an id that is none', 'notExistentId', as.user(2), 404, notFound],
      ['two at once', `${ofSender},${ofOwner}`, as.user(2), 404, notFound]
    ])('refuses %s', async (_, id, who, status, body) => {
      expect(await get(id, who)).toEqual([status, body])
    })

    test('says that a message is gone: hidden, destroyed, with its dialog', async () => {
      await wire.delete(`/chat/Message/${ofSender}`, as.user(3))
      expect(await get(ofSender, as.user(3))).toEqual([404, notFound])
      expect(await get(ofSender, as.user(2))).toMatchObject([200, { _id: ofSender }])
      expect(await get(ofSender, as.application(10))).toMatchObject([200, { _id: ofSender }])
      await wire.delete(`/chat/Message/${ofSender}?force=1`, as.user(2))
      expect(await get(ofSender, as.user(2))).toEqual([404, notFound])
      await wire.delete(`/chat/Dialog/${otherGroup}?force=1`, as.user(1))
      expect(await get(inOtherGroup, as.user(2))).toEqual([404, notFound])
    })
  })

  describe('K15: a list marks what it shows', () => {
    test('as read by the caller, and delivered; it shows what was before', async () => {
      const { items } = (await list(group, as.user(3))).json()
      expect(items.map((item: Message) => item.read_ids.includes(3))).toEqual([false, false])
      for (const id of [ofSender, ofOwner]) {
        expect(await kept(id)).toMatchObject({
          read_ids: expect.arrayContaining([3]),
          delivered_ids: expect.arrayContaining([3])
        })
      }
      const again = (await list(group, as.user(3))).json()
      expect(again.items[0].read_ids).toEqual(expect.arrayContaining([3]))
    })

    test.each([
      ['mark_as_read=0', group, as.user(3), '&mark_as_read=0'],
      ['only a count', group, as.user(3), '&count=1'],
      ['an application', group, as.application(10), ''],
      ['a public group', publicGroup, as.user(4), '']
    ])('but not with %s', async (_, dialog, who, more) => {
      const before = (await wire.workspace.store.dump()).messages
      expect((await list(dialog, who, more)).statusCode).toBe(200)
      expect((await wire.workspace.store.dump()).messages).toEqual(before)
    })

    test('and only what is on the page and seen', async () => {
      await wire.delete(`/chat/Message/${ofOwner}`, as.user(3))
      await list(group, as.user(3), '&limit=1')
      expect((await kept(ofSender))?.read_ids).toContain(3)
      expect((await kept(ofOwner))?.read_ids).not.toContain(3)
    })
  })

  describe('K24: PUT /chat/Message', () => {
    test.each([
      ['one, as JSON', `/${ofSender}.json`, { read: '1', chat_dialog_id: group }, [ofSender]],
      ['one, as a form', `/${ofSender}.json`, `read=1&chat_dialog_id=${group}`, [ofSender]],
      ['one, without its dialog', `/${ofSender}`, { read: 1 }, [ofSender]],
      ['one, without its dialog, as null', `/${ofSender}`, { read: 1, chat_dialog_id: null }, [ofSender]],
      ['several', `/${ofSender},${ofOwner}.json`, { read: true, chat_dialog_id: group }, [ofOwner, ofSender]],
      ['all of a dialog', '.json', { read: 1, chat_dialog_id: group }, [ofOwner, ofSender]],
      ['all of a dialog, by no id', '/.json', `read=1&chat_dialog_id=${group}`, [ofOwner, ofSender]],
      ['all of a dialog, by no id and without .json', '/', { read: 1, chat_dialog_id: group }, [ofOwner, ofSender]],
      ['those that there are', `/${unknown},${ofSender},notExistentId.json`, { read: 1, chat_dialog_id: group }, [
        ofSender
      ]]
    ])('marks as read: %s', async (_, path, payload, ids) => {
      expect(await put(path, as.user(3), payload)).toEqual([200, ''])
      const { messages } = await wire.workspace.store.dump()
      expect(messages.filter((one) => one.read_ids.includes(3) && one.sender_id !== 3).map((one) => one._id).sort())
        .toEqual(ids.toSorted())
    })

    test('takes its fields from the query, too, where those of the body win', async () => {
      expect(await put(`/${ofSender}.json?read=1&chat_dialog_id=${group.toUpperCase()}`, as.user(3), '')).toEqual([
        200,
        ''
      ])
      expect((await kept(ofSender))?.read_ids).toContain(3)
      expect(await put(`/${ofOwner}.json?read=1`, as.user(3), { read: false })).toEqual([200, ''])
      expect((await kept(ofOwner))?.read_ids).not.toContain(3)
    })

    test('changes nothing that is null or empty', async () => {
      const before = await kept(ofOwner)
      expect(await put(`/${ofOwner}.json`, as.user(1), { message: null, read: null, delivered: '' })).toEqual([200, ''])
      expect(await kept(ofOwner)).toMatchObject({ message: 'two', read_ids: before?.read_ids })
    })

    test('says what a mark may be', async () => {
      expect(await put(`/${ofSender}.json`, as.user(3), { read: 'half' })).toEqual([
        422,
        JSON.stringify({ errors: { read: ['must be 0 or 1'] } })
      ])
    })

    test('marks as delivered, and as read no more', async () => {
      await put(`/${ofSender}.json`, as.user(3), { read: 1, delivered: 1, chat_dialog_id: group })
      expect(await kept(ofSender)).toMatchObject({
        read_ids: expect.arrayContaining([3]),
        delivered_ids: expect.arrayContaining([3])
      })
      await put(`/${ofSender}.json`, as.user(3), { read: 0, chat_dialog_id: group })
      expect((await kept(ofSender))?.read_ids).not.toContain(3)
      expect((await kept(ofSender))?.delivered_ids).toContain(3)
    })

    test('what is delivered is as unread, or as read, as it was', async () => {
      await put(`/${ofSender}.json`, as.user(3), { delivered: 1, chat_dialog_id: group })
      expect(await kept(ofSender)).toMatchObject({ read_ids: [2], delivered_ids: [2, 3] })
      await put(`/${ofSender}.json`, as.user(3), { read: 1, chat_dialog_id: group })
      await put(`/${ofSender}.json`, as.user(3), { delivered: 0, chat_dialog_id: group })
      expect(await kept(ofSender)).toMatchObject({ read_ids: [2, 3], delivered_ids: [2] })
    })

    test('changes the text, which the dialog shows as its last', async () => {
      wire.workspace.clock.set(Date.parse('2100-01-01T00:00:00Z'))
      expect(await put(`/${ofOwner}.json`, as.user(1), { message: 'edited', chat_dialog_id: group })).toEqual([200, ''])
      expect(await get(ofOwner, as.user(2))).toMatchObject([200, {
        message: 'edited',
        updated_at: expect.stringMatching(/^2100-01-01T00:\d\d:\d\dZ$/)
      }])
      expect((await wire.get(`/chat/Dialog/${group}`, as.user(2))).json()).toMatchObject({ last_message: 'edited' })
    })

    test('the application changes texts, and has read nothing', async () => {
      expect(await put(`/${ofOwner}.json`, as.application(10), { message: 'edited' })).toEqual([200, ''])
      for (const mark of ['read', 'delivered']) {
        expect(await put(`/${ofOwner}.json`, as.application(10), { [mark]: 1 })).toEqual([
          422,
          JSON.stringify(needUser)
        ])
      }
    })

    test('marks nothing in a public group', async () => {
      const before = (await wire.workspace.store.dump()).messages
      expect(await put('.json', as.user(4), { read: 1, chat_dialog_id: publicGroup })).toEqual([200, ''])
      expect(await put(`/${inPublic}.json`, as.user(4), { read: 1, chat_dialog_id: publicGroup })).toEqual([200, ''])
      expect((await wire.workspace.store.dump()).messages).toEqual(before)
    })

    test.each<[string, string, Record<string, string>, object | string, number]>([
      ["the text of another's", `/${ofSender}.json`, as.user(1), { message: 'x', chat_dialog_id: group }, 403],
      ['one of a private dialog, to a third', `/${inPrivate}.json`, as.user(4), {
        read: 1,
        chat_dialog_id: privateDialog
      }, 403],
      ['all of a private dialog, to a third', '.json', as.user(4), { read: 1, chat_dialog_id: privateDialog }, 403],
      [
        'one that is in another dialog',
        `/${ofSender}.json`,
        as.user(2),
        { read: 1, chat_dialog_id: privateDialog },
        404
      ],
      ['what is none', `/${unknown}.json`, as.user(2), { read: 1, chat_dialog_id: group }, 404],
      ['all of no dialog', '.json', as.user(2), { read: 1 }, 422],
      ['all of what is none', '.json', as.user(2), { read: 1, chat_dialog_id: unknown }, 404],
      ['half read', `/${ofSender}.json`, as.user(3), { read: 'half', chat_dialog_id: group }, 422],
      ['a text that is an object', `/${ofSender}.json`, as.user(2), { message: {}, chat_dialog_id: group }, 422],
      ['broken JSON', `/${ofSender}.json`, as.user(2), '{"read":', 400],
      ['nobody', `/${ofSender}.json`, {}, { read: 1 }, 401]
    ])('refuses %s, and changes nothing', async (_, path, who, payload, status) => {
      const before = (await wire.workspace.store.dump()).messages
      const [answered, body] = await put(path, who, payload)
      expect([answered, Object.keys(JSON.parse(body))]).toEqual([status, ['errors']])
      expect((await wire.workspace.store.dump()).messages).toEqual(before)
    })
  })

  describe('K25: GET /chat/Message/unread.json', () => {
    const unread = async (who: Record<string, string>, query = ''): Promise<unknown> =>
      (await wire.get(`/chat/Message/unread.json${query}`, who)).json()

    test('counts those of dialogs, and altogether', async () => {
      expect(await unread(as.user(3), `?chat_dialog_ids=${group},${privateDialog}`)).toEqual({
        total: 3,
        [group]: 2,
        [privateDialog]: 1
      })
      expect(await unread(as.user(3), `?chat_dialog_ids[]=${group}&chat_dialog_ids[]=${privateDialog}`)).toEqual({
        total: 3,
        [group]: 2,
        [privateDialog]: 1
      })
      expect(await unread(as.user(3))).toEqual({ total: 3 })
      expect((await wire.get(`/chat/Message/unread?chat_dialog_ids=${group}`, as.behalf(10, 3))).json()).toEqual({
        total: 2,
        [group]: 2
      })
    })

    test('reads ids in capitals, with spaces and repeats, and what is none as nothing', async () => {
      const ids = `${group.toUpperCase()},%20${privateDialog}%20,,${group}`
      expect(await unread(as.user(3), `?chat_dialog_ids=${ids}`)).toEqual({
        total: 3,
        [group]: 2,
        [privateDialog]: 1
      })
      for (const query of ['?chat_dialog_ids=', '?chat_dialog_ids=,%20', '?chat_dialog_ids[x]=1']) {
        expect(await unread(as.user(3), query)).toEqual({ total: 3 })
      }
    })

    test('takes the dialogs from the body of the GET, which old JavaScript SDKs send (K9)', async () => {
      const payload = JSON.stringify({ chat_dialog_ids: `${group},${privateDialog}` })
      const answer = await wire.app.inject({
        method: 'GET',
        url: '/chat/Message/unread.json',
        headers: { ...as.user(3), 'content-type': 'application/json' },
        payload
      })
      expect(answer.json()).toEqual({ total: 3, [group]: 2, [privateDialog]: 1 })
    })

    test('counts down when they are read, hidden or destroyed', async () => {
      await put(`/${ofOwner}.json`, as.user(3), { read: 1, chat_dialog_id: group })
      expect(await unread(as.user(3), `?chat_dialog_ids=${group}`)).toEqual({ total: 1, [group]: 1 })
      await wire.delete(`/chat/Message/${ofSender}`, as.user(3))
      expect(await unread(as.user(3), `?chat_dialog_ids=${group}`)).toEqual({ total: 0, [group]: 0 })
      await wire.delete(`/chat/Message/${inPrivate}?force=1`, as.user(2))
      expect(await unread(as.user(3))).toEqual({ total: 0 })
    })

    test('is 0 for what the caller does not see, and for public groups', async () => {
      const ids = [publicGroup, otherGroup, unknown, 'notExistentId', '__proto__']
      expect(await unread(as.user(4))).toEqual({ total: 2 })
      const answer = await wire.get(`/chat/Message/unread.json?chat_dialog_ids=${ids.join(',')}`, as.user(3))
      expect(JSON.parse(answer.payload)).toEqual(JSON.parse(`{"total":0,${ids.map((id) => `"${id}":0`).join(',')}}`))
    })

    test.each([
      ['an application', as.application(10), 422, needUser],
      ['nobody', {}, 401, { errors: ['Token is required'] }]
    ])('refuses %s', async (_, who, status, body) => {
      const answer = await wire.get('/chat/Message/unread.json', who)
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    })
  })

  describe('K21: POST /chat/Message.json to a recipient', () => {
    const send = async (
      who: Record<string, string>,
      payload: object | string
    ): Promise<[number, Record<string, unknown>]> => {
      const answer = await wire.post('/chat/Message.json', who, payload)
      return [answer.statusCode, answer.json()]
    }

    test('goes to the private dialog of the two', async () => {
      expect(await send(as.user(3), { recipient_id: 2, message: 'hello' })).toMatchObject([201, {
        chat_dialog_id: privateDialog,
        sender_id: 3,
        recipient_id: 2,
        message: 'hello'
      }])
      expect(await send(as.user(2), 'recipient_id=3&message=hello&chat_dialog_id=')).toMatchObject([201, {
        chat_dialog_id: privateDialog,
        recipient_id: 3
      }])
    })

    test('brings it back to who hid it', async () => {
      await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(2))
      await send(as.user(3), { recipient_id: 2, message: 'hello' })
      expect((await wire.get(`/chat/Dialog/${privateDialog}`, as.user(2))).statusCode).toBe(200)
    })

    test('makes one where there is none, once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 4 }, (_, n) =>
          send(as.user(n % 2 === 0 ? 4 : 9), { recipient_id: n % 2 === 0 ? 9 : 4, message: String(n) }))
      )
      const ids = new Set(answers.map(([, body]) => body['chat_dialog_id']))
      expect(ids.size).toBe(1)
      expect((await wire.get(`/chat/Dialog/${String([...ids][0])}`, as.user(9))).json()).toMatchObject({
        type: 3,
        occupants_ids: expect.arrayContaining([4, 9])
      })
    })

    test('says why oneself is none', async () => {
      expect(await send(as.user(2), { recipient_id: 2, message: 'x' })).toEqual([422, {
        errors: { recipient_id: ['must be another user'] }
      }])
    })

    test('where a dialog is named, that is it', async () => {
      expect(await send(as.user(2), { chat_dialog_id: group, recipient_id: 3, message: 'x' })).toMatchObject([201, {
        chat_dialog_id: group
      }])
    })

    test.each<[string, object, string]>([
      ['oneself', { recipient_id: 2, message: 'x' }, 'recipient_id'],
      [
        'a user whom the application does not have',
        { recipient_id: 900, message: 'x' },
        'Occupants with these IDs do not exist.'
      ],
      ['what is no id', { recipient_id: 'bob', message: 'x' }, 'recipient_id'],
      ['nobody', { message: 'x' }, 'chat_dialog_id'],
      ['nobody, as 0', { recipient_id: 0, message: 'x' }, 'chat_dialog_id']
    ])('refuses %s', async (_, payload, field) => {
      const before = await wire.workspace.store.dump()
      const [status, body] = await send(as.user(2), payload)
      const errors = body['errors'] as object
      expect([status, Array.isArray(errors) ? errors : Object.keys(errors)]).toEqual([422, [field]])
      const after = await wire.workspace.store.dump()
      expect([after.dialogs, after.messages]).toEqual([before.dialogs, before.messages])
    })
  })
})
