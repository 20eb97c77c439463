import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildAdminApp } from '../../src/admin/app.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

const browser = { accept: 'text/html' }
const token = 'open-sesame'

let control: Administered
beforeAll(async () => { control = await administer(await openStores({ store: 'memory' })) })
beforeEach(() => control.admin('POST', '/reset'))
afterAll(() => control[Symbol.asyncDispose]())

describe('every answer of /__admin', () => {
  test.each([
    ['/__admin/state', 200],
    ['/__admin/state/', 200],
    ['/__admin/nothing?x=1', 404],
    ['/__admin/state?as=0', 422],
    ['/__admin/%zz', 404],
    ['/livez', 200],
    ['/@No%20Name/__admin/state', 400]
  ])('is kept by nobody, and is what it says: %s, %i', async (url, status) => {
    const { statusCode, headers, payload } = await control.app.inject(url)
    expect([statusCode, headers['cache-control'], headers['x-content-type-options']]).toEqual([
      status,
      'no-store',
      'nosniff'
    ])
    if (status !== 200) expect(Object.keys(JSON.parse(payload))).toEqual(['errors'])
  })

  test.each(['/__admin/fixtures', '/__admin/requests', '/__admin/state'])('is JSON: %s', async (url) => {
    expect((await control.app.inject(url)).headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('that nothing is there says what, without its query', async () => {
    expect((await control.app.inject({ method: 'DELETE', url: '/__admin/nothing?a=b\n?c' })).json()).toEqual({
      errors: ['There is no DELETE /__admin/nothing']
    })
  })
})

describe('the page of the inspector', () => {
  test('comes without a token, which it asks for', async () => {
    await using guarded = await administer(await openStores({ store: 'memory' }), { access: { adminToken: token } })
    for (const [url, status] of [['/__admin', 302], ['/__admin/state', 401], ['/__admin/docs', 401]] as const) {
      expect([url, (await guarded.app.inject({ url, headers: browser })).statusCode]).toEqual([url, status])
    }
  })

  test('is shut with all else where there is no token', async () => {
    for (const url of ['/__admin/', '/__admin/state']) {
      const headers = { ...browser, host: 'evil.example' }
      expect([url, (await control.app.inject({ url, headers })).statusCode]).toEqual([url, 403])
    }
  })
})

test('the document of the API is made once, for programs and for people', async () => {
  const [first, again, page] = [
    await control.app.inject('/__admin/openapi.json'),
    await control.app.inject('/__admin/openapi.json'),
    await control.app.inject('/__admin/docs')
  ]
  expect(Object.keys(first.json().paths)).toEqual(
    expect.arrayContaining(['/__admin/state', '/chat/Message/{ids}.json'])
  )
  expect(again.payload).toBe(first.payload)
  expect([page.headers['content-type'], page.headers['content-security-policy']]).toEqual([
    'text/html; charset=utf-8',
    expect.stringContaining("default-src 'none'")
  ])
  expect(page.payload).toContain('/__admin/state')
})

test('the certificate of an authority is there for a device to take, or it is said how to have one', async () => {
  const { workspaces } = control
  const access = { adminToken: token, openAdmin: false, host: '127.0.0.1', adminHost: [], address: () => undefined }
  const stores = { kind: 'memory', description: '' } as const
  const ask = async (ca?: string) => {
    const app = await buildAdminApp({ workspaces, stores, switches: defaultSwitches, access, ...(ca && { ca }) })
    const answer = await app.inject('/__admin/ca.pem')
    await app.close()
    return answer
  }
  const none = await ask()
  expect([none.statusCode, none.json()]).toEqual([404, {
    errors: ['This mock has made no certificate; start it with --https or --as NAME']
  }])
  const { payload, headers } = await ask('PEM')
  expect([payload, headers['content-type'], headers['content-disposition']]).toEqual([
    'PEM',
    'application/x-x509-ca-cert',
    'attachment; filename="quickblox-delete-mock-ca.pem"'
  ])
})

test('a workspace that another server has dropped meanwhile is opened anew', async () => {
  const { workspaces } = control
  const dropped = await workspaces.openOrCreate('w')
  vi.spyOn(dropped.store, 'hear').mockImplementation(async () => { await workspaces.drop('w') })
  expect((await control.admin('PUT', '/@w/clock', { now: '2030-01-01T00:00:00Z' }))[0]).toBe(200)
  expect(dropped.clock.offset).toBe(0)
  expect(workspaces.find('w')?.clock.offset).toBeGreaterThan(0)
})

test.each(['/faults', '/clock', '/settings', '/requests'])(
  'GET %s does not guess what other servers have done while the store does not answer',
  async (path) => {
    const { store } = await control.workspaces.openOrCreate('away')
    vi.spyOn(store, 'hear').mockRejectedValue(new StoreUnavailableError('away'))
    expect(await control.admin('GET', `/@away${path}`)).toEqual([503, {
      errors: ['The store of this mock does not answer']
    }])
  }
)

describe('the clock', () => {
  test('is told, set, moved on and put back', async () => {
    const now = async (...asked: Parameters<Administered['admin']>): Promise<string> => {
      const [status, body] = await control.admin(...asked)
      expect(status).toBe(200)
      return (body as { now: string }).now
    }
    expect(await now('PUT', '/clock', { now: '2030-01-01T00:00:20Z' })).toMatch(/^2030-01-01T00:00:/)
    expect(await now('PUT', '/clock', { advance: { days: 1 } })).toMatch(/^2030-01-02T00:00:/)
    expect(await now('GET', '/clock')).toMatch(/^2030-01-02T00:00:/)
    const real = Date.parse(await now('DELETE', '/clock'))
    expect(Math.abs(real - Date.now())).toBeLessThan(60_000)
    expect(await control.admin('PUT', '/clock', {})).toEqual([422, { errors: ['clock: give either now or advance'] }])
  })
})

test('a count waits for a second where nothing else is said', async () => {
  const { events } = await control.workspaces.openOrCreate('default')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let answer: unknown
  const counting = control.admin('POST', '/requests/count', { atLeast: 1 }).then((found) => { answer = found })
  while (events.listenerCount('over') === 0) await new Promise((resolve) => setImmediate(resolve))
  vi.advanceTimersByTime(999)
  for (let n = 0; n < 3; n++) await new Promise((resolve) => setImmediate(resolve))
  expect(answer).toBeUndefined()
  vi.advanceTimersByTime(1)
  vi.useRealTimers()
  await counting
  expect(answer).toEqual([200, { count: 0 }])
})

describe('a call without a body', () => {
  test('is one that asks for everything, or for nothing that there is', async () => {
    await control.delete('/chat/Message/a', 1)
    expect(await control.admin('POST', '/requests/count')).toEqual([200, { count: 1 }])
    expect(await control.admin('POST', '/requests/find')).toMatchObject([200, { requests: [{ method: 'DELETE' }] }])
    for (const method of ['POST', 'PUT'] as const) {
      expect(await control.admin(method, '/fixtures')).toEqual([422, {
        errors: [expect.stringMatching(/^fixtures: must be an object/)]
      }])
    }
    expect(await control.admin('POST', '/faults')).toEqual([422, {
      errors: [expect.stringMatching(/^fault: it must be an object with /)]
    }])
  })
})

test('what is asked for in the query is what there is', async () => {
  expect(await control.admin('PUT', '/fixtures?word=team')).toEqual([422, {
    errors: ['query: word is unknown; did you mean world?']
  }])
  expect((await control.admin('GET', '/state?destroyed=false'))[1]).not.toHaveProperty('destroyed')
  expect(await control.admin('GET', '/requests?limt=1')).toEqual([422, {
    errors: ['query: limt is unknown; did you mean limit?']
  }])
})
