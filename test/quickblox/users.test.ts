import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'

const notFound = { errors: ["The resource wasn't found"] }

onEveryStore('K26: users', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  afterAll(() => wire?.close())
  const get = async (
    path: string,
    who: Record<string, string> = as.user(1)
  ): Promise<[number, Record<string, unknown>]> => {
    const answer = await wire.get(path, who)
    return [answer.statusCode, answer.json()]
  }
  const ids = (body: Record<string, unknown>): number[] =>
    (body['items'] as Array<{ user: { id: number } }>).map(({ user }) => user.id)

  test('are listed, those of the application and no other, without their passwords', async () => {
    const [status, body] = await get('/users.json')
    expect([status, body]).toMatchObject([200, { current_page: 1, per_page: 10, total_entries: 5 }])
    expect(ids(body)).toEqual([1, 2, 3, 4, 9])
    expect((body['items'] as unknown[])[0]).toEqual({
      user: expect.objectContaining({
        id: 1,
        full_name: 'User 1',
        email: 'user1@example.com',
        login: 'user1',
        blob_id: null,
        custom_data: null
      })
    })
    expect(JSON.stringify(body)).not.toContain('password')
  })

  test.each([
    ['page=2&per_page=2', [3, 4], 5],
    ['per_page=100', [1, 2, 3, 4, 9], 5],
    ['filter[]=number+id+in+9,2,900', [2, 9], 2],
    ['filter%5B%5D=number%20id%20in%209%2C2', [2, 9], 2],
    ['filter[]=number+id+gt+2&filter[]=number+id+le+4', [3, 4], 2],
    ['filter[0]=number+id+lt+3', [1, 2], 2],
    ['filter=number+id+eq+9', [9], 1],
    ['filter[]=number%2Bid%2Bin%2B9,2', [2, 9], 2],
    ['filter[]=string+full_name+eq+User%0A3', [], 0],
    ['page=1&per_page=1', [1], 5],
    ['page=&per_page=', [1, 2, 3, 4, 9], 5],
    ['order=desc%2Bdate%2Bcreated_at&per_page=1', [9], 5],
    ['filter[]=number+id+ge+4', [4, 9], 2],
    ['filter[]=number+id+between+2,4', [2, 3, 4], 3],
    ['filter[]=string+login+eq+user3', [3], 1],
    ['filter[]=string+full_name+ne+User+3', [1, 2, 4, 9], 4],
    ['filter[]=string+email+in+user1@example.com,user9@example.com', [1, 9], 2],
    ['filter[]=string+external_user_id+eq+7', [], 0],
    ['filter[]=date+created_at+lt+2200-01-01T00:00:00Z&per_page=1', [1], 5],
    ['order=desc+number+id&per_page=2', [9, 4], 5],
    ['order=asc+string+full_name', [1, 2, 3, 4, 9], 5],
    ['order=asc+date+created_at', [1, 2, 3, 4, 9], 5],
    ['colour=red', [1, 2, 3, 4, 9], 5]
  ])('are listed by %s', async (query, expected, total) => {
    const [status, body] = await get(`/users.json?${query}`)
    expect([status, ids(body), body['total_entries']]).toEqual([200, expected, total])
  })

  test('are listed by the body of the GET, which old JavaScript SDKs send (K9)', async () => {
    const payload = JSON.stringify({ filter: ['number id in 9,2'], per_page: 1 })
    const answer = await wire.app.inject({
      method: 'GET',
      url: '/users.json',
      headers: { ...as.user(1), 'content-type': 'application/json' },
      payload
    })
    expect(answer.json()).toMatchObject({ per_page: 1, total_entries: 2, items: [{ user: { id: 2 } }] })
  })

  test('are listed by their ids where no other order is asked for', async () => {
    const { users, ...rest } = await wire.workspace.store.dump()
    await wire.workspace.store.replace({ ...rest, users: users.toReversed() }, 'same')
    expect(ids((await get('/users.json'))[1])).toEqual([1, 2, 3, 4, 9])
    await wire.workspace.reset()
  })

  test('are at most a hundred of a page', async () => {
    expect(await get('/users.json?per_page=101')).toMatchObject([200, { per_page: 100, total_entries: 5 }])
  })

  test.each([
    ['/users/2.json', 2],
    ['/users/2', 2],
    ['/users/by_login.json?login=user3', 3],
    ['/users/by_email.json?email=user4@example.com', 4]
  ])('one is found by %s', async (path, id) => {
    expect(await get(path)).toMatchObject([200, { user: { id, full_name: `User ${id}`, login: `user${id}` } }])
  })

  test('tell all that is known of them', async () => {
    const { users, ...rest } = await wire.workspace.store.dump()
    const known = {
      phone: '+41',
      website: 'https://example.com',
      last_request_at: Date.parse('2026-01-02T03:04:05Z'),
      external_user_id: '77',
      facebook_id: 'f',
      twitter_id: 't',
      blob_id: 5,
      custom_data: '{}',
      user_tags: 'a,b'
    }
    await wire.workspace.store.replace({ ...rest, users: users.map((user) => ({ ...user, ...known })) }, 'same')
    expect(await get('/users/3.json')).toMatchObject([200, {
      user: { ...known, id: 3, last_request_at: '2026-01-02T03:04:05Z' }
    }])
    await wire.workspace.reset()
  })

  test('are found by a part of their full name', async () => {
    const [status, body] = await get('/users/by_full_name.json?full_name=User&per_page=3')
    expect([status, ids(body), body['total_entries']]).toEqual([200, [1, 2, 3], 5])
    expect(ids((await get('/users/by_full_name?full_name=User%209'))[1])).toEqual([9])
    expect(ids((await get('/users/by_full_name?full_name=nobody'))[1])).toEqual([])
    expect(ids((await get(`/users/by_full_name?full_name=${'x'.repeat(1000)}`))[1])).toEqual([])
    expect(ids((await get('/users/by_full_name?full_name=ser&filter[]=number+id+gt+3'))[1])).toEqual([4, 9])
  })

  test('the application sees its own', async () => {
    expect(ids((await get('/users.json', as.application(20)))[1])).toEqual([900, 901])
    expect(await get('/users/900.json', as.application(20))).toMatchObject([200, { user: { id: 900 } }])
  })

  test.each([
    '/users/900.json',
    '/users/4711.json',
    '/users/bob.json',
    '/users/0.json',
    '/users/02.json',
    '/users/x2.json',
    '/users/2x.json',
    '/users/2.jsonx',
    '/users/2xjson',
    '/users/20000000000000000.json',
    '/users/by_login.json?login=user900',
    '/users/by_email.json?email=x'
  ])('%s is nobody', async (path) => {
    expect(await get(path)).toEqual([404, notFound])
  })

  describe('refuse', () => {
    test.each([
      ['/users.json?page=0', 'page'],
      ['/users.json?per_page=x', 'per_page'],
      ['/users.json?page=-1', 'page'],
      ['/users.json?filter[]=id', 'filter[]'],
      ['/users.json?filter[]=xnumber+id+eq+1', 'filter[]'],
      ['/users.json?filter[]=number+id+xeq+1', 'filter[]'],
      ['/users.json?filter[]=number+id+between+2', 'filter[]'],
      ['/users.json?filter[a][b]=number+id+eq+1', 'filter[]'],
      ['/users.json?filter[]=number+password+eq+x', 'filter[]'],
      ['/users.json?filter[]=number+__proto__+eq+x', 'filter[]'],
      ['/users.json?filter[]=number+id+eq+x', 'filter[]'],
      ['/users.json?filter[]=date+created_at+gt+yesterday', 'filter[]'],
      ['/users.json?order=id', 'order'],
      ['/users.json?order=xasc+number+id', 'order'],
      ['/users.json?order=asc+number+id+x', 'order'],
      ['/users.json?order=asc+number+password', 'order'],
      ['/users.json?order=asc+number+id&order=asc+number+id', 'order'],
      ['/users/by_login.json', 'login'],
      ['/users/by_email.json?email=', 'email'],
      ['/users/by_login.json?login=user1&login=user2', 'login'],
      ['/users/by_full_name.json', 'full_name'],
      ['/users/by_full_name.json?full_name=Al', 'full_name'],
      [`/users/by_full_name.json?full_name=${'x'.repeat(1001)}`, 'full_name'],
      ['/users/by_full_name.json?full_name=a%00bc', 'full_name']
    ])('%s', async (path, field) => {
      const [status, body] = await get(path)
      expect([status, Object.keys(body['errors'] as object)]).toEqual([422, [field]])
    })

    const fields = 'id, full_name, email, login, phone, website, created_at, updated_at, last_request_at, ' +
      'external_user_id, facebook_id, twitter_id'

    test.each([
      ['page=0', { page: ['must be 1 or more'] }],
      ['per_page=x', { per_page: ['must be a whole number'] }],
      ['filter[]=id', {
        'filter[]': [`must be TYPE FIELD OPERATOR VALUE, like number id in 1,2; fields are ${fields}`]
      }],
      ['filter[]=number+id+eq+x', { 'filter[]': ['id must be a number'] }],
      ['filter[]=number+id+between+2', { 'filter[]': ['id must be a number'] }],
      ['filter[]=date+created_at+gt+yesterday', {
        'filter[]': ['created_at must be a date: seconds since 1970, or as in 2019-09-01T14:55:56Z']
      }],
      ['order=id', { order: ['must be asc or desc, a type and a field, like asc date created_at'] }]
    ])('%s, and say why', async (query, errors) => {
      expect(await get(`/users.json?${query}`)).toEqual([422, { errors }])
    })

    test.each([
      ['by_login.json', { login: ['is required'] }],
      ['by_full_name.json?full_name=Al', { full_name: ['must have 3 to 1000 characters'] }]
    ])('%s, and say why', async (path, errors) => {
      expect(await get(`/users/${path}`)).toEqual([422, { errors }])
    })

    test.each<[string, Record<string, string>, number]>([
      ['nobody', {}, 401],
      ['a session without a user', { 'qb-token': 'token-of-10' }, 422],
      ['a stranger to the application', as.behalf(10, 900), 403]
    ])('%s', async (_, who, status) => {
      for (const path of ['/users.json', '/users/1.json', '/users/by_login.json?login=user1']) {
        expect((await get(path, who))[0]).toBe(status)
      }
    })
  })
})
