import { createHmac } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { signedText } from '../../src/quickblox/signature.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { openStores } from '../../src/store/open-stores.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import { mostWorkspaces } from '../../src/workspace/workspace-error.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { administer } from '../helpers/administer.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner, world } from '../helpers/world.ts'

const deleted = [200, { SuccessfullyDeleted: { ids: [ofOwner] }, NotFound: { ids: [] } }]
const signed = (fields: Record<string, string | number>, secret: string) => ({
  ...fields,
  signature: createHmac('sha1', secret).update(signedText(fields)).digest('hex')
})
const notFound = [404, { errors: ["The resource wasn't found"] }]

onEveryStore('workspaces', (place) => {
  test('are seeded alike, deleted in apart, and reset apart', async () => {
    await using control = await administer(await (await place())())
    const force = async (prefix: string) => {
      const answer = await control.delete(`${prefix}/chat/Message/${ofOwner}.json`, 1, 'force=1')
      return [answer.statusCode, answer.json()]
    }
    expect([await force(''), await force('/@one'), await force('/@two')]).toEqual([deleted, deleted, deleted])
    expect([await force(''), await force('/@one'), await force('/@two')]).toEqual([notFound, notFound, notFound])
    await control.admin('POST', '/@one/reset')
    expect([await force(''), await force('/@one'), await force('/@two')]).toEqual([notFound, deleted, notFound])
    expect(await control.admin('GET', '/@two/requests')).toMatchObject([200, {
      requests: [{ url: `/chat/Message/${ofOwner}.json` }, {}, {}]
    }])
    expect(await control.admin('GET', '/workspaces')).toEqual([200, {
      workspaces: [{ name: 'default', prefix: '' }, { name: 'one', prefix: '/@one' }, { name: 'two', prefix: '/@two' }]
    }])
  })

  test('are forgotten with their data when they are deleted', async () => {
    const server = await place()
    await using control = await administer(await server())
    await control.delete(`/@gone/chat/Message/${ofOwner}`, 1, 'force=1')
    await control.admin('PUT', '/@gone/clock', { now: '2001-01-01T00:00:00Z' })
    expect(await control.admin('DELETE', '/workspaces/gone')).toEqual([204, undefined])
    expect(await control.admin('DELETE', '/workspaces/gone')).toEqual([404, {
      errors: ['There is no workspace "gone"']
    }])
    expect(await control.admin('GET', '/workspaces')).toMatchObject([200, { workspaces: [{ name: 'default' }] }])
    expect((await control.delete(`/@gone/chat/Message/${ofOwner}`, 1, 'force=1')).statusCode).toBe(200)
  })

  test('can be opened again while they are being deleted', async () => {
    const stores = await (await place())()
    await using control = await administer(stores)
    for (let round = 0; round < 5; round++) {
      await control.delete(`/@again/chat/Message/${ofOwner}`, 1, 'force=1')
      const [[status], answer] = await Promise.all([
        control.admin('DELETE', '/workspaces/again'),
        control.delete(`/@again/chat/Message/${ofOwner}`, 1)
      ])
      // Whatever it sees of the world that goes or of the one that comes, or of a database that is busy with it, it is
      // answered as a client is.
      expect([status, [200, 401, 404, 503]]).toEqual([204, expect.arrayContaining([answer.statusCode])])
      expect((await control.admin('POST', '/@again/reset'))[0]).toBe(204)
    }
  })

  test('start from other fixtures when these change: those there are and those to come', async () => {
    await using control = await administer(await (await place())())
    await control.delete(`/@before/chat/Message/${ofOwner}`, 1)
    const { readWorld } = await import('../../src/fixtures/read-world.ts')
    await control.workspaces.replace(await readWorld({ ...world, dialogs: [], messages: [] }))
    for (const prefix of ['', '/@before', '/@after']) {
      expect(await control.admin('POST', `${prefix}/reset`)).toEqual([204, undefined])
      expect(await control.admin('GET', `${prefix}/state`)).toMatchObject([200, { dialogs: [], messages: [] }])
    }
  })
})

onEveryStore('strangers', (place) => {
  const unknown: Array<[string, Record<string, string>, InjectOptions['method'], string, number, unknown]> = [
    ['without a token', {}, 'DELETE', `/chat/Message/${ofOwner}`, 401, { errors: ['Token is required'] }],
    ["with a token of nobody's", { 'qb-token': 'wrong' }, 'DELETE', `/chat/Message/${ofOwner}`, 401, {
      errors: { base: ['Required session does not exist'] }
    }],
    ["with a key of nobody's", { authorization: 'ApiKey wrong' }, 'DELETE', `/chat/Message/${ofOwner}`, 401, {
      errors: ['Unauthorized']
    }],
    [
      "with a token of nobody's beside a good key",
      { ...as.application(10), 'qb-token': 'wrong' },
      'DELETE',
      `/chat/Message/${ofOwner}`,
      401,
      { errors: { base: ['Required session does not exist'] } }
    ],
    ['with a token that has ended', { 'qb-token': 'token-ended' }, 'DELETE', `/chat/Message/${ofOwner}`, 401, {
      errors: { base: ['Required session does not exist'] }
    }],
    [
      "with a key of nobody's beside a good token in the query",
      { authorization: 'ApiKey wrong' },
      'DELETE',
      `/chat/Message/${ofOwner}?token=token-of-1`,
      401,
      { errors: ['Unauthorized'] }
    ],
    ['who ask for a path that there is not', {}, 'GET', '/nowhere', 404, { errors: ["The resource wasn't found"] }],
    ['who open a session with nothing right', {}, 'POST', '/session.json', 422, expect.anything()],
    ['who log in', {}, 'POST', '/login.json', 401, { errors: ['Token is required'] }]
  ]

  test.each(unknown)(
    '%s are answered, and make no workspace',
    async (_who, headers, method = 'GET', path, status, body) => {
      await using control = await administer(await (await place())())
      const answers = await Promise.all(
        Array.from({ length: 5 }, (_, n) => control.app.inject({ method, url: `/@x${n}${path}`, headers }))
      )
      expect(answers.map((answer) => [answer.statusCode, answer.json()])).toEqual(answers.map(() => [status, body]))
      expect(control.workspaces.list().map(({ name }) => name)).toEqual(['default'])
    }
  )

  test('can\'t use up the workspaces', async () => {
    await using control = await administer(await (await place())())
    for (let n = 0; n < mostWorkspaces; n++) {
      await control.app.inject({ method: 'DELETE', url: `/@x${n}/chat/Message/${ofOwner}` })
    }
    expect((await control.delete(`/@mine/chat/Message/${ofOwner}`, 1)).statusCode).toBe(200)
    expect((await control.admin('POST', '/@other/reset'))[0]).toBe(204)
  })

  test('are those alone whom the workspace does not know, whatever the fixtures know', async () => {
    const server = await place()
    await using control = await administer(await server())
    await control.admin('PUT', '/@own/fixtures', {
      ...world,
      sessions: [{ token: 'only-here', application_id: 10, user_id: 1 }]
    })
    const ask = (headers: Record<string, string>) =>
      control.app.inject({ method: 'DELETE', url: `/@own/chat/Message/${ofOwner}`, headers })
    expect([(await ask({ 'qb-token': 'only-here' })).statusCode, (await ask(as.user(1))).statusCode]).toEqual([
      200,
      401
    ])
  })

  test.each([
    ['the query', '?token=token-of-1&force=1', ''],
    ['the body', '', 'token=token-of-1&force=1']
  ])('are not those whose token is a parameter of %s', async (_where, query, payload) => {
    await using control = await administer(await (await place())())
    const path = `/@named/chat/Message/${ofOwner}.json`
    expect(
      (await control.app.inject({ method: 'DELETE', url: path + query, ...(payload !== '' && { payload }) })).statusCode
    ).toBe(200)
    expect((await control.app.inject({ method: 'DELETE', url: path, headers: as.user(1) })).statusCode).toBe(404)
  })

  test('are not those with a key of an application', async () => {
    await using control = await administer(await (await place())())
    const ask = { method: 'DELETE', url: `/@by-key/chat/Message/${ofOwner}`, headers: as.application(10) } as const
    expect([(await control.app.inject(ask)).statusCode, (await control.app.inject(ask)).statusCode]).toEqual([200, 404])
    expect(control.workspaces.list().map(({ name }) => name)).toEqual(['by-key', 'default'])
  })

  test('are strangers no more once they have opened a session', async () => {
    await using control = await administer(await (await place())())
    const payload = signed({
      application_id: 10,
      auth_key: 'auth-10',
      nonce: 1,
      timestamp: Math.floor(Date.now() / 1000)
    }, 'secret-10')
    const answer = await control.app.inject({
      method: 'POST',
      url: '/@fresh/session.json',
      headers: { 'content-type': 'application/json' },
      payload
    })
    expect(answer.statusCode).toBe(201)
    expect(control.workspaces.list().map(({ name }) => name)).toEqual(['default', 'fresh'])
    const headers = { 'qb-token': answer.json().session.token }
    expect((await control.app.inject({ url: '/@fresh/session.json', headers })).statusCode).toBe(200)
    expect(control.workspaces.find('fresh')?.journal.find()).toHaveLength(2)
  })
})

const json = { 'content-type': 'application/json' }

onEveryStore('who names a token as a parameter', (place) => {
  const asked: Array<[string, InjectOptions]> = [
    ['in the query of a delete', { method: 'DELETE', url: `/@by-token/chat/Message/${ofOwner}?token=token-of-1` }],
    ['in the body of a delete', {
      method: 'DELETE',
      url: `/@by-token/chat/Message/${ofOwner}`,
      payload: 'token=token-of-1'
    }],
    ['in JSON', {
      method: 'DELETE',
      url: `/@by-token/chat/Message/${ofOwner}`,
      headers: json,
      payload: '{"token":"token-of-1"}'
    }],
    ['in the body of a list', {
      method: 'GET',
      url: '/@by-token/chat/Dialog.json',
      headers: json,
      payload: '{"token":"token-of-1"}'
    }],
    ['to see the session', { method: 'GET', url: '/@by-token/session.json?token=token-of-1' }],
    ['to see the session, in the body', { method: 'GET', url: '/@by-token/session.json', payload: 'token=token-of-1' }],
    ['to end the session', { method: 'DELETE', url: '/@by-token/session.json', payload: 'token=token-of-1' }],
    ['to end the session, beside another header', {
      method: 'DELETE',
      url: '/@by-token/session.json?token=token-of-1',
      headers: { authorization: 'Basic x' }
    }],
    ['to log in', {
      method: 'POST',
      url: '/@by-token/login.json',
      payload: 'token=token-of-1&login=user2&password=password'
    }],
    ['to log out', { method: 'DELETE', url: '/@by-token/login.json', payload: 'token=token-of-1' }]
  ]

  test.each(asked)('opens a workspace as by the header: %s', async (_how, options) => {
    await using control = await administer(await (await place())())
    expect((await control.app.inject(options)).statusCode).toBeLessThan(300)
    expect(control.workspaces.find('by-token')?.journal.find()).toHaveLength(1)
    // What was done to the session was done there alone.
    expect((await control.delete(`/@next/chat/Message/${ofOwner}`, 1)).statusCode).toBe(200)
  })

  test('and means nobody by it opens none', async () => {
    await using control = await administer(await (await place())())
    const answers = await Promise.all([
      control.app.inject({ method: 'DELETE', url: `/@none/chat/Message/${ofOwner}?token=wrong` }),
      control.app.inject({ method: 'DELETE', url: `/@none/chat/Message/${ofOwner}`, payload: 'token=wrong' })
    ])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401])
    expect(control.workspaces.list().map(({ name }) => name)).toEqual(['default'])
  })
})

describe('a workspace', () => {
  test.each(['Upper', '-x', '_x', 'a b', 'a'.repeat(33), ''])('can\'t be named %j', async (name) => {
    await using control = await administer(await openStores())
    const written = encodeURIComponent(name)
    const [status, body] = await control.admin('GET', `/@${written}/state`)
    expect([status, body]).toEqual([400, {
      errors: [
        `"${written}" can't name a workspace: take 1 to 32 lower-case letters, digits, "-" and "_", the first a ` +
          'letter or a digit'
      ]
    }])
    expect((await control.delete(`/@${written}/chat/Message/${ofOwner}`, 1)).statusCode).toBe(400)
  })

  test('that is the default one can\'t be deleted', async () => {
    await using control = await administer(await openStores())
    expect(await control.admin('DELETE', '/workspaces/default')).toEqual([409, {
      errors: ['The default workspace stays; reset it instead']
    }])
  })

  test('is opened once, however many ask for it first', async () => {
    const stores = await openStores()
    const open = vi.spyOn(stores, 'open')
    const workspaces = new Workspaces(stores, emptyWorld)
    const opened = await Promise.all(Array.from({ length: 20 }, () => workspaces.openOrCreate('once')))
    expect([open.mock.calls.length, new Set(opened).size]).toEqual([1, 1])
  })

  test('that could not be opened is opened the next time', async () => {
    const stores = await openStores()
    const failing: Stores = {
      ...stores,
      open: vi.fn(stores.open).mockRejectedValueOnce(new StoreUnavailableError('away'))
    }
    await using control = await administer(stores)
    const workspaces = new Workspaces(failing, emptyWorld)
    await expect(Promise.all([workspaces.openOrCreate('w'), workspaces.openOrCreate('w')])).rejects.toThrow('away')
    expect([workspaces.find('w'), workspaces.list()]).toEqual([undefined, []])
    expect((await workspaces.openOrCreate('w')).name).toBe('w')
    expect(control.workspaces.list()).toHaveLength(1)
  })

  test('is one of 256 at the most; past that an error says what to do', async () => {
    await using control = await administer(await openStores())
    const answers = await Promise.all(
      Array.from({ length: mostWorkspaces }, (_, n) => control.delete(`/@w${n}/chat/Message/${ofOwner}`, 1))
    )
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(mostWorkspaces - 1)
    const errors = [
      'There are 256 workspaces, which is the most there can be: delete one with DELETE /__admin/workspaces/NAME, or ' +
        'use one again'
    ]
    expect(await control.admin('GET', '/@one-more/state')).toEqual([409, { errors }])
    expect((await control.delete(`/@one-more/chat/Message/${ofOwner}`, 1)).json()).toEqual({ errors })
    await control.admin('DELETE', '/workspaces/w7')
    expect((await control.admin('GET', '/@one-more/state'))[0]).toBe(200)
  })
})
