import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import { collectionsOf } from '../../../src/store/mongo/collections.ts'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { named } from '../../../src/store/mongo/record.ts'
import { Records } from '../../../src/store/mongo/records.ts'
import { insertDocuments } from '../../../src/store/mongo/world.ts'
import { documentsOf, markAdded } from '../../../src/store/mongo/world-documents.ts'
import { UnstorableError } from '../../../src/store/stores.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import type { World } from '../../../src/store/world.ts'
import { application, m, message, sorted, user, world } from '../things.ts'
import { come, enter, of, openServer } from './whole-world.ts'

describe.skipIf(mongodPath === undefined)('the world of a workspace on MongoDB', () => {
  let client: MongoClient
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(() => client.db().dropDatabase())
  const server = (lease?: number): Promise<MongoWorkspace> => openServer(client.db(), lease)

  test('stays as it is where what is given is too large for it', async () => {
    const good = await server()
    await good.replace(of('small'))
    const large = world({ messages: [message(1), message(2, { message: 'x'.repeat(17 * 2 ** 20) })] })
    await expect(good.replace(large)).rejects.toThrow(UnstorableError)
    await expect(good.replace(large)).rejects.toThrow(
      `message ${m(2)} takes 17.0 MiB, and MongoDB holds at most 15 MiB in one piece`
    )
    await expect(good.extend(() => large)).rejects.toThrow(UnstorableError)
    let deep: unknown = 'bottom'
    for (let n = 0; n < 20_000; n++) deep = [deep]
    await expect(good.replace(world({ messages: [message(1, { custom: { deep } })] }))).rejects.toThrow(
      `message ${m(1)} is nested too deeply to be stored`
    )
    expect(sorted(await good.dump())).toEqual(sorted(of('small')))
  })

  test('is not whole where somebody else has emptied it, and says so', async () => {
    const good = await server()
    await good.replace(of('emptied'))
    await client.db().collection('users').deleteMany({})
    await expect(good.ping()).rejects.toThrow('The world is not whole')
    await good.replace(of('again'))
    await expect(good.ping()).resolves.toBeUndefined()
    await client.db().collection('workspace').drop()
    await expect(good.ping()).rejects.toThrow('The world is not whole')
    expect(await enter(good)).toBe('again')
  })

  test.each<[string, World, string, boolean]>([
    ['no applications any more', of('one'), 'applications', false],
    ['no users any more', of('one'), 'users', false],
    ['no sessions any more, which a request can remove', of('one'), 'sessions', true],
    ['no applications, and never had any', world({ users: [user(1)] }), 'applications', true],
    ['no users, and never had any', world({ applications: [application(1)] }), 'users', true]
  ])('is whole or not where it has %s', async (_, given, emptied, isWhole) => {
    const good = await server()
    await good.replace(given)
    // What the world before has left is none of it.
    await client.db().collection(emptied).deleteMany({ in: good.present.number })
    expect(await good.ping().then(() => true, () => false)).toBe(isWhole)
  })

  test('is all that there is, where somebody has removed the record of the one before', async () => {
    await server()
    await client.db().collection('workspace').drop()
    const later = { stays: true, now: () => Date.now() + 3_600_000, opened: async () => {} }
    const workspace = await MongoWorkspace.open(client.db(), () => of('later'), 60_000, later)
    onTestFinished(() => workspace.close())
    expect(await client.db().collection('users').countDocuments()).toBe(20)
    expect(sorted(await workspace.dump())).toEqual(sorted(of('later')))
  })

  test('is told whole, where it is replaced while it is read', async () => {
    const good = await server()
    const before = good.present
    await good.replace(of('new'))
    vi.spyOn(good, 'refresh').mockResolvedValueOnce(before)
    expect(sorted(await good.dump())).toEqual(sorted(of('new')))
  })

  test('has nothing of an addition that is not in use yet, beside one that is', async () => {
    const good = await server()
    const { number } = good.present
    for (const n of [1, 2]) {
      const added = documentsOf(world({ users: [user(98 + n)], messages: [message(98 + n)] }), number)
      await insertDocuments(collectionsOf(client.db()), markAdded(added, number + n))
    }
    const seen = async () => {
      const store = await come(good)
      const users = await store.findUsers([1, 99, 100])
      return [users.map(({ id }) => id).toSorted((a, b) => a - b), (await good.dump()).users.length]
    }
    expect(await seen()).toEqual([[1], 20])
    const records = new Records(client.db())
    await records.change({}, { $set: { [`added.${named(number + 1)}`]: true }, $inc: { version: 1 } })
    await good.hear()
    expect(await seen()).toEqual([[1, 99], 21])
  })

  test('tells a request that is under way for half of the lease whether its world is still there', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    onTestFinished(() => { vi.useRealTimers() })
    const good = await server(1000)
    const [slow, slower] = [await come(good), await come(good)]
    vi.advanceTimersByTime(501)
    expect(await slow.findMessages([m(1)])).toMatchObject([{ message: 'seed' }])
    await good.replace(of('one'))
    const late = await come(good)
    vi.advanceTimersByTime(500)
    expect(await late.findMessages([m(1)])).toMatchObject([{ message: 'one' }])
    await expect(slower.findMessages([m(1)])).rejects.toThrow('The world was replaced while a request was under way')
    await good.replace(of('two'))
    expect(await late.findMessages([m(1)])).toMatchObject([{ message: 'one' }])
    await client.db().dropDatabase()
    await expect(good.confirm(good.present)).rejects.toThrow(StoreUnavailableError)
  })
})
