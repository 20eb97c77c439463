import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mongodPath, stores } from '../helpers/stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

interface Planned {
  readonly id: string
  readonly times: number | 'always'
}

describe.skipIf(mongodPath === undefined)('a fault that is planned at one of three servers', () => {
  let servers: [Administered, Administered, Administered]
  beforeAll(async () => {
    const server = await stores[1].place()
    servers = [await administer(await server()), await administer(await server()), await administer(await server())]
  })
  afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())))
  beforeEach(() => servers[0].admin('POST', '/reset'))

  const at = (n: number): Administered => servers[n % 3] ?? servers[0]
  const status = async (n: number, path = '/chat/Message/none') => (await at(n).delete(path, 1)).statusCode
  const plan = async (n: number, fault: object): Promise<string> => {
    const [, { id }] = await at(n).admin('POST', '/faults', fault) as [number, Planned]
    return id
  }
  const planned = async (n: number): Promise<readonly Planned[]> => {
    const [, { faults }] = await at(n).admin('GET', '/faults') as [number, { faults: Planned[] }]
    return faults
  }

  test('strikes at whichever gets the request', async () => {
    for (const n of [0, 1, 2]) {
      await plan(n, { status: 502 })
      expect(await status(n + 1)).toBe(502)
      expect(await status(n)).toBe(404)
    }
  })

  test('strikes where nobody is asked for, too', async () => {
    await plan(0, { match: { path: '/nowhere' }, status: 502 })
    expect(await status(1, '/nowhere')).toBe(502)
  })

  test.each([1, 7, 25])('is counted among all: %i times', async (times) => {
    await plan(1, { times, status: 502 })
    const statuses = await Promise.all(Array.from({ length: 60 }, (_, n) => status(n)))
    expect(statuses.filter((one) => one === 502)).toHaveLength(times)
    expect(statuses.filter((one) => one === 404)).toHaveLength(60 - times)
    for (const n of [0, 1, 2]) expect(await planned(n)).toEqual([])
  })

  test('is told by all, with how often it will still strike, and has a name of its own', async () => {
    const ids = [await plan(0, { times: 3, status: 500 }), await plan(1, { times: 'always', delayMs: 1 })]
    await status(2)
    for (const n of [0, 1, 2]) {
      expect(await planned(n)).toEqual([
        { id: ids[0], times: 2, when: 'before', status: 500 },
        { id: ids[1], times: 'always', when: 'before', delayMs: 1 }
      ])
    }
  })

  test('is taken back by any', async () => {
    const id = await plan(0, { times: 'always', status: 502 })
    expect(await status(1)).toBe(502)
    expect((await at(2).admin('DELETE', `/faults/${id}`))[0]).toBe(204)
    expect((await at(0).admin('DELETE', `/faults/${id}`))[0]).toBe(404)
    expect([await status(0), await status(1), await status(2)]).toEqual([404, 404, 404])
  })

  test('is taken back with all others by any', async () => {
    await plan(0, { times: 'always', status: 502 })
    await plan(1, { times: 'always', status: 503 })
    expect((await at(2).admin('DELETE', '/faults'))[0]).toBe(204)
    expect([await status(0), await status(1), await status(2)]).toEqual([404, 404, 404])
  })

  test.each(['DELETE /faults', 'POST /reset'])('lets go of what it holds up elsewhere: %s', async (call) => {
    const [method = '', path = ''] = call.split(' ')
    await plan(0, { connection: 'hang' })
    const url = await at(1).app.listen({ port: 0, host: '127.0.0.1' }).catch(() => at(1).app.listeningOrigin)
    const hanging = fetch(`${url}/chat/Message/none`, { method: 'DELETE', headers: { 'qb-token': 'token-of-1' } })
    const ended = expect(hanging).rejects.toThrow('fetch failed')
    await at(2).admin('POST', '/requests/count', { atLeast: 1, withinMs: 60_000 })
    await at(0).admin(method as 'POST', path)
    await ended
  })

  test('is one of a thousand at most, and of 8 MiB', async () => {
    const plans = at(0).workspaces.find('default')?.faults
    const body = 'x'.repeat(900_000)
    for (let n = 0; n < 9; n++) await plans?.plan({ body })
    expect(await at(1).admin('POST', '/faults', { body })).toEqual([409, {
      errors: [
        'The faults planned take more than 8 MiB together, which is the most there can be: take some back, or plan ' +
          'shorter bodies'
      ]
    }])
  })
})
