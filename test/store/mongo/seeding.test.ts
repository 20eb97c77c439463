import { setTimeout } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Records } from '../../../src/store/mongo/records.ts'
import { seedOnce } from '../../../src/store/mongo/seed.ts'
import { StoreError, openStores } from '../../../src/store/open-stores.ts'
import type { Stores } from '../../../src/store/open-stores.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { m, message, small, sorted, user, world } from '../things.ts'

const patience = { timeout: 60_000, interval: 10 }
const hasty = { beat: 50, look: 20, dead: 10 }

describe.skipIf(mongodPath === undefined)('a database that several servers open', () => {
  let uri: string
  let client: MongoClient
  const opened: Stores[] = []
  const server = async (): Promise<Stores> => {
    const stores = await openStores({ store: uri })
    opened.push(stores)
    return stores
  }
  beforeAll(async () => {
    client = new MongoClient(await freshDatabase())
  })
  beforeEach(async () => {
    uri = await freshDatabase()
  })
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()))
    await client.close()
  })
  const database = () => client.db(new URL(uri).pathname.slice(1))

  test('is seeded by one of those that open it at once, and the others wait for it', async () => {
    const messages = Array.from({ length: 3000 }, (_, n) => message(n))
    const seed = vi.fn(() => world({ ...small, messages }))
    const servers = await Promise.all([server(), server(), server(), server()])
    const found = await Promise.all(servers.map(async (one) => {
      const store = await one.open('default', seed)
      return (await store.dump()).messages.length
    }))
    expect(found).toEqual([3000, 3000, 3000, 3000])
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('is seeded by another when the first fails', async () => {
    const first = (await server()).open('default', async () => {
      await setTimeout(200)
      throw new Error('no seed')
    })
    const second = server().then((one) => one.open('default', () => small))
    await expect(first).rejects.toThrow('no seed')
    expect(sorted(await (await second).dump())).toEqual(small)
  })

  test('is taken over, once, from a seeder that died halfway', async () => {
    await database().collection<{ _id: string, by: string, beats: number, ready: boolean }>('workspace').insertOne({
      _id: 'world',
      by: 'the dead',
      beats: 3,
      ready: false
    })
    const seed = vi.fn(async () => 1)
    await Promise.all([1, 2, 3].map(() => seedOnce(new Records(database()), seed, hasty)))
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('is emptied of what a seeder that died halfway left', async () => {
    const stores = await server()
    await stores.open('default', () => world({ ...small, users: [user(77)] }))
    await database().collection('workspace').updateOne({}, { $set: { ready: false } })
    expect(sorted(await (await stores.open('default', () => small)).dump())).toEqual(small)
  })

  test('is seeded by one who finds his own name in the record, as when the driver has sent that twice', async () => {
    const records = new Records(database())
    const hold = records.hold.bind(records)
    let times = 0
    records.hold = async (me) => {
      if (times++ === 0) await hold(me)
      return hold(me)
    }
    const seed = vi.fn(async () => 1)
    await seedOnce(records, seed, hasty)
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('is not taken over from a seeder that is only slow', async () => {
    let end = (_generation: number): void => {}
    const seed = vi.fn(() => new Promise<number>((resolve) => { end = resolve }))
    const slow = seedOnce(new Records(database()), seed, hasty)
    await vi.waitUntil(() => seed.mock.calls.length > 0, patience)
    const looking = new Records(database())
    const hold = looking.hold.bind(looking)
    let [looks, beats] = [0, -1]
    const enough = new Promise<void>((resolve) => {
      // However slowly a busy machine lets the heart beat, it has once in so many looks.
      vi.spyOn(looking, 'hold').mockImplementation(async (me) => {
        const hasBeaten = async () => Number((await hold(me))?.beats) > beats
        if (++looks % hasty.dead === 0) await vi.waitUntil(hasBeaten, patience)
        const held = await hold(me)
        beats = held?.beats ?? beats
        if (looks > 4 * hasty.dead) resolve()
        return held
      })
    })
    const impatient = vi.fn(async () => 2)
    const waiting = seedOnce(looking, impatient, hasty)
    await enough
    end(1)
    await Promise.all([slow, waiting])
    expect(impatient).not.toHaveBeenCalled()
  })

  test('keeps its data from one run to the next', async () => {
    const first = await openStores({ store: uri })
    await (await first.open('default', () => small)).view().destroyMessages([m(1)])
    await first.close()
    const second = await (await server()).open('default', () => small)
    expect(await second.view().findMessages([m(1), m(2)])).toEqual([undefined, message(2, { sender_id: 2 })])
  })

  test('has a name for each workspace', async () => {
    const stores = await server()
    await stores.open('', () => small)
    await stores.open('worker-1', () => small)
    const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true })
    const names = databases.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining([database().databaseName, `${database().databaseName}-worker-1`]))
    await stores.drop('worker-1')
    expect(sorted(await (await stores.open('default', () => world())).dump())).toEqual(small)
    expect(await (await stores.open('worker-1', () => world())).dump()).toEqual(world())
  })

  test.each(['applications', 'users', 'sessions', 'dialogs', 'messages'])(
    'is left alone when its collection %s is of something else',
    async (name) => {
      const theirs = { name: 'not ours' }
      await database().collection(name).insertOne({ ...theirs })
      const opening = (await server()).open('default', () => small)
      await expect(opening).rejects.toThrow(StoreError)
      await expect(opening).rejects.toThrow(
        `The database "${database().databaseName}" belongs to something else: its collection "${name}" holds other ` +
          'data. Name another in the URL\'s path, as in mongodb://host/quickblox_delete_mock'
      )
      expect(await database().collection(name).find({}, { projection: { _id: 0 } }).toArray()).toEqual([theirs])
      expect(await database().collection(name).indexes()).toHaveLength(1)
    }
  )

  test('is refused when MongoDB refuses its name', async () => {
    uri = uri.replace(/\/[^/]*$/, '/a.b')
    await expect((await server()).open('default', () => small)).rejects.toThrow(/^The database "a.b" can't be used: /)
  })
})
