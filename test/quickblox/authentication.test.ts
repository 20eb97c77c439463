import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import type { Place } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { ofSender, unknown } from '../helpers/world.ts'

const tokenRequired = { errors: ['Token is required'] }
const noSession = { errors: { base: ['Required session does not exist'] } }
const needUser = { errors: { base: ['Forbidden. Need user.'] } }
const unauthorized = { errors: ['Unauthorized'] }
const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }

interface Row {
  rule: string
  what: string
  headers: Record<string, string>
  status: number
  body: object
}

const refusals: Row[] = [
  { rule: 'A7', what: 'neither header', headers: {}, status: 401, body: tokenRequired },
  { rule: 'A7', what: 'On-Behalf-Of alone', headers: { 'on-behalf-of': '2' }, status: 401, body: tokenRequired },
  { rule: 'A8', what: 'an unknown token', headers: { 'qb-token': 'nobody' }, status: 401, body: noSession },
  {
    rule: 'A8',
    what: 'text after a token',
    headers: { 'qb-token': 'token-of-2 more' },
    status: 401,
    body: noSession
  },
  {
    rule: 'A8',
    what: 'two tokens',
    headers: { 'qb-token': 'token-of-2, token-of-2' },
    status: 401,
    body: noSession
  },
  { rule: 'A8', what: 'an empty token', headers: { 'qb-token': '' }, status: 401, body: noSession },
  { rule: 'A9', what: 'an expired token', headers: { 'qb-token': 'token-ended' }, status: 401, body: noSession },
  {
    rule: 'A5',
    what: 'an unknown token beside a good key',
    headers: { 'qb-token': 'nobody', ...as.application(10) },
    status: 401,
    body: noSession
  },
  {
    rule: 'A2',
    what: 'an application session',
    headers: { 'qb-token': 'token-of-10' },
    status: 422,
    body: needUser
  },
  ...[
    ['A10', 'an unknown key', 'ApiKey nobody'],
    ['A10', 'a key and a letter', 'ApiKey key-of-10x'],
    ['A11', 'a key without its scheme', 'key-of-10'],
    ['A11', 'another scheme', 'Bearer key-of-10'],
    ['A11', 'a scheme that ends like it', 'XApiKey key-of-10'],
    ['A11', 'a scheme before it', 'Bearer ApiKey key-of-10'],
    ['A11', 'a scheme without a key', 'ApiKey'],
    ['A11', 'a scheme with a space for a key', 'ApiKey  '],
    ['A11', 'no space between scheme and key', 'ApiKeykey-of-10'],
    ['A11', 'text after a key', 'ApiKey key-of-10 more'],
    ['A11', 'nothing', '']
  ].map(([rule = '', what = '', authorization = '']) => (
    { rule, what, headers: { authorization }, status: 401, body: unauthorized }
  )),
  {
    rule: 'A10',
    what: 'an unknown key on behalf of a user',
    headers: { authorization: 'ApiKey nobody', 'on-behalf-of': '2' },
    status: 401,
    body: unauthorized
  },
  ...[
    '0',
    '-1',
    '4711',
    '900',
    'alice',
    '2.0',
    '02',
    '2,3',
    '2 3',
    'x2',
    '',
    '9999999999999999',
    '99999999999999999999'
  ].map((id) => (
    { rule: 'A12', what: `on behalf of "${id}"`, headers: as.behalf(10, id), status: 403, body: forbidden }
  ))
]

onEveryStore('who is calling', (open) => {
  let place: Place
  let wire: Wire
  beforeAll(async () => {
    place = await open()
    wire = await openWire(await place())
  })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  test.each(refusals)('$rule: refused: $what', async ({ headers, status, body }) => {
    for (
      const path of [
        `/chat/Message/${ofSender}`,
        `/chat/Dialog/${unknown}.json`,
        '/chat/Message.json',
        `/chat/Message/${ofSender}?force=2`
      ]
    ) {
      const answer = await wire.delete(path, headers, { payload: '{"broken' })
      expect([answer.statusCode, answer.json()]).toEqual([status, body])
    }
    expect(await wire.workspace.store.view().findMessages([ofSender])).toMatchObject([{ deleted_for: [] }])
  })

  test('A5, A6: QB-Token decides, and the key and On-Behalf-Of beside it are ignored', async () => {
    const answer = await wire.delete(`/chat/Message/${ofSender}`, { ...as.user(3), ...as.behalf(20, 900) })
    expect(answer.statusCode).toBe(200)
    expect(await wire.workspace.store.view().findMessages([ofSender])).toMatchObject([{ deleted_for: [3] }])
  })

  test('A13, H8, H9: a valid token is told its end, whatever the answer; an invalid one and a key are ' +
    'not', async () => {
    wire.workspace.clock.set(Date.parse('2026-11-22T07:44:25.900Z'))
    for (
      const path of [
        `/chat/Message/${ofSender}`,
        `/chat/Message/${unknown}`,
        '/chat/Message/',
        `/chat/Message/${ofSender}?force=2`
      ]
    ) {
      expect((await wire.delete(path, as.user(2))).headers['qb-token-expirationdate']).toMatch(
        /^2026-11-22 09:[45]\d:\d\d \+0000$/
      )
    }
    expect((await wire.delete(`/chat/Message/${unknown}`, { 'qb-token': 'token-of-10' })).headers).toHaveProperty(
      'qb-token-expirationdate'
    )
    expect((await wire.delete(`/chat/Message/${ofSender}`, { 'qb-token': 'nobody' })).headers).not.toHaveProperty(
      'qb-token-expirationdate'
    )
    expect((await wire.delete(`/chat/Message/${ofSender}`, as.application(10))).headers).not.toHaveProperty(
      'qb-token-expirationdate'
    )
  })

  test('A13: a session lives two hours after its last request', async () => {
    const { clock, store } = wire.workspace
    const hours = (n: number) => n * 3_600_000
    await store.view().addSession({
      token: 'short',
      id: 1,
      application_id: 10,
      user_id: 2,
      nonce: 1,
      ts: 0,
      created_at: 0,
      updated_at: 0,
      expires_at: clock.now() + hours(2)
    })
    const status = async () => (await wire.delete(`/chat/Message/${unknown}`, { 'qb-token': 'short' })).statusCode
    for (let n = 0; n < 3; n++) {
      clock.advance(hours(1.9))
      expect(await status()).toBe(404)
    }
    clock.advance(hours(2) - 60_000)
    expect(await status()).toBe(404)
    clock.advance(hours(2) + 1)
    expect(await status()).toBe(401)
  })

  test('A1, A3, A4: who is named asks, with one space or more behind the scheme', async () => {
    const key = { authorization: 'ApiKey   key-of-10' }
    for (const headers of [as.user(2), key, { ...key, 'on-behalf-of': '2' }, as.behalf(20, 900)]) {
      expect((await wire.delete(`/chat/Message/${unknown}`, headers)).statusCode).toBe(404)
    }
    expect((await wire.workspace.journal.find({})).map(({ caller }) => caller)).toEqual([
      { kind: 'user', userId: 900, applicationId: 20 },
      { kind: 'user', userId: 2, applicationId: 10 },
      { kind: 'application', applicationId: 10 },
      { kind: 'user', userId: 2, applicationId: 10 }
    ])
  })

  test('A15, A16: who may not is told so, and so is who names what is not there', async () => {
    const refused = await wire.delete(`/chat/Message/${ofSender}`, as.user(9))
    expect([refused.statusCode, refused.json()]).toEqual([403, forbidden])
    const missing = await wire.delete(`/chat/Message/${unknown}`, as.user(9))
    expect([missing.statusCode, missing.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
  })

  test('A13: a session without an end outlives everything', async () => {
    wire.workspace.clock.advance(1e12)
    expect((await wire.delete(`/chat/Message/${ofSender}`, as.user(2))).statusCode).toBe(200)
  })
})
