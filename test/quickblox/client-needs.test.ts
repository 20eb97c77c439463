import { createHmac, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Wire } from '../helpers/wire.ts'
import { as, openWire } from '../helpers/wire.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { group, inPrivate, ofOwner, ofSender, privateDialog, publicGroup, unknown } from '../helpers/world.ts'

const now = (): number => Math.floor(Date.now() / 1000)

/** The body of `POST /session.json`, signed. */
function signed (others: Readonly<Record<string, string | number>> = {}): string {
  const fields = { application_id: 10, auth_key: 'auth-10', nonce: 7334, timestamp: now(), ...others }
  const text = Object.entries(fields).map(([name, value]) => `${name}=${value}`).sort().join('&')
  const signature = createHmac('sha1', 'secret-10').update(text).digest('hex')
  return new URLSearchParams(
    Object.entries({ ...fields, signature }).map(([name, value]): [string, string] => [name, String(value)])
  ).toString()
}

/** As curl -F and form-data write it. */
function multipart (fields: ReadonlyArray<readonly [string, string]>, end = '--'): string {
  const parts = fields.map(([name, value]) =>
    `--X-1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  )
  return `${parts.join('')}--X-1${end}\r\n`
}

const multipartLabel = { 'content-type': 'multipart/form-data; boundary=X-1' }

onEveryStore('what clients need', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())
  const session = (others?: Readonly<Record<string, string | number>>) => wire.post('/session.json', {}, signed(others))
  const remove = (payload: string, headers: Record<string, string>) =>
    wire.delete(`/chat/Message/${ofOwner}`, headers, { payload })
  const isGone = async (): Promise<boolean> =>
    !(await wire.workspace.store.dump()).messages.some(({ _id }) => _id === ofOwner)
  const listed = async (query: string, who = as.user(1)) => {
    const answer = await wire.get(`/chat/Message.json?chat_dialog_id=${group}&${query}`, who)
    return answer.json().items.map((item: { _id: string }) => item._id)
  }
  const ignored = () => wire.workspace.journal.find()[0]?.ignored

  describe('sign-in', () => {
    test('K1: the answer that opens a session says when it ends, in UTC', async () => {
      expect((await session()).headers['qb-token-expirationdate']).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)
    })

    test('K2: all other answers say so with an offset', async () => {
      for (const path of ['/session.json', '/chat/Dialog.json', `/chat/Message.json?chat_dialog_id=${unknown}`]) {
        expect((await wire.get(path, as.user(1))).headers['qb-token-expirationdate']).toMatch(
          /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000$/
        )
      }
    })

    test.each([[randomUUID()], ['0.5173'], ['x']])('K3: the nonce may be %s', async (nonce) => {
      const answer = await session({ nonce })
      expect([answer.statusCode, answer.json().session.nonce]).toEqual([201, nonce])
    })

    test.each([
      ['-7', -7],
      ['123456789012345', 123456789012345],
      ['1234567890123456', '1234567890123456'],
      ['12x', '12x'],
      ['x12', 'x12']
    ])('K3: the nonce "%s" is kept as %j', async (sent, nonce) => {
      expect((await session({ nonce: sent })).json().session.nonce).toBe(nonce)
    })

    test('K3: the timestamp may have a fraction', async () => {
      const timestamp = now() + 0.904
      const answer = await session({ timestamp })
      expect([answer.statusCode, answer.json().session.ts]).toEqual([201, Math.floor(timestamp)])
    })

    test.each([
      ['an hour and a minute ago', () => now() - 3660],
      ['in an hour and a minute', () => now() + 3660],
      ['in milliseconds', () => Date.now()],
      ['of the first second', () => 0]
    ])('K4: refused: a timestamp %s', async (_, timestamp) => {
      const answer = await session({ timestamp: timestamp() })
      expect([answer.statusCode, answer.json()]).toEqual([422, { errors: { base: ['Bad timestamp'] } }])
      expect(answer.headers).not.toHaveProperty('qb-token-expirationdate')
    })

    test('K4: a client lives by real time or by that of the workspace', async () => {
      wire.workspace.clock.set(Date.parse('2040-01-01T00:00:00Z'))
      expect((await session()).statusCode).toBe(201)
      expect((await session({ timestamp: Date.parse('2040-01-01T00:59:00Z') / 1000 })).statusCode).toBe(201)
      expect((await session({ timestamp: Date.parse('2040-01-01T01:02:00Z') / 1000 })).statusCode).toBe(422)
    })

    test('K5: a refused login carries a challenge, and no other 401 does', async () => {
      const login = await wire.post('/login.json', { 'qb-token': 'token-of-10' }, 'login=user2&password=guess')
      const opening = await session({ 'user[login]': 'user2', 'user[password]': 'guess' })
      for (const answer of [login, opening]) {
        expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'OAuth realm=users'])
      }
      expect((await wire.get('/chat/Dialog.json', { 'qb-token': 'x' })).headers).not.toHaveProperty('www-authenticate')
    })

    test('K6: without a header, the token may be a parameter of the query or the body', async () => {
      expect((await wire.get('/chat/Dialog.json?token=token-of-1')).statusCode).toBe(200)
      expect((await wire.get('/session.json?token=token-of-1')).json().session.user_id).toBe(1)
      const made = await wire.post('/chat/Message.json', {}, {
        token: 'token-of-2',
        chat_dialog_id: group,
        message: 'x'
      })
      expect([made.statusCode, made.json().sender_id, 'token' in made.json()]).toEqual([201, 2, false])
      const kept = await wire.post('/chat/Message.json', as.user(2), {
        token: 'mine',
        chat_dialog_id: group,
        message: 'x'
      })
      expect(kept.json().token).toBe('mine')
      const onBehalf = await wire.post('/chat/Message.json', as.behalf(10, 2), {
        token: 'mine',
        chat_dialog_id: group,
        message: 'x'
      })
      expect(onBehalf.json().token).toBe('mine')
    })

    test('K6: a header goes before the query, and the query before the body', async () => {
      for (const [headers, query] of [[as.user(1), '?token=x'], [{}, '?token=token-of-1']] as const) {
        for (const path of ['/session.json', '/chat/Dialog.json']) {
          const options = { method: 'GET', url: `${path}${query}`, headers, payload: { token: 'x' } } as const
          expect((await wire.app.inject(options)).statusCode).toBe(200)
        }
      }
    })

    test('K6: the session of /login may be named in the body', async () => {
      const answer = await wire.post('/login.json', {}, 'token=token-of-10&login=user2&password=password')
      expect([answer.statusCode, answer.json().user.id]).toEqual([202, 2])
    })

    test.each([
      ['an unknown one in the query', '?token=x', '', { base: ['Required session does not exist'] }],
      ['an unknown one in the body', '', 'token=x', { base: ['Required session does not exist'] }],
      ['an empty one', '?token=', '', ['Token is required']],
      ['two of them', '?token=token-of-1&token=token-of-1', '', ['Token is required']],
      ['none', '', 'force=1', ['Token is required']],
      ['broken JSON', '', '{"token":', ['Token is required']]
    ])('K6: refused: %s', async (_, query, payload, errors) => {
      const answer = await wire.delete(`/chat/Message/${ofOwner}.json${query}`, {}, { payload })
      expect([answer.statusCode, answer.json()]).toEqual([401, { errors }])
      expect(await isGone()).toBe(false)
    })

    test('K7: every answer has a UUID of its own', async () => {
      const ids = await Promise.all(
        [1, 2, 3].map(async () => (await wire.get('/session.json', as.user(1))).headers['x-request-id'])
      )
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(new Set(ids).size).toBe(3)
    })
  })

  describe('bodies', () => {
    test.each([
      ['labelled', multipartLabel],
      ['labelled without a boundary', { 'content-type': 'multipart/form-data' }],
      ['labelled as a form', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['labelled as something else', { 'content-type': 'application/json' }],
      ['without a label', {}]
    ])('K8: force in a multipart body, %s', async (_, label) => {
      expect((await remove(multipart([['force', '1']]), { ...as.user(1), ...label })).statusCode).toBe(200)
      expect(await isGone()).toBe(true)
    })

    test('K8: a multipart body without fields is none', async () => {
      expect((await remove('--X-1--\r\n', { ...as.user(1), ...multipartLabel })).statusCode).toBe(200)
      expect(await isGone()).toBe(false)
    })

    test('K8: sessions, dialogs and messages can be made by one', async () => {
      const answer = await wire.post(
        '/session.json',
        multipartLabel,
        multipart([...new URLSearchParams(signed({ 'user[login]': 'user2', 'user[password]': 'password' }))])
      )
      expect(answer.json().session.user_id).toBe(2)
      const dialog = await wire.post(
        '/chat/Dialog.json',
        { ...as.user(1), ...multipartLabel },
        multipart([['type', '2'], ['occupants_ids[]', '2'], ['occupants_ids[]', '3'], ['data[class_name]', 'C']])
      )
      expect(dialog.json()).toMatchObject({ occupants_ids: [1, 2, 3], data: { class_name: 'C' } })
      const file =
        '--X-1\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: ' +
          'image/png\r\n\r\n\u0000\r\n'
      const message = await wire.post(
        '/chat/Message.json',
        { ...as.user(1), ...multipartLabel },
        file + multipart([['chat_dialog_id', group], ['message', 'é --X']])
      )
      expect(message.json()).toMatchObject({ message: 'é --X' })
    })

    test.each([
      ['that ends too early', multipart([['force', '1']], '').slice(0, -2)],
      ['of one line', '--X-1\r\n'],
      ['whose file is cut short', '--X-1\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx']
    ])('K8: refused: a multipart body %s, and nothing is deleted', async (_, payload) => {
      const answer = await remove(payload, { ...as.user(1), ...multipartLabel })
      expect([answer.statusCode, answer.json().errors]).toEqual([400, [
        expect.stringMatching(/^The request body starts like multipart\/form-data and can't be read: /)
      ]])
      expect(await isGone()).toBe(false)
    })

    test('K9: the body of a GET counts like its query, which wins', async () => {
      const ask = async (payload: object, query = '') => {
        const answer = await wire.app.inject({
          method: 'GET',
          url: `/chat/Message.json${query}`,
          headers: as.user(1),
          payload
        })
        return [answer.statusCode, answer.json().items?.map((item: { _id: string }) => item._id)]
      }
      expect(await ask({ chat_dialog_id: group, limit: 1, sort_desc: 'date_sent' })).toEqual([200, [ofOwner]])
      expect(await ask({ chat_dialog_id: group, sender_id: { in: [2, 3] } })).toEqual([200, [ofSender]])
      expect(await ask({ chat_dialog_id: publicGroup }, `?chat_dialog_id=${group}`)).toEqual([200, [ofSender, ofOwner]])
      expect(await ask({ chat_dialog_id: [{}] })).toEqual([422, undefined])
      expect(await ask({ chat_dialog_id: group, limit: 'all' })).toEqual([422, undefined])
      expect(await ask({ chat_dialog_id: group, limit: null })).toEqual([422, undefined])
      expect(await ask({ chat_dialog_id: group, message: null })).toEqual([200, []])
    })

    test('K9: the body of a GET may come in chunks', async () => {
      const answer = await wire.app.inject({
        method: 'GET',
        url: '/chat/Message.json',
        headers: { ...as.user(1), 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
        payload: Readable.from([`{"chat_dialog_id":"${group}"`, ',"limit":1}'])
      })
      expect([answer.statusCode, answer.json().limit]).toEqual([200, 1])
    })

    test('K9: a GET that is labelled and has no body is answered like any other, and remembered with its ' +
      'label', async () => {
      expect((await wire.get('/chat/Dialog.json', { ...as.user(1), 'content-type': 'application/json' })).statusCode)
        .toBe(200)
      expect(wire.workspace.journal.find()[0]).toMatchObject({
        headers: { 'content-type': 'application/json' },
        body: null
      })
      const nothing = { 'content-type': 'application/json', 'content-length': '0' }
      expect((await wire.get('/chat/Dialog.json', { ...as.user(1), ...nothing })).statusCode).toBe(200)
      expect(wire.workspace.journal.find()[0]?.body).toBeNull()
    })
  })

  describe('lists', () => {
    test.each([
      ['page=2&include_reactions=1', ['page', 'include_reactions']],
      ['message[or]=x', ['message[or]']],
      ['read=1&sort_desc=last_message_date_sent', ['read', 'sort_desc']]
    ])('K11: ignored, and told in the journal: %s', async (query, names) => {
      expect(await listed(query)).toEqual([ofSender, ofOwner])
      expect(ignored()).toEqual(names)
      await wire.get(
        `/chat/Dialog.json?${query.replace('last_message_date_sent', 'nothing').replace('message[or]', 'name[or]')}`,
        as.user(1)
      )
      expect(ignored()).toEqual(names.map((name) => name.replace('message', 'name')))
    })

    test('K11: a name that only ends like one that is known is told as it was sent', async () => {
      await wire.get('/chat/Dialog.json?xadmin_ids=4', as.user(1))
      expect(ignored()).toEqual(['xadmin_ids'])
    })

    test('K11: so is a parameter of a delete', async () => {
      expect((await wire.delete(`/chat/Message/${ofOwner}.json?forse=1`, as.user(1))).statusCode).toBe(200)
      expect([ignored(), await isGone()]).toEqual([['forse'], false])
      await wire.delete(`/chat/Message/${ofSender}.json?force=1`, as.user(1))
      expect(ignored()).toBeNull()
    })

    test.each(
      [
        ['PUT', `/chat/Dialog/${group}.json`, { name: 'n', is_muted: 1, pull_all: { occupant_ids: [2] } }, [
          'is_muted',
          'pull_all[occupant_ids]'
        ]],
        ['PUT', `/chat/Dialog/${group}.json`, { push_all: 'x', pull: { occupants_ids: [], x: 1 } }, ['pull[x]']],
        ['PUT', `/chat/Dialog/${group}.json?push_all[user_ids][]=2`, undefined, ['push_all[user_ids]']],
        ['PUT', `/chat/Message/${ofOwner}.json`, { read: 1, chat_dialog_id: group, delievered: 1 }, ['delievered']],
        ['GET', `/chat/Message/${ofOwner}.json?fields=message`, undefined, ['fields']],
        ['GET', `/chat/Dialog/${group}.json`, { fields: 'name' }, ['fields']],
        ['GET', '/chat/Message/unread.json?dialog_ids=x', undefined, ['dialog_ids']],
        ['GET', '/users.json?filter[]=number+id+in+1&per-page=3', undefined, ['per-page']],
        ['GET', '/users/by_login.json', { login: 'owner', page: 2 }, ['page']],
        ['GET', '/users/1.json', { page: 2 }, ['page']],
        ['GET', '/session.json?verbose=1', undefined, ['verbose']],
        ['GET', '/users.json?filter[]=number+id+in+1&page=1&per_page=3&order=asc+number+id', undefined, null],
        ['PUT', `/chat/Dialog/${group}.json`, {
          name: null,
          photo: null,
          data: null,
          push_all: { occupants_ids: [3] },
          admin_ids: null
        }, null]
      ] as const
    )('K11: so is what means nothing to %s %s, with %j', async (method, url, payload, names) => {
      await wire.app.inject({ method, url, headers: as.user(1), ...(payload !== undefined && { payload }) })
      expect(ignored()).toEqual(names)
    })

    test.each([
      `/chat/Dialog/${group}.json`,
      `/chat/Message/${ofOwner}.json`,
      '/chat/Message/unread.json',
      '/chat/Dialog.json',
      '/users.json',
      '/session.json'
    ])('K6, K11: a token in the query of GET %s means something', async (path) => {
      expect((await wire.get(`${path}?token=token-of-1`)).statusCode).toBe(200)
      expect(ignored()).toBeNull()
    })

    test('K12: a limit above 100 is 100', async () => {
      expect((await wire.get('/chat/Dialog.json?limit=1000', as.user(1))).json().limit).toBe(100)
    })

    test('K13: a date with a fraction', async () => {
      expect(await listed('created_at[lt]=1.904')).toEqual([])
      expect(await listed('created_at[gt]=1.904')).toEqual([ofSender, ofOwner])
    })

    test('K14: messages by the type of their attachments, and by their custom keys', async () => {
      const make = async (fields: object) =>
        (await wire.post('/chat/Message.json', as.user(2), { chat_dialog_id: group, message: 'x', ...fields })).json()
          ._id
      const image = await make({ attachments: [{ type: 'image', id: '1' }, { type: 'video' }], rank: 9, place: 'Rome' })
      const video = await make({ attachments: [{ type: 'video' }], rank: 10, place: 'Oslo' })
      expect(await listed('attachments.type=image')).toEqual([image])
      expect(await listed('attachments.type[in]=audio,video')).toEqual([image, video])
      expect(await listed('place=Rome')).toEqual([image])
      expect(await listed('rank[gt]=9.5')).toEqual([video])
      expect(await listed('place[ctn]=o&message=x&limit=1')).toEqual([image])
      const count = await wire.get(`/chat/Message.json?chat_dialog_id=${group}&place=Rome&count=1`, as.user(1))
      expect(count.json()).toEqual({ items: { count: 1 } })
      expect(ignored()).toBeNull()
    })

    test('K14: dialogs by their custom parameters', async () => {
      const make = async (data: object) =>
        (await wire.post('/chat/Dialog.json', as.user(1), { type: 2, occupants_ids: [2], data })).json()._id
      const rome = await make({ class_name: 'Trip', place: 'Rome', days: 3 })
      const oslo = await make({ class_name: 'Trip', place: 'Oslo', days: 12 })
      const dialogs = async (query: string) =>
        (await wire.get(`/chat/Dialog.json?${query}`, as.user(1))).json().items.map((item: { _id: string }) => item._id)
      expect(await dialogs('data[class_name]=Trip&data[place]=Rome')).toEqual([rome])
      expect(await dialogs('data[class_name]=Trip&data[days][gt]=3')).toEqual([oslo])
      expect(await dialogs('data[class_name]=Trip&sort_desc=_id&limit=1')).toEqual([oslo])
      expect(await dialogs('data[class_name]=None')).toEqual([])
    })
  })

  describe('what is answered', () => {
    test('K16: occupants in ascending order', async () => {
      const made = await wire.post('/chat/Dialog.json', as.user(3), { type: 2, occupants_ids: [9, 1, 4, 2] })
      expect(made.json().occupants_ids).toEqual([1, 2, 3, 4, 9])
    })

    test.each([
      ['a group', group, { recipient_id: 0, read_ids: [2] }],
      ['a private dialog', privateDialog, { recipient_id: 3, read_ids: [2] }],
      ['a public group', publicGroup, { recipient_id: 0, read_ids: [] }]
    ])('K17: a message just created in %s', async (_, id, expected) => {
      const answer = await wire.post('/chat/Message.json', as.user(2), {
        chat_dialog_id: id,
        message: 'x',
        markable: 1
      })
      expect(answer.json()).toMatchObject({
        created_at: null,
        updated_at: null,
        delivered_ids: [],
        read: 0,
        markable: 1,
        ...expected
      })
      const never = await wire.post('/chat/Message.json', as.user(2), { chat_dialog_id: id, message: 'x', markable: 0 })
      expect(never.json().markable).toBe(0)
      const unmarked = await wire.post('/chat/Message.json', as.user(2), `chat_dialog_id=${id}&message=x`)
      expect(unmarked.json()).not.toHaveProperty('markable')
    })

    test('K17: refused: markable that is neither yes nor no', async () => {
      const answer = await wire.post('/chat/Message.json', as.user(2), { chat_dialog_id: group, markable: 2 })
      expect([answer.statusCode, answer.json()]).toEqual([422, { errors: { markable: ['must be 0 or 1'] } }])
    })

    test('K18: who has read a message is told in private dialogs, half told in groups, and not in public ' +
      'groups', async () => {
      const { messages } = await wire.workspace.store.dump()
      const read = messages.map((message) => ({ ...message, read_ids: [1, 2, 3], delivered_ids: [1, 2, 3] }))
      await wire.workspace.store.replace({ ...await wire.workspace.store.dump(), messages: read })
      const first = async (id: string) =>
        (await wire.get(`/chat/Message.json?chat_dialog_id=${id}&limit=1&mark_as_read=0`, as.user(3))).json().items[0]
      expect(await first(privateDialog)).toMatchObject({ _id: inPrivate, read: 1 })
      expect(await first(group)).toMatchObject({ read: 0, read_ids: [1, 2, 3], delivered_ids: [1, 2, 3] })
      expect(await first(publicGroup)).toMatchObject({ read: 0, read_ids: [], delivered_ids: [] })
      const [dialog] = (await wire.get(`/chat/Dialog.json?_id=${publicGroup}`, as.user(1))).json().items
      expect(dialog.unread_messages_count).toBe(0)
    })

    test('K19: three groups in the order of the API\'s description, two in that of the page', async () => {
      const keys = async (path: string, who: Record<string, string>) =>
        Object.keys((await wire.delete(path, who)).json())
      const three = ['SuccessfullyDeleted', 'WrongPermissions', 'NotFound']
      expect(await keys(`/chat/Message/${ofSender},${inPrivate},${unknown}`, as.user(1))).toEqual(three)
      expect(await keys(`/chat/Message/${ofOwner},${unknown}`, as.user(1))).toEqual(['SuccessfullyDeleted', 'NotFound'])
      expect(await keys(`/chat/Dialog/${group},${unknown}`, as.user(1))).toEqual(three)
    })

    test.each([
      ['an occupant that there is not', { type: 2, occupants_ids: [4711] }, 'Occupants with these IDs do not exist.'],
      ['a private dialog with two others', { type: 3, occupants_ids: [2, 3] }, 'Too many occupants for Private Dialog.']
    ])('K20: refused: %s', async (_, payload, problem) => {
      const answer = await wire.post('/chat/Dialog.json', as.user(1), payload)
      expect([answer.statusCode, answer.json()]).toEqual([422, { errors: [problem] }])
    })
  })
})

onEveryStore('switches', (open) => {
  test('unknownParameters: refused, and nothing is deleted', async () => {
    await using wire = await openWire(await (await open())(), { unknownParameters: 'refused' })
    for (const path of ['/chat/Dialog.json?page=2', `/chat/Message.json?chat_dialog_id=${group}&page=2`]) {
      const answer = await wire.get(path, as.user(1))
      expect([answer.statusCode, answer.json()]).toEqual([422, {
        errors: { page: ['is not a parameter of this call'] }
      }])
    }
    const answer = await wire.delete(`/chat/Message/${ofOwner}?forse=1&force=1`, as.user(1))
    expect([answer.statusCode, answer.json()]).toEqual([422, {
      errors: { forse: ['is not a parameter of this call'] }
    }])
    expect((await wire.workspace.store.dump()).messages.map(({ _id }) => _id)).toContain(ofOwner)
    expect((await wire.get(`/chat/Message.json?chat_dialog_id=${group}&mark_as_read=0&limit=1`, as.user(1))).statusCode)
      .toBe(200)
  })

  test('emptyBody: one space where there was none', async () => {
    await using wire = await openWire(await (await open())(), { emptyBody: 'space', singleMessageBody: 'empty' })
    const answers = [
      await wire.app.inject({ method: 'DELETE', url: `/chat/Message/${ofOwner}`, headers: as.user(1) }),
      await wire.app.inject({ method: 'DELETE', url: `/chat/Dialog/${group}`, headers: as.user(1) }),
      await wire.app.inject({ method: 'DELETE', url: '/login.json', headers: as.user(1) }),
      await wire.app.inject({ method: 'DELETE', url: '/session.json', headers: as.user(2) })
    ]
    for (const { statusCode, payload, headers } of answers) {
      expect([statusCode, payload, headers['content-length']]).toEqual([200, ' ', '1'])
    }
  })

  test.each([
    ['kept', ['again', 'four']],
    ['cleared', ['again']]
  ] as const)('privateHistory: %s', async (privateHistory, expected) => {
    await using wire = await openWire(await (await open())(), { privateHistory })
    const texts = async (user: number) =>
      (await wire.get(`/chat/Message.json?chat_dialog_id=${privateDialog}`, as.user(user))).json().items.map((
        item: { message: string }
      ) => item.message)
    await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(3))
    await wire.post('/chat/Message.json', as.user(2), { chat_dialog_id: privateDialog, message: 'again' })
    expect([await texts(3), await texts(2)]).toEqual([expected, ['again', 'four']])
  })
})
