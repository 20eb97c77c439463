import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../../src/store/open-stores.ts'
import { administer } from '../../helpers/administer.ts'
import type { Administered } from '../../helpers/administer.ts'
import { as } from '../../helpers/wire.ts'
import { group, inPublic, ofOwner, ofSender, otherGroup, publicGroup } from '../../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const deleted = { SuccessfullyDeleted: { ids: [ofOwner] }, NotFound: { ids: [] } }

let control: Administered
beforeAll(async () => { control = await administer(await openStores()) })
beforeEach(async () => { await control.admin('POST', '/reset') })
afterAll(() => control?.[Symbol.asyncDispose]())

const plan = async (fault: object): Promise<string> => {
  const [status, body] = await control.admin('POST', '/faults', fault)
  expect([status, body]).toEqual([201, expect.objectContaining({ id: expect.stringMatching(/^fault-\d+$/), ...fault })])
  return (body as { id: string }).id
}
const force = (userId = 1) => control.delete(`/chat/Message/${ofOwner}`, userId, 'force=1')
const message = async () => (await control.workspaces.find('default')?.store.view().findMessages([ofOwner]))?.[0]

test('no more than a thousand wait', async () => {
  const id = await plan({ match: { id: 'none' } })
  for (let n = 1; n < 1000; n++) await control.workspaces.find('default')?.faults.plan({ match: { id: 'none' } })
  expect(await control.admin('POST', '/faults', {})).toEqual([409, {
    errors: [
      'There are 1000 faults planned already, which is the most there can be: take some back, or plan one with ' +
        '"times" for several requests'
    ]
  }])
  expect((await force()).statusCode).toBe(200)
  await control.admin('DELETE', `/faults/${id}`)
  expect((await control.admin('POST', '/faults', {}))[0]).toBe(201)
})

describe('a wrong answer', () => {
  test.each([
    [{}, 500, { errors: ['Internal server error'] }],
    [{ status: 503 }, 503, { errors: ['Service Unavailable'] }],
    [{ status: 401 }, 401, { errors: { base: ['Required session does not exist'] } }],
    [{ status: 403 }, 403, forbidden],
    [{ status: 404 }, 404, { errors: ["The resource wasn't found"] }],
    [{ status: 429, headers: { 'Retry-After': '7' }, body: { errors: ['Slow down'] } }, 429, { errors: ['Slow down'] }],
    [{ body: { x: 1 } }, 500, { x: 1 }],
    [{ status: 599 }, 599, { errors: ['Status 599'] }],
    [{ status: 502, body: null }, 502, null],
    [{ status: 200, body: '{"Succ' }, 200, '{"Succ'],
    [
      { status: 502, body: '<h1>Bad Gateway</h1>', headers: { 'content-type': 'text/html' } },
      502,
      '<h1>Bad Gateway</h1>'
    ]
  ])('%j comes before or after the deletion', async (fault, status, body) => {
    for (const when of ['before', 'after'] as const) {
      await control.admin('POST', '/reset')
      const id = await plan({ ...fault, when })
      const answer = await force()
      expect([answer.statusCode, typeof body === 'string' ? answer.payload : answer.json()]).toEqual([status, body])
      expect(answer.headers).toMatchObject({
        'x-request-id': expect.any(String),
        'content-length': String(Buffer.byteLength(answer.payload)),
        'access-control-allow-origin': '*'
      })
      if ('headers' in fault) {
        expect(answer.headers).toMatchObject(
          Object.fromEntries(Object.entries(fault.headers).map(([name, value]) => [name.toLowerCase(), value]))
        )
      } else expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(await message() === undefined).toBe(when === 'after')
      expect(await control.admin('GET', '/requests?limit=1')).toMatchObject([200, {
        requests: [{
          fault: id,
          response: { status, body },
          verdicts: when === 'after' ? [{ verdict: 'destroy' }] : []
        }]
      }])
    }
  })

  test('without a body has none before, and keeps the one there was after', async () => {
    await plan({ status: 202 })
    const before = await force()
    await plan({ status: 202, when: 'after' })
    const after = await force()
    expect([before.statusCode, before.payload, after.statusCode, after.json()]).toEqual([202, '', 202, deleted])
  })

  test('that can have no body has none', async () => {
    await plan({ status: 204, when: 'after' })
    const answer = await force()
    expect([answer.statusCode, answer.payload, await message()]).toEqual([204, '', undefined])
  })

  test.each(['before', 'after'])(
    'with nothing but headers or a delay %s it is the right answer, with these',
    async (when) => {
      await plan({ when, headers: { 'X-Extra': 'yes' }, delayMs: 30 })
      const began = performance.now()
      const answer = await force()
      expect(performance.now() - began).toBeGreaterThan(25)
      expect([answer.statusCode, answer.json(), answer.headers['x-extra'], await message()]).toEqual([
        200,
        deleted,
        'yes',
        undefined
      ])
    }
  )

  test.each(['before', 'after'].flatMap((when) =>
    [
      'content-type',
      'x-request-id',
      'quickblox-rest-api-version',
      'access-control-allow-origin',
      'access-control-expose-headers',
      'qb-token-expirationdate',
      'cache-control'
    ].map((name) => [when, name] as const)
  ))('with headers alone %s: its %s is sent, and not that of the right answer', async (when, name) => {
    await plan({ when, headers: { [name]: 'planned' } })
    const answer = await force()
    expect([answer.statusCode, answer.json(), answer.headers[name]]).toEqual([200, deleted, 'planned'])
  })

  test('of an empty answer can have a body', async () => {
    await plan({ status: 200, body: { surprise: true }, when: 'after' })
    const answer = await control.delete(`/chat/Dialog/${otherGroup}`, 1)
    expect([answer.json(), answer.headers['content-type']]).toEqual([
      { surprise: true },
      'application/json; charset=utf-8'
    ])
  })
})

describe('what it is meant for', () => {
  test.each([
    [{ method: 'delete' }, true],
    [{ method: 'POST' }, false],
    [{ path: '/chat/Message' }, true],
    [{ path: '/chat/Dialog' }, false],
    [{ id: ofOwner }, true],
    [{ id: ofOwner.toUpperCase() }, true],
    [{ id: group }, false],
    [{ user: 1 }, true],
    [{ user: 2 }, false],
    [{ method: 'DELETE', path: '/chat', id: ofSender, user: 1 }, true],
    [{ method: 'DELETE', path: '/chat', id: ofSender, user: 2 }, false]
  ])('%j', async (match, hit) => {
    await plan({ match, status: 503 })
    const answer = await control.delete(`/chat/Message/${ofSender},${ofOwner}.json`, 1)
    expect(answer.statusCode).toBe(hit ? 503 : 200)
    expect(await control.admin('GET', '/faults')).toEqual([200, {
      faults: hit ? [] : [expect.objectContaining({ match })]
    }])
  })

  test('is the user on whose behalf an application asks', async () => {
    await plan({ match: { user: 3 }, status: 503 })
    const ask = (headers: Record<string, string>) =>
      control.app.inject({ method: 'DELETE', url: `/chat/Message/${inPublic}`, headers })
    expect([(await ask(as.behalf(10, 2))).statusCode, (await ask(as.behalf(10, 3))).statusCode]).toEqual([200, 503])
  })

  test('is nobody who may not ask', async () => {
    await plan({ status: 503 })
    expect((await control.app.inject({ method: 'DELETE', url: `/chat/Message/${ofOwner}` })).statusCode).toBe(401)
    expect((await force()).statusCode).toBe(503)
  })

  test('is every call of the vendor\'s, and an unknown one', async () => {
    await plan({ times: 'always', status: 503 })
    const get = (url: string) => control.app.inject({ url, headers: as.user(1) })
    expect([(await get('/chat/Dialog.json')).statusCode, (await get('/nowhere')).statusCode]).toEqual([503, 503])
  })

  test('is never /__admin or health, nor a preflight', async () => {
    await plan({ times: 'always', status: 503 })
    expect((await control.admin('GET', '/state'))[0]).toBe(200)
    expect([(await control.app.inject('/livez')).statusCode, (await control.app.inject('/readyz')).statusCode]).toEqual(
      [200, 200]
    )
    const preflight = await control.app.inject({
      method: 'OPTIONS',
      url: `/chat/Message/${ofOwner}`,
      headers: { origin: 'http://app.test', 'access-control-request-method': 'DELETE' }
    })
    expect(preflight.statusCode).toBe(204)
  })

  test('is the workspace that it was planned in', async () => {
    expect((await control.admin('POST', '/@other/faults', { status: 503 }))[0]).toBe(201)
    expect([(await force()).statusCode, (await control.delete(`/@other/chat/Message/${ofOwner}`, 1)).statusCode])
      .toEqual([200, 503])
  })
})

describe('how often', () => {
  test.each([[undefined, 1], [1, 1], [3, 3], ['always', 5]] as const)('times: %j', async (times, hits) => {
    await plan({ status: 503, ...(times !== undefined && { times }) })
    const statuses: number[] = []
    for (let n = 0; n < 5; n++) statuses.push((await control.delete(`/chat/Dialog/${publicGroup}`, 9)).statusCode)
    expect(statuses).toEqual(Array.from({ length: 5 }, (_, n) => n < hits ? 503 : 403))
  })

  test('requests at once share a fault\'s times', async () => {
    await plan({ status: 503, times: 3, delayMs: 5 })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => control.delete(`/chat/Dialog/${publicGroup}`, 9))
    )
    expect(answers.filter(({ statusCode }) => statusCode === 503)).toHaveLength(3)
  })

  test('the first one planned strikes first', async () => {
    await plan({ status: 501 })
    await plan({ status: 502, times: 2 })
    const statuses = [await force(), await force(), await force(), await force()].map(({ statusCode }) => statusCode)
    expect(statuses).toEqual([501, 502, 502, 200])
  })

  test.each([[3, 2], ['always', 'always']])(
    'of times: %j, after one request %j are left, and told',
    async (times, left) => {
      const id = await plan({ status: 503, times })
      await force()
      expect(await control.admin('GET', '/faults')).toEqual([200, {
        faults: [{ id, status: 503, times: left, when: 'before' }]
      }])
    }
  )

  test('not at all, once it is taken back', async () => {
    const [, planned] = await control.admin('POST', '/faults', { status: 503, times: 'always' })
    const { id } = planned as { id: string }
    await plan({ status: 502 })
    expect(await control.admin('DELETE', `/faults/${id}`)).toEqual([204, undefined])
    expect(await control.admin('DELETE', `/faults/${id}`)).toEqual([404, {
      errors: [`There is no fault "${id}"; GET /__admin/faults lists those that wait`]
    }])
    expect((await force()).statusCode).toBe(502)
    expect((await force()).statusCode).toBe(200)
  })

  test('not at all, once faults are deleted', async () => {
    await plan({ status: 503, times: 'always' })
    expect(await control.admin('DELETE', '/faults')).toEqual([204, undefined])
    expect((await force()).statusCode).toBe(200)
  })
})
