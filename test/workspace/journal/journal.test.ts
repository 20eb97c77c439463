import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../../src/workspace/journal/journal-entry.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import { administer } from '../../helpers/administer.ts'
import type { Administered } from '../../helpers/administer.ts'
import { as } from '../../helpers/wire.ts'
import { d, group, inPublic, m, ofOwner, ofSender, otherGroup, unknown } from '../../helpers/world.ts'

describe('the journal', () => {
  let control: Administered
  beforeAll(async () => { control = await administer(await openStores()) })
  beforeEach(async () => { await control.admin('POST', '/reset') })
  afterAll(() => control?.[Symbol.asyncDispose]())

  const found = async (filter?: object): Promise<readonly JournalEntry[]> => {
    const [status, body] = filter === undefined
      ? await control.admin('GET', '/requests')
      : await control.admin('POST', '/requests/find', filter)
    expect(status).toBe(200)
    return (body as { requests: JournalEntry[] }).requests
  }

  test('tells all of a request, with its credentials masked', async () => {
    const answer = await control.app.inject({
      method: 'DELETE',
      url: `/chat/Message/${ofSender},${unknown},${m(5)}.json?force=0&token=very-secret-token`,
      headers: {
        ...as.user(1),
        authorization: 'ApiKey 1234567890abcd',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'test'
      },
      payload: 'force=1&user[password]=open-sesame'
    })
    expect(await found()).toEqual([{
      id: answer.headers['x-request-id'],
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      method: 'DELETE',
      url: `/chat/Message/${ofSender},${unknown},${m(5)}.json?force=0&token=****oken`,
      headers: expect.objectContaining({
        'qb-token': '****of-1',
        authorization: 'ApiKey ****abcd',
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': 'test'
      }),
      body: { force: '1', 'user[password]': '****' },
      caller: { kind: 'user', userId: 1, applicationId: 10 },
      verdicts: [{ id: ofSender, verdict: 'destroy', reason: 'M10' }, {
        id: unknown,
        verdict: 'NotFound',
        reason: 'M1'
      }, { id: m(5), verdict: 'WrongPermissions', reason: 'M4' }],
      ignored: ['user[password]'],
      response: { status: 200, body: answer.json() },
      fault: null,
      durationMs: expect.any(Number)
    }])
  })

  test('tells of requests that were refused, got lost, or can\'t be read', async () => {
    await control.app.inject({ method: 'DELETE', url: `/chat/Message/${ofSender}` })
    await control.app.inject({ method: 'GET', url: '/nowhere' })
    await control.delete(`/chat/Message/${ofSender}`, 1, '{"force":1,"password":"open-sesame"')
    await control.delete(`/chat/Dialog/${otherGroup}`, 1)
    const entries = await found()
    expect(entries.map(({ body, caller, response }) => [response?.status, caller?.kind, body, response?.body])).toEqual(
      [
        [200, 'user', null, null],
        [400, 'user', '{"force":1,"password":"****"', { errors: [expect.stringContaining("can't be read")] }],
        [404, undefined, null, { errors: ["The resource wasn't found"] }],
        [401, undefined, null, { errors: ['Token is required'] }]
      ]
    )
  })

  test.each([100, 50_000])(
    'tells of a body that nests %i levels deep as of one that could not be read',
    async (depth) => {
      const payload = `{"password":"open-sesame","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`
      const answer = await control.app.inject({
        method: 'POST',
        url: '/chat/Message.json',
        headers: { ...as.user(1), 'content-type': 'application/json' },
        payload
      })
      expect(answer.statusCode).toBe(400)
      const [entry] = await found()
      expect(entry).toMatchObject({
        body: expect.stringContaining('"deep":[[['),
        response: { status: 400, body: { errors: [expect.any(String)] } }
      })
      expect(JSON.stringify(entry)).not.toContain('open-sesame')
    }
  )

  test('masks the token of a session that is opened', async () => {
    await control.app.inject({ method: 'GET', url: '/session.json', headers: as.user(1) })
    expect((await found())[0]?.response?.body).toMatchObject({ session: { token: '****of-1' } })
  })

  test('knows nothing of /__admin, health and preflights', async () => {
    await control.admin('GET', '/state')
    await control.app.inject('/livez')
    await control.app.inject({
      method: 'OPTIONS',
      url: `/chat/Message/${ofSender}`,
      headers: { origin: 'http://app.test', 'access-control-request-method': 'DELETE' }
    })
    expect(await found()).toEqual([])
  })

  describe('finds', () => {
    beforeEach(async () => {
      await control.delete(`/chat/Message/${ofSender}.json`, 1)
      await control.delete(`/chat/Message/${unknown}%2C${inPublic}`, 2)
      await control.delete(`/chat/Dialog/${otherGroup}?force=1`, 2)
      await control.app.inject({
        method: 'DELETE',
        url: `/chat/Dialog/${group.toUpperCase()}`,
        headers: as.behalf(10, 3)
      })
      await control.app.inject({
        method: 'GET',
        url: `/chat/Message.json?chat_dialog_id=${group}`,
        headers: as.user(1)
      })
    })

    test.each([
      [{}, 5],
      [{ method: 'DELETE' }, 4],
      [{ method: 'delete' }, 4],
      [{ method: 'POST' }, 0],
      [{ path: '/chat/Message' }, 3],
      [{ path: '/chat/Message/' }, 2],
      [{ path: `/chat/Dialog/${otherGroup}` }, 1],
      [{ path: '/chat/message' }, 0],
      [{ id: ofSender }, 1],
      [{ id: ofSender.toUpperCase() }, 1],
      [{ id: inPublic }, 1],
      [{ id: group }, 2],
      [{ id: ofSender.slice(0, -1) }, 0],
      [{ id: d(88) }, 0],
      [{ user: 2 }, 2],
      [{ user: 3 }, 1],
      [{ user: 10 }, 0],
      [{ status: 200 }, 4],
      [{ status: 403 }, 1],
      [{ verdict: 'hide' }, 2],
      [{ verdict: 'leave' }, 1],
      [{ verdict: 'destroy' }, 0],
      [{ verdict: 'SuccessfullyDeleted' }, 3],
      [{ verdict: 'NotFound' }, 1],
      [{ verdict: 'WrongPermissions' }, 1],
      [{ method: 'DELETE', user: 2, verdict: 'hide' }, 1]
    ])('with %j', async (filter, count) => {
      expect(await found(filter)).toHaveLength(count)
      expect(await control.admin('POST', '/requests/count', filter)).toEqual([200, { count }])
    })

    test('the newest first, and no more than asked for', async () => {
      const all = await found()
      expect(all.map(({ caller }) => caller?.kind === 'user' ? caller.userId : 0)).toEqual([1, 3, 2, 2, 1])
      const [, body] = await control.admin('GET', '/requests?limit=2')
      expect((body as { requests: unknown }).requests).toEqual(all.slice(0, 2))
      expect((await control.admin('GET', '/requests?limit=0'))[0]).toBe(422)
    })

    test('page by page, each before the last of the one before it', async () => {
      const all = await found()
      for (const [filter, wanted] of [[undefined, all], [{ method: 'DELETE' }, all.slice(1)]] as const) {
        const read: JournalEntry[] = []
        for (let more = true, before = ''; more;) {
          const query = `?limit=2${before}`
          const [status, body] = filter === undefined
            ? await control.admin('GET', `/requests${query}`)
            : await control.admin('POST', `/requests/find${query}`, filter)
          expect(status).toBe(200)
          const { requests } = body as { requests: JournalEntry[] }
          read.push(...requests)
          before = `&before=${read.at(-1)?.id}`
          more = requests.length === 2
        }
        expect(read).toEqual(wanted)
      }
    })

    test('nothing before a request that is not remembered, and says so', async () => {
      const refused = [404, {
        errors: ['before: no request "nothing" is remembered; what came before it is forgotten too']
      }]
      expect(await control.admin('GET', '/requests?before=nothing')).toEqual(refused)
      expect(await control.admin('POST', '/requests/find?before=nothing', {})).toEqual(refused)
      expect(await control.admin('GET', '/requests?before=')).toEqual([422, {
        errors: ['query: before must be a string that is not empty']
      }])
    })

    test('nothing after it was emptied', async () => {
      expect(await control.admin('DELETE', '/requests')).toEqual([204, undefined])
      expect(await found()).toEqual([])
    })
  })

  test.each([
    ['find', { verdit: 'hide', user: '1', status: 99, path: 'chat', id: '', method: '' }, [
      'filter: verdit is unknown; did you mean verdict?',
      'filter: user must be a positive whole number',
      'filter: status must be a whole number from 100 to 599',
      'filter: path must be a path that starts with "/", without the prefix of a workspace',
      'filter: id must be a string that is not empty',
      'filter: method must be a method like "DELETE"'
    ]],
    ['find', { verdict: 'hidden' }, [
      'filter: verdict must be "hide" or "leave" or "destroy" or "NotFound" or "WrongPermissions" or ' +
        '"SuccessfullyDeleted"'
    ]],
    ['find', [], ['filter: it must be an object with method, path, id, user, status, verdict']],
    ['count', 'null', ['filter: it must be an object with method, path, id, user, status, verdict']],
    ['count', { atLeast: 0, withinMs: 70_000 }, [
      'count: atLeast must be a positive whole number',
      'count: withinMs must be a whole number from 0 to 60000'
    ]],
    ['count', { withinMs: 10 }, ['count: withinMs is how long to wait for atLeast requests; give that too']]
  ])('%s refuses %j', async (call, filter, errors) => {
    expect(await control.admin('POST', `/requests/${call}`, filter)).toEqual([422, { errors }])
  })

  test('counts as soon as enough have come', async () => {
    const counting = control.admin('POST', '/requests/count', { path: '/chat/Message', atLeast: 2, withinMs: 60_000 })
    await control.delete(`/chat/Message/${ofSender}`, 1)
    await control.delete(`/chat/Dialog/${otherGroup}`, 1)
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    expect(await counting).toEqual([200, { count: 2 }])
  })

  test('counts what there is when the time is over', async () => {
    await control.delete(`/chat/Message/${ofSender}`, 1)
    expect(await control.admin('POST', '/requests/count', { atLeast: 2, withinMs: 20 })).toEqual([200, { count: 1 }])
  })
})

describe('the size of the journal', () => {
  test('is what it is told to be: the oldest makes room', async () => {
    await using control = await administer(await openStores(), { journal: 3 })
    for (let n = 1; n <= 7; n++) await control.delete(`/chat/Message/id-${n}`, 1)
    const [, body] = await control.admin('GET', '/requests')
    expect((body as { requests: JournalEntry[] }).requests.map(({ url }) => url)).toEqual(
      [7, 6, 5].map((n) => `/chat/Message/id-${n}`)
    )
  })

  test('may be 0: then it says so, instead of finding nothing', async () => {
    await using control = await administer(await openStores(), { journal: 0 })
    expect((await control.delete(`/chat/Message/${ofSender}`, 1)).statusCode).toBe(200)
    const off = [409, {
      errors: ['The journal is off: start the mock with --journal N, or journal: N, to remember the last N requests']
    }]
    expect(await control.admin('GET', '/requests')).toEqual(off)
    expect(await control.admin('POST', '/requests/find', {})).toEqual(off)
    expect(await control.admin('POST', '/requests/count', { atLeast: 1 })).toEqual(off)
  })

  test('does not grow with what is sent: of a long body and a long answer it keeps the length', async () => {
    await using control = await administer(await openStores())
    const body = `${'x'.repeat(300_000)}=1`
    await control.admin('POST', '/faults', { status: 200, body: 'x'.repeat(300_000) })
    await control.delete(`/chat/Message/${ofOwner}`, 1, body)
    const [, answered] = await control.admin('GET', '/requests')
    const [entry] = (answered as { requests: JournalEntry[] }).requests
    expect([entry?.body, entry?.response?.status, entry?.response?.body]).toEqual([
      '(300002 characters)',
      200,
      '(300000 characters)'
    ])
  })
})
