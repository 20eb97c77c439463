import { once } from 'node:events'
import { request as ask } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mongodPath, stores } from '../helpers/stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { ofOwner, ofSender } from '../helpers/world.ts'

interface Entry {
  readonly id: string
  readonly url: string
  readonly server: string
}

describe.skipIf(mongodPath === undefined)('three servers of one MongoDB have one journal', () => {
  let servers: [Administered, Administered, Administered]
  beforeAll(async () => {
    const server = await stores[1].place()
    servers = [await administer(await server()), await administer(await server()), await administer(await server())]
    servers.forEach(({ workspaces }, n) => { workspaces.serverName = `mock-${n}:8080` })
  })
  afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())))
  beforeEach(() => servers[0].admin('POST', '/reset'))

  const at = (n: number): Administered => servers[n % 3] ?? servers[0]
  const remove = (n: number, id = `none-${n}`) => at(n).delete(`/chat/Message/${id}`, 1)
  const journal = async (n: number, query = ''): Promise<Entry[]> => {
    const [, { requests }] = await at(n).admin('GET', `/requests${query}`) as [number, { requests: Entry[] }]
    return requests
  }

  test('in the order in which requests were answered, with the name of the server in each entry', async () => {
    for (let n = 0; n < 9; n++) await remove(n)
    for (const n of [0, 1, 2]) {
      expect((await journal(n)).map(({ url, server }) => [url, server])).toEqual(
        Array.from({ length: 9 }, (_, k) => [`/chat/Message/none-${8 - k}`, `mock-${(8 - k) % 3}:8080`])
      )
    }
  })

  test('in which every answer is, whichever server is asked, however many come at once', async () => {
    await Promise.all(Array.from({ length: 90 }, async (_, n) => {
      const answer = await remove(n)
      const [, { requests }] = await at(n + 1).admin('POST', '/requests/find', { id: `none-${n}` }) as [
        number,
        { requests: Entry[] }
      ]
      expect(requests.map(({ id }) => id)).toEqual([answer.headers['x-request-id']])
    }))
    const all = await journal(0)
    expect(new Set(all.map(({ id }) => id)).size).toBe(90)
    expect(await journal(1)).toEqual(all)
    expect(await journal(2)).toEqual(all)
  })

  test('page by page', async () => {
    for (let n = 0; n < 70; n++) await remove(n)
    const read: Entry[] = []
    for (let n = 0; read.length < 70; n++) {
      read.push(...await journal(n, `?limit=9${read.length === 0 ? '' : `&before=${read.at(-1)?.id}`}`))
    }
    expect(read.map(({ url }) => url)).toEqual(Array.from({ length: 70 }, (_, k) => `/chat/Message/none-${69 - k}`))
    expect((await at(1).admin('GET', '/requests?before=unknown'))[0]).toBe(404)
  })

  test('that one forgets for all', async () => {
    for (const n of [0, 1, 2]) await remove(n)
    await at(1).admin('DELETE', '/requests')
    for (const n of [0, 1, 2]) expect(await journal(n)).toEqual([])
    expect(at(1).workspaces.find('default')?.journal.find()).toEqual([])
    await remove(2)
    expect(await journal(0)).toHaveLength(1)
  })

  test('that is waited for anywhere', async () => {
    const waiting = at(0).admin('POST', '/requests/count', { id: ofOwner, atLeast: 2, withinMs: 20_000 })
    await remove(1, ofOwner)
    await remove(1, ofSender)
    await remove(2, ofOwner)
    expect(await waiting).toEqual([200, { count: 2 }])
  })

  test('that every stream tells, each request once', async () => {
    const url = await at(0).app.listen({ port: 0, host: '127.0.0.1' })
    const request = ask(`${url}/__admin/requests/stream`, { agent: false }).end()
    const [answer] = await once(request, 'response') as [IncomingMessage]
    for (let n = 0; n < 40; n++) await remove(n)
    let told = ''
    for await (const piece of answer.setEncoding('utf8')) {
      const before = told
      told += piece
      if (told.includes('/none-39"') && !before.includes('/none-39"')) await at(1).admin('POST', '/reset')
      if (told.includes('event: world') && !before.includes('event: world')) await remove(2, 'after')
      if (told.includes('/after"')) break
    }
    const events = told.split('\n\n').filter((one) => one.startsWith('event:'))
    expect(events.map((one) => /"url":"([^"]*)"/.exec(one)?.[1] ?? 'world')).toEqual([
      ...Array.from({ length: 40 }, (_, n) => `/chat/Message/none-${n}`),
      'world',
      '/chat/Message/after'
    ])
  })

  test('that keeps no more than it is told to', async () => {
    for (let n = 0; n < 12; n++) await Promise.all(Array.from({ length: 100 }, (_, k) => remove(n * 100 + k)))
    const left = await journal(2)
    expect(left).toHaveLength(1000)
    expect(new Set(left.map(({ id }) => id)).size).toBe(1000)
  })
})
