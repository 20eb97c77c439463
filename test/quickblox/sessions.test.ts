import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'

const unauthorized = { errors: ['Unauthorized'] }
const noSession = { errors: { base: ['Required session does not exist'] } }
const unexpectedSignature = { errors: { base: ['Unexpected signature'] } }

const now = Math.floor(Date.now() / 1000)

type Fields = Readonly<Record<string, string | number>>

const plain: Fields = { application_id: 10, auth_key: 'auth-10', nonce: 7334, timestamp: now }
const signedIn = (by: Fields): Fields => ({ ...plain, 'user[password]': 'password', ...by })

const signatureOf = (fields: Fields, algorithm = 'sha1', secret = 'secret-10'): string =>
  createHmac(algorithm, secret).update(
    Object.entries(fields).map(([name, value]) => `${name}=${value}`).sort().join('&')
  ).digest('hex')

const formOf = (fields: Fields): string =>
  new URLSearchParams(Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])).toString()
const signed = (fields: Fields, algorithm?: string, secret?: string): string =>
  formOf({ ...fields, signature: signatureOf(fields, algorithm, secret) })

onEveryStore('sessions', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())
  const create = (payload: string | object, path = '/session.json') => wire.post(path, {}, payload)
  const tokenOf = async (payload: string): Promise<string> => (await create(payload)).json().session.token

  describe('POST /session.json', () => {
    test('answers the session as the vendor does', async () => {
      wire.workspace.clock.set(Date.parse('2019-09-01T14:55:00Z'))
      const answer = await create(signed(plain))
      const id = answer.json().session.id
      expect([answer.statusCode, answer.json()]).toEqual([201, {
        session: {
          _id: String(id),
          application_id: 10,
          created_at: expect.stringMatching(/^2019-09-01T14:\d\d:\d\dZ$/),
          id: expect.any(Number),
          nonce: 7334,
          token: expect.stringMatching(/^[0-9a-f]{40}$/),
          ts: now,
          updated_at: answer.json().session.created_at,
          user_id: 0
        }
      }])
    })

    test.each([
      ['a form, SHA-1', signed(plain), 0],
      ['a form, SHA-256', signed(plain, 'sha256'), 0],
      ['JSON', { ...plain, signature: signatureOf(plain) }, 0],
      ['a user by login', signed(signedIn({ 'user[login]': 'user2' })), 2],
      ['a user by email', signed(signedIn({ 'user[email]': 'user3@example.com' }), 'sha256'), 3],
      ['a user in JSON', {
        ...plain,
        user: { login: 'user2', password: 'password' },
        signature: signatureOf(signedIn({ 'user[login]': 'user2' }))
      }, 2],
      ['nobody, as null', { ...plain, user: null, signature: signatureOf({ ...plain, user: 'null' }) }, 0],
      ['a login beside an email that is another\'s', signed(signedIn({
        'user[login]': 'user2',
        'user[email]': 'user3@example.com'
      })), 2],
      ['a time with spaces', signed({ ...plain, timestamp: ` ${now} ` }), 0],
      ['other fields, which are signed too', signed({ ...plain, 'device[platform]': 'ios' }), 0]
    ])('takes %s', async (_, payload, userId) => {
      for (const path of ['/session.json', '/session']) {
        const answer = await create(payload, path)
        expect(answer.statusCode).toBe(201)
        expect(answer.json().session).toMatchObject({ application_id: 10, user_id: userId })
        const asked = await wire.get('/chat/Dialog.json', { 'qb-token': answer.json().session.token })
        expect(asked.statusCode).toBe(userId === 0 ? 422 : 200)
      }
    })

    test.each<readonly [string, string | object, number, object]>([
      ['no signature', formOf(plain), 422, unexpectedSignature],
      ['one of another secret', signed(plain, 'sha1', 'secret-20'), 422, unexpectedSignature],
      ['one of other fields', formOf({ ...plain, nonce: 1, signature: signatureOf(plain) }), 422, unexpectedSignature],
      [
        'one that leaves the user out',
        formOf({ ...signedIn({ 'user[login]': 'user2' }), signature: signatureOf(plain) }),
        422,
        unexpectedSignature
      ],
      ['one that is a list', { ...plain, signature: [signatureOf(plain)] }, 422, unexpectedSignature],
      [
        'a bad signature before a bad login',
        formOf({ ...signedIn({ 'user[login]': 'nobody' }), signature: 'x' }),
        422,
        unexpectedSignature
      ],
      ['an unknown login', signed(signedIn({ 'user[login]': 'nobody' })), 401, unauthorized],
      ['a login of another application', signed(signedIn({ 'user[login]': 'user900' })), 401, unauthorized],
      ['a wrong password', signed(signedIn({ 'user[login]': 'user2', 'user[password]': 'guess' })), 401, unauthorized],
      ['no password', signed({ ...plain, 'user[login]': 'user2' }), 422, { errors: { password: ['is required'] } }],
      ['a password of nobody', signed(signedIn({})), 422, {
        errors: { user: ['must be user[login] or user[email], and user[password]'] }
      }],
      ['a user that is a text', signed({ ...plain, user: 'user2' }), 422, {
        errors: { user: ['must be user[login] or user[email], and user[password]'] }
      }],
      ['an unknown application', signed({ ...plain, application_id: 99 }), 422, {
        errors: { base: ['No application has this application_id and auth_key'] }
      }],
      ["another application's key", signed({ ...plain, auth_key: 'auth-20' }), 422, {
        errors: { base: ['No application has this application_id and auth_key'] }
      }],
      ['no application', signed({ ...plain, application_id: '' }), 422, {
        errors: { application_id: ['is required'] }
      }],
      ['no key', formOf({ application_id: 10, nonce: 1, timestamp: 1 }), 422, {
        errors: { auth_key: ['is required'] }
      }],
      ['no nonce', formOf({ application_id: 10, auth_key: 'auth-10', timestamp: 1 }), 422, {
        errors: { nonce: ['is required'] }
      }],
      ['no time at all', formOf({ application_id: 10, auth_key: 'auth-10', nonce: 1 }), 422, {
        errors: { timestamp: ['is required'] }
      }],
      ['no time', signed({ ...plain, timestamp: '' }), 422, { errors: { timestamp: ['is required'] } }],
      ...['now', `${now}x`, `x${now}`, `${now}.`, `${now}.x`, `-${now}`, '1'.repeat(17)].map((timestamp) => (
        [`the time ${timestamp}`, signed({ ...plain, timestamp }), 422, {
          errors: { timestamp: ['must be a number: seconds since 1970'] }
        }] as const
      )),
      ['a user that is a list', {
        ...plain,
        user: [{ login: 'user2' }],
        signature: signatureOf({
          ...plain,
          'user[][login]': 'user2'
        })
      }, 422, { errors: { user: ['must be user[login] or user[email], and user[password]'] } }],
      ['nothing', '', 422, { errors: { nonce: ['is required'] } }],
      ['a list', '[1]', 422, { errors: { nonce: ['is required'] } }]
    ])('refuses %s', async (_, payload, status, body) => {
      const answer = await create(payload)
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    })

    test('refuses broken JSON', async () => {
      const answer = await create('{"nonce":')
      expect([answer.statusCode, Object.keys(answer.json())]).toEqual([400, ['errors']])
    })
  })

  describe('GET and DELETE /session.json', () => {
    test('answers the session of the token, with its end', async () => {
      const created = await create(signed(signedIn({ 'user[login]': 'user2' })))
      for (const path of ['/session.json', '/session']) {
        const answer = await wire.get(path, { 'qb-token': created.json().session.token })
        expect([answer.statusCode, answer.json()]).toEqual([200, created.json()])
        expect(answer.headers).toHaveProperty('qb-token-expirationdate')
      }
    })

    test('the token is dead after DELETE', async () => {
      const headers = { 'qb-token': await tokenOf(signed(signedIn({ 'user[login]': 'user2' }))) }
      const answer = await wire.delete('/session.json', headers)
      expect([answer.statusCode, answer.payload, answer.headers['content-length']]).toEqual([200, '', '0'])
      for (
        const again of [
          await wire.get('/session.json', headers),
          await wire.delete('/session.json', headers),
          await wire.get('/chat/Dialog.json', headers)
        ]
      ) {
        expect([again.statusCode, again.json()]).toEqual([401, noSession])
      }
      expect((await wire.get('/chat/Dialog.json', as.user(2))).statusCode).toBe(200)
    })

    test('a session lives two hours after its last request', async () => {
      const headers = { 'qb-token': await tokenOf(signed(plain)) }
      wire.workspace.clock.advance(7_000_000)
      expect((await wire.get('/session.json', headers)).statusCode).toBe(200)
      wire.workspace.clock.advance(7_300_000)
      expect((await wire.get('/session.json', headers)).statusCode).toBe(401)
    })

    test.each([
      ['no token', {}, { errors: ['Token is required'] }],
      ['an API key', as.application(10), { errors: ['Token is required'] }],
      ['an unknown token', { 'qb-token': 'nobody' }, noSession]
    ])('refuses %s', async (_, headers, body) => {
      for (
        const answer of [
          await wire.get('/session.json', headers),
          await wire.delete('/session.json', headers),
          await wire.post('/login.json', headers, 'login=user2&password=password'),
          await wire.delete('/login.json', headers)
        ]
      ) {
        expect([answer.statusCode, answer.json()]).toEqual([401, body])
      }
    })
  })

  describe('/login.json', () => {
    test('makes a session that of a user, and DELETE an application session again', async () => {
      const headers = { 'qb-token': await tokenOf(signed(plain)) }
      expect((await wire.get('/chat/Dialog.json', headers)).statusCode).toBe(422)
      const answer = await wire.post('/login.json', headers, 'login=user2&password=password')
      expect([answer.statusCode, answer.json()]).toEqual([202, {
        user: {
          id: 2,
          full_name: 'User 2',
          email: 'user2@example.com',
          login: 'user2',
          phone: null,
          website: null,
          created_at: '2019-09-01T00:00:00Z',
          updated_at: '2019-09-01T00:00:00Z',
          last_request_at: null,
          external_user_id: null,
          facebook_id: null,
          twitter_id: null,
          blob_id: null,
          custom_data: null,
          user_tags: null
        }
      }])
      expect((await wire.get('/chat/Dialog.json', headers)).statusCode).toBe(200)
      expect((await wire.get('/session.json', headers)).json().session.user_id).toBe(2)
      const logout = await wire.delete('/login.json', headers)
      expect([logout.statusCode, logout.payload]).toEqual([200, ''])
      expect((await wire.get('/session.json', headers)).json().session.user_id).toBe(0)
      expect((await wire.get('/chat/Dialog.json', headers)).statusCode).toBe(422)
    })

    test.each(['email=user3%40example.com&password=password', { login: 'user3', password: 'password' }])(
      'takes %j',
      async (payload) => {
        const answer = await wire.post('/login', { 'qb-token': 'token-of-10' }, payload)
        expect([answer.statusCode, answer.json().user.id]).toEqual([202, 3])
      }
    )

    test.each([
      ['login=user2&password=guess', 401, unauthorized],
      ['login=nobody&password=password', 401, unauthorized],
      ['login=user900&password=password', 401, unauthorized],
      ['email=user2&password=password', 401, unauthorized],
      ['login=user2', 422, { errors: { password: ['is required'] } }],
      ['password=password', 422, { errors: { login: ['is required, or email'] } }],
      [{ login: ['user2'], password: 'password' }, 422, { errors: { login: ['must be a text'] } }]
    ])('refuses %j', async (payload, status, body) => {
      const answer = await wire.post('/login.json', { 'qb-token': 'token-of-10' }, payload)
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    })
  })
})
