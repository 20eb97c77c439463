import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { foreignDialog, group, privateDialog, publicGroup, unknown } from '../helpers/world.ts'

const needUser = { errors: { base: ['Forbidden. Need user.'] } }
const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }

/** Later than everything in the world of these tests, whose ids say 2060. */
const start = Date.parse('2100-01-01T00:00:00Z')

const isRecent = (time: number): boolean => Number.isInteger(time / 1000) && time >= start && time < start + 3_600_000
const recentDate = expect.toSatisfy((text: string) =>
  /^[-0-9]{10}T[:0-9]{8}Z$/.test(text) && isRecent(Date.parse(text))
)
const recentSecond = expect.toSatisfy((seconds: number) => isRecent(seconds * 1000))

onEveryStore('creation', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(async () => {
    await wire.workspace.reset()
    wire.workspace.clock.set(start)
  })
  afterAll(() => wire?.close())
  const dialogs = async (who: Record<string, string>): Promise<string[]> =>
    (await wire.get('/chat/Dialog.json', who)).json().items.map((item: { _id: string }) => item._id)
  const createDialog = (payload: string | object, who: Record<string, string> = as.user(1)) =>
    wire.post('/chat/Dialog.json', who, payload)
  const createMessage = (payload: string | object, who: Record<string, string> = as.user(2)) =>
    wire.post('/chat/Message.json', who, payload)

  describe('POST /chat/Dialog.json', () => {
    test('answers the dialog as the vendor does', async () => {
      const answer = await createDialog({
        type: 2,
        name: 'Picnic',
        occupants_ids: [2, 3],
        photo: 'p',
        admin_ids: [3],
        data: { class_name: 'Trip' }
      })
      expect([answer.statusCode, answer.json()]).toEqual([201, {
        data: { class_name: 'Trip' },
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        created_at: recentDate,
        updated_at: recentDate,
        last_message: null,
        last_message_date_sent: null,
        last_message_id: null,
        last_message_user_id: null,
        name: 'Picnic',
        occupants_ids: [1, 2, 3],
        admin_ids: [3],
        photo: 'p',
        type: 2,
        user_id: 1,
        xmpp_room_jid: expect.stringMatching(/^10_[0-9a-f]{24}@muc\.chat\.quickblox\.com$/),
        unread_messages_count: 0
      }])
      const id = answer.json()._id
      expect(parseInt(id.slice(0, 8), 16)).toEqual(recentSecond)
      for (const user of [1, 2, 3]) expect(await dialogs(as.user(user))).toContain(id)
      expect(await dialogs(as.user(4))).not.toContain(id)
    })

    test('keeps its custom parameters, of a form too', async () => {
      const answer = await createDialog('type=2&occupants_ids=2&data[class_name]=Trip&data[place]=Rome')
      expect(answer.json().data).toEqual({ class_name: 'Trip', place: 'Rome' })
      expect((await createDialog({ type: 2, occupants_ids: [2] })).json()).not.toHaveProperty('data')
      const refused = await createDialog({ type: 2, occupants_ids: [2], data: 'Trip' })
      expect([refused.statusCode, refused.json().errors]).toEqual([422, {
        data: ['must be an object: class_name, and the fields of that class']
      }])
      expect((await createDialog({ type: 2, occupants_ids: [2], data: ['Trip'] })).statusCode).toBe(422)
      expect((await createDialog('type=2&occupants_ids=2&data=')).json()).not.toHaveProperty('data')
    })

    test('a public group is hidden from nobody', async () => {
      const { _id: id, type } = (await createDialog({ type: 1, name: 'All' })).json()
      expect([type, await dialogs(as.user(9))]).toEqual([1, [publicGroup, id]])
    })

    test.each([
      [{ type: 4 }, { type: ['must be 1, 2 or 3'] }],
      [{ type: 3 }, { occupants_ids: ['must name one other user in a private dialog'] }]
    ])('says why it refuses %j', async (payload, errors) => {
      expect((await createDialog(payload)).json()).toEqual({ errors })
    })

    test('keeps other keys as they came, beside its own', async () => {
      const answer = await createDialog({ type: '2', occupants_ids: [2], colour: 'red', user_id: 3, admins_ids: [2] })
      expect(answer.json()).toMatchObject({ colour: 'red', user_id: 1, admin_ids: [2] })
      expect(answer.json()).not.toHaveProperty('admins_ids')
    })

    test('a private dialog has no admins, whoever is named', async () => {
      const answer = await createDialog({ type: 3, occupants_ids: [9, 9], admin_ids: [9, 4711] })
      expect([answer.statusCode, answer.json()]).toMatchObject([201, { admin_ids: [], occupants_ids: [1, 9] }])
    })

    test.each([
      ['a list', { type: 2, occupants_ids: [3, 2, 3] }],
      ['a text with commas', { type: 2, occupants_ids: '3,2,' }],
      ['a list of texts', { type: 2, occupants_ids: ['3', '2'] }],
      ['a form', 'type=2&occupants_ids=3,2'],
      ['a form with brackets', 'type=2&occupants_ids[]=3&occupants_ids[]=2'],
      ['a form with brackets and commas', 'type=2&occupants_ids%5B%5D=3%2C2'],
      ['the creator among them', { type: '2', occupants_ids: [3, 1, 2] }]
    ])('takes occupants as %s', async (_, payload) => {
      expect((await createDialog(payload)).json()).toMatchObject({ occupants_ids: [1, 2, 3], type: 2, user_id: 1 })
    })

    test('a private dialog of two users is always the same, and is shown again to whoever hid it', async () => {
      const again = async (who: Record<string, string>, other: number) =>
        (await createDialog({ type: 3, occupants_ids: [other] }, who)).json()
      expect(await again(as.user(3), 2)).toMatchObject({
        _id: privateDialog,
        user_id: 2,
        occupants_ids: [2, 3],
        last_message: 'four',
        xmpp_room_jid: null
      })
      for (const user of [2, 3]) await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(user))
      expect(await dialogs(as.user(2))).not.toContain(privateDialog)
      expect(await again(as.user(2), 3)).toMatchObject({ _id: privateDialog })
      for (const user of [2, 3]) expect(await dialogs(as.user(user))).toContain(privateDialog)
      await wire.delete(`/chat/Dialog/${privateDialog}?force=1`, as.user(2))
      const fresh = await again(as.user(2), 3)
      expect(fresh._id).not.toBe(privateDialog)
      expect(await again(as.user(3), 2)).toEqual(fresh)
    })

    test('a group of the two users of a private dialog is another dialog, hidden from nobody', async () => {
      const { _id: id } = (await createDialog({ type: 2, occupants_ids: [3] }, as.user(2))).json()
      expect(id).not.toBe(privateDialog)
      expect((await wire.workspace.store.view().findDialogs([id]))[0]).toMatchObject({
        type: 2,
        occupants_ids: [2, 3],
        deleted_for: [],
        left_by: []
      })
    })

    test('of many who create the same private dialog at once, all get the same', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          createDialog({ type: 3, occupants_ids: [n % 2 === 0 ? 9 : 4] }, as.user(n % 2 === 0 ? 4 : 9)))
      )
      expect(new Set(answers.map((answer) => answer.json()._id)).size).toBe(1)
    })

    test.each([
      ['no type', { occupants_ids: [2] }, 'type'],
      ['type 4', { type: 4, occupants_ids: [2] }, 'type'],
      ['a type that is a list', { type: [2], occupants_ids: [2] }, 'type'],
      ['a stranger', { type: 2, occupants_ids: [2, 4711] }, 'Occupants with these IDs do not exist.'],
      ['a user of another application', { type: 3, occupants_ids: [900] }, 'Occupants with these IDs do not exist.'],
      [
        '100,000 strangers',
        { type: 2, occupants_ids: Array.from({ length: 100_000 }, (_, n) => 10_000 + n) },
        'Occupants with these IDs do not exist.'
      ],
      ['occupants that are no ids', { type: 2, occupants_ids: ['two'] }, 'occupants_ids'],
      ['occupants that are objects', { type: 2, occupants_ids: { push: 2 } }, 'occupants_ids'],
      ['nested occupants', { type: 2, occupants_ids: [[2]] }, 'occupants_ids'],
      ['a negative occupant', { type: 2, occupants_ids: [-1] }, 'occupants_ids'],
      [
        'an admin who is a stranger',
        { type: 2, occupants_ids: [2], admins_ids: [4711] },
        'Occupants with these IDs do not exist.'
      ],
      ['a private dialog with nobody', { type: 3 }, 'occupants_ids'],
      ['a private dialog with oneself', { type: 3, occupants_ids: [1] }, 'occupants_ids'],
      ['a private dialog with two', { type: 3, occupants_ids: [2, 3] }, 'Too many occupants for Private Dialog.'],
      ['a name that is an object', { type: 2, name: {} }, 'name']
    ])('refuses %s (K20)', async (_, payload, problem) => {
      const before = await wire.workspace.store.dump()
      const answer = await createDialog(payload)
      const { errors } = answer.json()
      expect([answer.statusCode, Array.isArray(errors) ? errors : Object.keys(errors)]).toEqual([422, [problem]])
      expect((await wire.workspace.store.dump()).dialogs).toEqual(before.dialogs)
    })
  })

  describe('POST /chat/Message.json', () => {
    test('answers the message as the vendor does, with its own keys', async () => {
      const answer = await createMessage({
        chat_dialog_id: privateDialog,
        message: 'hello',
        attachments: [{ type: 'image', id: '1' }],
        colour: 'red',
        send_to_chat: 1,
        _id: 'mine',
        sender_id: 9
      })
      expect([answer.statusCode, answer.json()]).toEqual([201, {
        colour: 'red',
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        attachments: [{ type: 'image', id: '1' }],
        chat_dialog_id: privateDialog,
        created_at: null,
        updated_at: null,
        date_sent: recentSecond,
        delivered_ids: [],
        message: 'hello',
        read: 0,
        read_ids: [2],
        recipient_id: 3,
        sender_id: 2
      }])
      const { items } =
        (await wire.get(`/chat/Message.json?chat_dialog_id=${privateDialog}&sort_desc=date_sent&limit=1`, as.user(3)))
          .json()
      expect(items).toEqual([{ ...answer.json(), created_at: recentDate, updated_at: recentDate, delivered_ids: [2] }])
    })

    test('becomes the last message of its dialog', async () => {
      const { _id: id } = (await createMessage(`chat_dialog_id=${group}&message=news`)).json()
      const { items } = (await wire.get(`/chat/Dialog.json?_id=${group}`, as.user(3))).json()
      expect(items[0]).toMatchObject({
        last_message: 'news',
        last_message_id: id,
        last_message_date_sent: recentSecond,
        last_message_user_id: 2,
        unread_messages_count: 3
      })
    })

    test('messages of one second keep their order', async () => {
      const sent: string[] = []
      for (let n = 0; n < 5; n++) {
        sent.push((await createMessage({ chat_dialog_id: group, message: String(n) })).json()._id)
      }
      const { items } =
        (await wire.get(`/chat/Message.json?chat_dialog_id=${group}&sort_desc=date_sent&limit=5`, as.user(3))).json()
      expect(items.map((item: { _id: string }) => item._id)).toEqual(sent.toReversed())
    })

    test('brings back a private dialog to those who hid it, and no public group', async () => {
      for (const id of [privateDialog, publicGroup]) await wire.delete(`/chat/Dialog/${id}`, as.user(3))
      for (const id of [privateDialog, publicGroup]) {
        expect((await createMessage({ chat_dialog_id: id, message: 'back' })).statusCode).toBe(201)
      }
      expect(await dialogs(as.user(3))).toEqual([group, privateDialog])
    })

    test.each([
      ['a form', `chat_dialog_id=${group}&attachments[0][type]=image&attachments[0][id]=1&attachments[1][type]=file`, [{
        type: 'image',
        id: '1'
      }, { type: 'file' }]],
      ['one object (K10)', { chat_dialog_id: group, attachments: { type: 'image', id: '1' } }, [{
        type: 'image',
        id: '1'
      }]],
      ['one object of a form (K10)', `chat_dialog_id=${group}&attachments[type]=image&attachments[id]=1`, [{
        type: 'image',
        id: '1'
      }]],
      ['an object', { chat_dialog_id: group, attachments: { 0: { type: 'image' } } }, [{ type: 'image' }]],
      ['an object of many', { chat_dialog_id: group, attachments: { 9: { type: 'a' }, 10: { type: 'b' } } }, [
        { type: 'a' },
        { type: 'b' }
      ]],
      ['one object with a number among its names', { chat_dialog_id: group, attachments: { 0: 'x', type: 'image' } }, [{
        0: 'x',
        type: 'image'
      }]],
      ['one object with names that begin or end like numbers', { chat_dialog_id: group, attachments: { '0x': 1 } }, [{
        '0x': 1
      }]],
      ['one object with names that end like numbers', { chat_dialog_id: group, attachments: { x0: 1 } }, [{ x0: 1 }]],
      ['nothing', { chat_dialog_id: group, message: 'x', attachments: null }, []],
      ['an empty text', `chat_dialog_id=${group}&attachments=`, []]
    ])('takes attachments as %s', async (_, payload, attachments) => {
      expect((await createMessage(payload)).json()).toMatchObject({ attachments })
    })

    test.each([
      ['no dialog', { message: 'x' }, 422],
      ['a dialog that is not there', { chat_dialog_id: unknown, message: 'x' }, 404],
      ['an id that is none', { chat_dialog_id: 'x', message: 'x' }, 404],
      ['a dialog that is a list', { chat_dialog_id: [group], message: 'x' }, 422],
      ['a message that is an object', { chat_dialog_id: group, message: {} }, 422],
      ['a message that is a flag', { chat_dialog_id: group, message: true }, 422],
      ['attachments that are a text', { chat_dialog_id: group, attachments: 'x' }, 422],
      ['another application\'s dialog', { chat_dialog_id: foreignDialog, message: 'x' }, 403],
      ['what nests too deep', `{"chat_dialog_id":"${group}","deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
      ['a form that nests too deep', `chat_dialog_id=${group}&a${'[b]'.repeat(50_000)}=1`, 400],
      ['a form that nests one level too deep', `chat_dialog_id=${group}&a${'[b]'.repeat(32)}=1`, 400],
      ['broken JSON', '{"chat_dialog_id":', 400],
      ['too much', { chat_dialog_id: group, message: 'x'.repeat(1024 * 1024) }, 413]
    ])('refuses %s', async (_, payload, status) => {
      const answer = await createMessage(payload)
      expect([answer.statusCode, Object.keys(answer.json())]).toEqual([status, ['errors']])
      expect((await wire.workspace.store.dump()).messages).toHaveLength(6)
    })

    test('says why it refuses what can\'t be attached, and what nests too deep', async () => {
      expect((await createMessage({ chat_dialog_id: group, attachments: 'x' })).json()).toEqual({
        errors: { attachments: ['must be a list'] }
      })
      expect((await createMessage(`chat_dialog_id=${group}&a${'[b]'.repeat(32)}=1`)).json()).toEqual({
        errors: ['The request body nests deeper than 32 levels']
      })
    })

    test('takes a message that is a number, and nests as deep as may be', async () => {
      expect((await createMessage({ chat_dialog_id: group, message: 5 })).json()).toMatchObject({ message: '5' })
      expect((await createMessage(`chat_dialog_id=${group}&a${'[b]'.repeat(31)}=1`)).statusCode).toBe(201)
    })

    test('everybody writes to a public group', async () => {
      expect((await createMessage({ chat_dialog_id: publicGroup, message: 'x' }, as.user(9))).json()).toMatchObject({
        sender_id: 9
      })
    })

    test('refuses who is no occupant', async () => {
      for (const [who, id] of [[as.user(4), privateDialog], [as.user(900), publicGroup]] as const) {
        const answer = await createMessage({ chat_dialog_id: id, message: 'x' }, who)
        expect([answer.statusCode, answer.json()]).toEqual([403, forbidden])
      }
    })
  })

  test('names that are words of prototypes are names like others', async () => {
    const answer = await createMessage(
      `{"chat_dialog_id":"${group}","message":"x","__proto__":{"admin":true},"constructor":"c"}`
    )
    expect(answer.statusCode).toBe(201)
    const form = await createMessage(`chat_dialog_id=${group}&message=x&__proto__=1&constructor=1`)
    expect(form.statusCode).toBe(201)
    expect({}).not.toHaveProperty('admin')
  })

  test.each([
    ['an application', as.application(10), 422, needUser],
    ['an application session', { 'qb-token': 'token-of-10' }, 422, needUser],
    ['nobody', {}, 401, { errors: ['Token is required'] }]
  ])('takes nothing from %s', async (_, who, status, body) => {
    for (
      const answer of [
        await createDialog({ type: 2, occupants_ids: [1] }, who),
        await createMessage({ chat_dialog_id: group, message: 'x' }, who)
      ]
    ) {
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    }
  })

  test('takes what an application does on behalf of a user', async () => {
    expect((await createDialog({ type: 2, occupants_ids: [1] }, as.behalf(10, 9))).json().user_id).toBe(9)
    expect((await createMessage({ chat_dialog_id: group, message: 'x' }, as.behalf(10, 3))).json().sender_id).toBe(3)
  })
})
