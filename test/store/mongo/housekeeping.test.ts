import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { application, d, session, sorted, world } from '../things.ts'
import { come, of, openServer } from './whole-world.ts'

describe.skipIf(mongodPath === undefined)('a world on MongoDB', () => {
  let client: MongoClient
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(() => client.db().dropDatabase())
  const server = (): Promise<MongoWorkspace> => openServer(client.db())

  test('is cleaned now and then as long as it is open, whether or not that can be done', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => { vi.useRealTimers() })
    const good = await server()
    const keepHouse = vi.spyOn(good.housekeeping, 'keepHouse').mockRejectedValue(new Error('away'))
    await client.db().dropDatabase()
    expect(sorted(await good.dump())).toEqual(sorted(of('seed')))
    vi.advanceTimersByTime(1_200_000)
    expect(keepHouse).toHaveBeenCalledTimes(2)
    good.close()
    vi.advanceTimersByTime(1_200_000)
    expect(keepHouse).toHaveBeenCalledTimes(2)
  })

  const day = 24 * 3_600_000
  test.each<[string, number | undefined, number, string[]]>([
    ['a day and more ago', undefined, -1, []],
    ['less than a day ago', undefined, 1, ['made']],
    ['a day and more ago by the time of a test', day, -1, []],
    ['less than a day ago by the time of a test, which is behind', -day, -1, ['made']]
  ])('keeps a session that a client made and that ended %s: %j', async (_, ahead, later, left) => {
    const good = await server()
    await good.replace(world({ applications: [application(10)], sessions: [session('one', { expires_at: 0 })] }))
    const store = good.view()
    const now = Date.now()
    await store.addSession(session('made', { expires_at: now - day + later * 60_000 }))
    if (ahead !== undefined) await store.useSession('none', () => now + ahead, 1)
    await good.housekeeping.keepHouse()
    expect((await good.dump()).sessions.map(({ token }) => token).toSorted()).toEqual([...left, 'one'])
  })

  test('is rid of what no request sees any more', async () => {
    const good = await server()
    await good.replace(of('house'))
    await client.db().collection('dialogs').deleteMany({ in: { $ne: good.present.number } })
    const store = await come(good)
    for (const id of [1, 2, 3]) await store.leaveDialogs([d(1)], id)
    await client.db().collection<{ _id: string }>('dialogs').updateOne({ _id: `${good.present.number}:${d(2)}` }, {
      $set: { destroyed: { by: 'one whose second write failed', at: new Date() } }
    })
    await store.addSession(session('ended', { expires_at: Date.now() - 25 * 3_600_000 }))
    await store.addSession(session('running', { expires_at: Date.now() - 23 * 3_600_000 }))
    await store.useSession('token 2', () => Date.now(), 1)
    const before = sorted(await good.dump())
    await good.housekeeping.keepHouse()
    expect(await client.db().collection('dialogs').countDocuments()).toBe(20)
    await good.housekeeping.keepHouse()
    expect(sorted(await good.dump())).toEqual({
      ...before,
      sessions: before.sessions.filter(({ token }) => token !== 'ended')
    })
    expect(await client.db().collection('dialogs').countDocuments()).toBe(18)
    expect(await client.db().collection('messages').countDocuments({ in: good.present.number })).toBe(18)
  })
})
