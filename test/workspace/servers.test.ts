import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { mongodPath, stores } from '../helpers/stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { d, ofOwner, ofSender, world } from '../helpers/world.ts'

describe.skipIf(mongodPath === undefined)('three servers of one MongoDB', () => {
  let servers: [Administered, Administered, Administered]
  beforeAll(async () => {
    const server = await stores[1].place()
    servers = [await administer(await server()), await administer(await server()), await administer(await server())]
  })
  afterAll(() => Promise.all(servers.map((server) => server[Symbol.asyncDispose]())))
  // A reset goes back to what a test before has put there.
  beforeEach(async () => {
    expect((await servers[0].admin('PUT', '/fixtures', world))[0]).toBe(200)
    await servers[0].admin('POST', '/reset')
  })

  const minutes = async ({ admin }: Administered): Promise<number> => {
    const [, { now }] = await admin('GET', '/clock') as [number, { now: string }]
    return Math.abs(Math.round((Date.parse(now) - Date.now()) / 60_000))
  }
  const status = async (server: Administered): Promise<number> =>
    (await server.delete(`/chat/Message/${ofOwner}`, 1)).statusCode

  test('have one clock', async () => {
    await servers[0].admin('PUT', '/clock', { advance: { minutes: 90 } })
    expect(await Promise.all(servers.map(minutes))).toEqual([90, 90, 90])
    await servers[1].admin('PUT', '/clock', { advance: { minutes: 30 } })
    expect(await Promise.all(servers.map(minutes))).toEqual([120, 120, 120])
    await servers[2].admin('DELETE', '/clock')
    expect(await Promise.all(servers.map(minutes))).toEqual([0, 0, 0])
  })

  test('end sessions by it, from the moment that it is set', async () => {
    const [, session] = await servers[0].admin('POST', '/fixtures', {
      sessions: [{
        token: 'short',
        application_id: 10,
        user_id: 1,
        expires_at: new Date(Date.now() + 3_600_000).toISOString()
      }]
    })
    expect(session).toBeDefined()
    const ask = ({ app }: Administered) =>
      app.inject({ method: 'GET', url: '/session.json', headers: { 'qb-token': 'short' } })
    await servers[0].admin('PUT', '/clock', { advance: { minutes: 61 } })
    expect((await ask(servers[1])).statusCode).toBe(401)
    expect((await ask(servers[2])).statusCode).toBe(401)
    await servers[1].admin('PUT', '/clock', { advance: { minutes: -61 } })
    expect((await ask(servers[2])).statusCode).toBe(200)
  })

  test('are all reset by one: clock, faults, journal and world', async () => {
    for (const server of servers) {
      await server.admin('POST', '/faults', { times: 'always', status: 500 })
      await server.delete(`/chat/Message/${ofSender}?force=1`, 1)
    }
    await servers[0].admin('PUT', '/clock', { advance: { minutes: 90 } })
    await servers[1].admin('POST', '/reset')
    // By its next request, or by whatever is asked of it.
    expect(await status(servers[2])).toBe(200)
    expect(await servers[0].admin('GET', '/faults')).toEqual([200, { faults: [] }])
    expect(await servers[0].admin('POST', '/requests/count', {})).toEqual([200, { count: 1 }])
    expect(servers[0].workspaces.find('default')?.journal.find()).toEqual([])
    expect(await minutes(servers[0])).toBe(0)
    expect(await servers[2].admin('POST', '/requests/count', {})).toEqual([200, { count: 1 }])
  })

  test('have one world: replaced, added to and deleted from anywhere', async () => {
    await servers[0].admin('PUT', '/fixtures', { ...world, dialogs: [], messages: [] })
    expect(await status(servers[1])).toBe(404)
    await servers[1].admin('POST', '/fixtures', {
      dialogs: [{ _id: d(9), application_id: 10, type: 2, user_id: 1, occupants_ids: [1, 2] }],
      messages: [{ _id: ofOwner, chat_dialog_id: d(9), sender_id: 1 }]
    })
    expect(await status(servers[2])).toBe(200)
    expect(await status(servers[0])).toBe(404)
  })

  test('make a workspace that one has deleted anew, and nothing of it is left', async () => {
    const inWorkspace = (server: Administered) =>
      server.app.inject({
        method: 'DELETE',
        url: `/@shared/chat/Message/${ofOwner}?force=1`,
        headers: { 'qb-token': 'token-of-1' }
      })
    expect((await inWorkspace(servers[0])).statusCode).toBe(200)
    expect((await inWorkspace(servers[1])).statusCode).toBe(404)
    expect(await servers[0].admin('DELETE', '/workspaces/shared')).toEqual([204, undefined])
    expect((await inWorkspace(servers[1])).statusCode).toBe(200)
    expect((await inWorkspace(servers[0])).statusCode).toBe(404)
    expect((await inWorkspace(servers[2])).statusCode).toBe(404)
  })

  const names = async ({ admin }: Administered): Promise<string[]> => {
    const [, { workspaces }] = await admin('GET', '/workspaces') as [number, { workspaces: Array<{ name: string }> }]
    return workspaces.map(({ name }) => name)
  }

  test('have one list of workspaces, made and dropped anywhere', async () => {
    await servers[0].delete(`/@made/chat/Message/${ofOwner}`, 1)
    for (const server of servers) expect(await names(server)).toContain('made')
    await servers[1].delete(`/@made/chat/Message/${ofSender}`, 1)
    const waiting = servers[0].admin('POST', '/@made/requests/count', { status: 500, atLeast: 1, withinMs: 60_000 })
    const { events } = await servers[0].workspaces.openOrCreate('made')
    await vi.waitUntil(() => events.listenerCount('over') > 0, { timeout: 60_000, interval: 5 })
    expect(await servers[2].admin('DELETE', '/workspaces/made')).toEqual([204, undefined])
    for (const server of servers) expect(await names(server)).not.toContain('made')
    expect((await waiting)[0]).toBe(200)
    expect((await servers[1].admin('DELETE', '/workspaces/made'))[0]).toBe(404)
  })

  test.each<[string, Record<string, string>, string]>([
    ['with a token of nobody\'s', { 'qb-token': 'nobody' }, `/chat/Message/${ofOwner}`],
    ['with a key of nobody\'s', { authorization: 'ApiKey nobody' }, `/chat/Message/${ofOwner}`],
    ['at an unknown path', {}, '/nowhere']
  ])('make no workspace anew for strangers: %s', async (_who, headers, path) => {
    await servers[0].delete(`/@left/chat/Message/${ofOwner}`, 1)
    await servers[1].delete(`/@left/chat/Message/${ofOwner}`, 1)
    await servers[0].admin('POST', '/@left/faults', { times: 'always', status: 500 })
    await servers[1].delete(`/@left/chat/Message/${ofOwner}`, 1)
    expect(await servers[0].admin('DELETE', '/workspaces/left')).toEqual([204, undefined])
    const { statusCode } = await servers[1].app.inject({ method: 'DELETE', url: `/@left${path}`, headers })
    expect([401, 404]).toContain(statusCode)
    for (const server of servers) expect(await names(server)).not.toContain('left')
  })

  test('go back to the same fixtures, whichever is asked to', async () => {
    await servers[0].admin('PUT', '/@own/fixtures', { ...world, dialogs: [], messages: [] })
    const messages = async (n: 0 | 1 | 2): Promise<number> => {
      await servers[n].admin('POST', '/@own/reset')
      const [, state] = await servers[n].admin('GET', '/@own/state') as [number, { messages: unknown[] }]
      return state.messages.length
    }
    expect(await messages(1)).toBe(0)
    await servers[2].admin('PUT', '/@own/fixtures', world)
    expect([await messages(0), await messages(1)]).toEqual([6, 6])
  })

  test('begin with what was watched by one of them, in all workspaces', async () => {
    await servers[0].delete(`/@before/chat/Message/${ofOwner}`, 1)
    await servers[1].workspaces.replace(await readWorld({ ...world, dialogs: [], messages: [] }))
    const found = (server: Administered, prefix: string) => server.delete(`${prefix}/chat/Message/${ofSender}`, 1)
    expect((await found(servers[0], '')).statusCode).toBe(404)
    expect((await found(servers[0], '/@before')).statusCode).toBe(404)
    expect((await found(servers[2], '/@after')).statusCode).toBe(404)
    await servers[2].admin('POST', '/reset')
    expect((await found(servers[0], '')).statusCode).toBe(404)
    await servers[2].workspaces.replace(await readWorld(world))
    expect((await found(servers[0], '/@after')).statusCode).toBe(200)
    // Another that watches the same files has seen the same change.
    await servers[0].workspaces.replace(await readWorld(world))
    expect((await found(servers[0], '/@after')).statusCode).toBe(404)
  })
})
