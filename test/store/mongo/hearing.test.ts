import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError, WorkspaceGoneError } from '../../../src/store/chat-store.ts'
import type { ChatStore, OthersChange } from '../../../src/store/chat-store.ts'
import { dropWorkspace } from '../../../src/store/mongo/drop.ts'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { application, message, session, small, sorted, user, world } from '../things.ts'

const room = { plans: 10, length: 1000 }
const unchanged: OthersChange = {
  world: 'same',
  clock: 0,
  logCleared: false,
  plansCleared: false,
  settings: undefined
}
const afresh = { ...unchanged, logCleared: true, plansCleared: true }

describe.skipIf(mongodPath === undefined)('of two servers of a workspace', () => {
  let client: MongoClient
  let here: MongoWorkspace
  let there: MongoWorkspace
  let heard: OthersChange[]
  const opened = vi.fn(async () => {})
  const customs = { stays: false, now: Date.now, opened }
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    await client.db().dropDatabase()
    const open = () => MongoWorkspace.open(client.db(), () => small, 60_000, customs)
    here = await open()
    there = await open()
    heard = []
    here.onChange((change) => heard.push(change))
    return () => { for (const one of [here, there]) one.close() }
  })

  describe('one hears what the other has changed', () => {
    test.each<[string, () => Promise<unknown>, OthersChange]>([
      ['the world is another', () => there.replace(small), { ...afresh, world: 'replaced' }],
      ['the world has more', () => there.extend(() => world({ users: [user(9)] })), {
        ...unchanged,
        world: 'extended'
      }],
      ['the clock', () => there.setClock(60_000), { ...unchanged, clock: 60_000 }],
      ['the log is cleared', () => there.log({ texts: 9, bytes: 999 }).clear(), { ...unchanged, logCleared: true }],
      ['something is planned', () => there.plans.add('x', 1, room), unchanged],
      ['nothing is planned any more', () => there.plans.clear(), { ...unchanged, plansCleared: true }],
      ['how servers are set', () => there.settle({ number: 1, text: 'x' }), {
        ...unchanged,
        settings: { number: 1, text: 'x' }
      }]
    ])('%s', async (_, change, told) => {
      await change()
      expect(heard).toEqual([])
      await here.hear()
      expect(heard).toEqual([told])
      await here.hear()
      expect(heard).toHaveLength(1)
    })

    test.each<[string, (view: ChatStore) => unknown]>([
      ['by a session', (view) => view.useSession('one', () => 2000, 100)],
      ['by an API key', (view) => view.findApplicationByApiKey('key-of-10')],
      ['by an application', (view) => view.findApplication(20)]
    ])('by its next request, too: %s', async (_, come) => {
      await there.setClock(60_000)
      await come(here.view())
      expect(heard).toEqual([{ ...unchanged, clock: 60_000 }])
    })

    test('how servers are set, by its next request, too', async () => {
      await there.settle({ number: 1, text: 'x' })
      await here.view().useSession('one', () => 2000, 100)
      expect(heard).toEqual([{ ...unchanged, settings: { number: 1, text: 'x' } }])
    })

    test('what is planned, by its next request, too', async () => {
      const plan = await there.plans.add('x', 1, room)
      expect(there.plans.known).toEqual([plan])
      await here.view().useSession('one', () => 2000, 100)
      expect(here.plans.known).toEqual([plan])
    })

    test('that what is planned was used by the other, when it wants to use it', async () => {
      const { number = NaN } = await there.plans.add('x', 1, room) ?? {}
      await here.hear()
      expect(await there.plans.use(number)).toBe(true)
      expect(await here.plans.use(number)).toBe(false)
      expect(here.plans.known).toEqual([])
    })

    test('not what is only used', async () => {
      const plan = await there.plans.add('x', 2, room)
      await here.hear()
      heard.length = 0
      await there.plans.use(plan?.number ?? NaN)
      await here.hear()
      expect(heard).toEqual([])
    })
  })

  test('one hears of its own changes, and knows that the world is the one that it gave', async () => {
    await here.replace(small)
    await here.extend(() => world({ users: [user(9)] }))
    await here.setClock(1000)
    expect(heard).toEqual([afresh, unchanged, { ...unchanged, clock: 1000 }])
  })

  test('each knows the clock, and a new world shows real time', async () => {
    await there.setClock(60_000)
    expect((await here.refresh()).clock).toBe(60_000)
    await here.replace(small)
    expect((await there.refresh()).clock).toBe(0)
  })

  test('none sets what was set later than it knows', async () => {
    await here.settle({ number: 2, text: 'two' })
    await there.settle({ number: 1, text: 'one' })
    await there.settle({ number: 2, text: 'another two' })
    expect((await there.refresh()).settings).toEqual({ number: 2, text: 'two' })
    await there.settle({ number: 3, text: 'three' })
    expect((await here.refresh()).settings).toEqual({ number: 3, text: 'three' })
  })

  test('each goes back to what the other gave, or to what all begin with', async () => {
    expect(await here.seed()).toBe(small)
    const other = world({ applications: [application(7)] })
    await there.replace(other)
    expect(await here.seed()).toEqual(other)
    expect(await here.seed()).toBe(await here.seed())
    await there.replace(world(), 'same')
    expect(await here.seed()).toEqual(other)
    await here.replace(small, 'common')
    expect(await there.seed()).toBe(small)
    expect(await client.db().collection('seeds').countDocuments()).toBe(0)
  })

  test('goes back to what all begin with when somebody has removed what the other gave', async () => {
    await there.replace(world({ applications: [application(7)] }))
    await client.db().dropCollection('seeds')
    expect(await here.seed()).toBe(small)
  })

  test('one adds what it makes of all that there is by then', async () => {
    await there.extend(() => world({ users: [user(9)] }))
    const added = await here.extend(({ users }) => world({ users: [user(Math.max(...users.map(({ id }) => id)) + 1)] }))
    expect(added).toEqual(world({ users: [user(10)] }))
    expect((await there.dump()).users.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 9, 10])
    await expect(here.extend(() => { throw new Error('no') })).rejects.toThrow('no')
  })

  test.each<[string, () => Promise<unknown>]>([
    ['another', () => there.replace(small)],
    ['more', () => there.extend(() => world({ users: [user(9)] }))],
    ['nothing new', async () => {}]
  ])('a session that one adds who has not heard of it yet is in the present world: %s', async (_, change) => {
    const view = here.view()
    await change()
    await view.addSession(session('new'))
    for (const one of [here, there]) {
      expect(await one.view().useSession('new', () => 2000, 100)).toMatchObject({ token: 'new' })
    }
    expect((await there.dump()).sessions.map(({ token }) => token).toSorted()).toEqual(['forever', 'new', 'one'])
  })

  test('a session that is added while the world is added to asks for a server that knows of that', async () => {
    const view = here.view()
    await view.useSession('one', () => 2000, 100)
    await there.extend(() => world({ users: [user(9)] }))
    await view.addSession(session('new'))
    const { version } = await there.refresh()
    expect(await client.db().collection('sessions').find({ token: 'new' }).toArray()).toMatchObject([{ version }])
  })

  test('a session is not made longer by one who does not know yet what time it is', async () => {
    await there.setClock(60_000)
    expect(await here.view().useSession('one', () => 2000 + here.present.clock, 100_000)).toBeUndefined()
    expect((await there.dump()).sessions.find(({ token }) => token === 'one')?.expires_at).toBe(5000)
  })

  test('a session that is added while the world is replaced goes along', async () => {
    const view = here.view()
    await view.useSession('one', () => 2000, 100)
    await there.replace(small)
    await view.addSession(session('new'))
    expect(await there.view().useSession('new', () => 2000, 100)).toMatchObject({ token: 'new' })
    expect(await view.useSession('new', () => 2000, 100)).toMatchObject({ token: 'new' })
  })

  test('one that can\'t ask does not take it for gone', async () => {
    const gone = vi.fn()
    here.onGone(gone)
    vi.spyOn(here, 'refresh').mockRejectedValueOnce(new Error('away'))
    await expect(here.hear()).rejects.toThrow('away')
    expect(gone).not.toHaveBeenCalled()
  })

  describe('when one drops it', () => {
    beforeEach(async () => {
      await dropWorkspace(client.db(), async () => {})
      opened.mockClear()
    })

    test('the other says so, once, and has nothing planned any more', async () => {
      const gone = vi.fn()
      here.onGone(gone)
      await here.hear()
      await here.hear()
      expect(gone).toHaveBeenCalledTimes(1)
      expect(here.plans.known).toEqual([])
      expect(heard).toEqual([])
    })

    test.each<[string, () => Promise<unknown>]>([
      ['replaced', () => here.replace(small)],
      ['added to', () => here.extend(() => world())],
      ['given a time', () => here.setClock(1)],
      ['read', () => here.dump()],
      ['asked what it began with', () => here.seed()],
      ['written a log of', () => here.nextLog()],
      ['planned for', () => here.plans.add('x', 1, room)],
      ['pinged', () => here.ping()]
    ])('it can\'t be %s', async (_, act) => {
      await expect(act()).rejects.toThrow(StoreUnavailableError)
    })

    test('what is set or taken back there is nobody\'s business', async () => {
      await here.settle({ number: 1, text: 'x' })
      await here.plans.clear()
      expect(await here.plans.remove(1)).toBe(false)
      await expect(here.refresh()).rejects.toThrow(WorkspaceGoneError)
    })

    test('those whom its seed knows have it anew, and nobody else', async () => {
      expect(await here.revive(() => false)).toBe(false)
      expect(opened).not.toHaveBeenCalled()
      expect(await here.view().useSession('nobody', () => 2000, 100)).toBeUndefined()
      expect(await here.view().findApplication(99)).toBeUndefined()
      expect(await MongoWorkspace.find(client.db())).toBeUndefined()
      expect(await here.view().findApplicationByApiKey('key-of-10')).toEqual(application(10))
      expect(opened).toHaveBeenCalledTimes(1)
      expect(sorted(await there.dump())).toEqual(small)
    })

    test('those who name an application that its seed knows have it anew, too', async () => {
      expect(await here.view().findApplication(20)).toEqual(application(20))
    })

    test.each([[4999, 'one'], [5000, undefined]])(
      'a session opens it again as long as it has not ended, by the time of the database: at %i',
      async (end, found) => {
        let time = 1000
        const leaving = await MongoWorkspace.open(client.db(), () => small, 60_000, { ...customs, now: () => time })
        await dropWorkspace(client.db(), async () => {})
        time = end
        expect((await leaving.view().useSession('one', () => 4000, 100))?.token).toBe(found)
        leaving.close()
      }
    )

    test('one that stays is made anew by whatever is asked of it', async () => {
      const staying = await MongoWorkspace.open(client.db(), () => small, 60_000, { ...customs, stays: true })
      await dropWorkspace(client.db(), async () => {})
      expect(sorted(await staying.dump())).toEqual(small)
      staying.close()
    })
  })

  describe('a third who only looks', () => {
    test('finds what is there, and makes nothing where nothing is', async () => {
      const found = await MongoWorkspace.find(client.db())
      expect(found?.now).toBe(Date.now)
      await there.replace(world({ messages: [message(1)], sessions: [session('one')] }))
      expect((await found?.dump())?.sessions).toEqual([session('one')])
      await dropWorkspace(client.db(), async () => {})
      await expect(found?.dump()).rejects.toThrow(WorkspaceGoneError)
      await expect(found?.revive(() => true)).rejects.toThrow(WorkspaceGoneError)
      expect(await MongoWorkspace.find(client.db())).toBeUndefined()
      expect(await client.db().listCollections().toArray()).toEqual([])
    })
  })
})
