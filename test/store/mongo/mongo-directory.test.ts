import { MongoClient, MongoServerError } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { MongoDirectory } from '../../../src/store/mongo/mongo-directory.ts'
import { StoreError } from '../../../src/store/stores.ts'
import { freshDatabase, mongodPath, patiently } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import { small, sorted, user, world } from '../things.ts'

describe.skipIf(mongodPath === undefined)('what all servers of a MongoDB know', () => {
  let client: MongoClient
  let directories: [MongoDirectory, MongoDirectory]
  let uri: string
  beforeAll(async () => {
    uri = await freshDatabase()
    client = await new MongoClient(uri).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    await client.db().dropDatabase()
    // The record of the default workspace, beside which it lies.
    await client.db().collection<{ _id: string }>('workspace').insertOne({ _id: 'world' })
    directories = [new MongoDirectory(() => client.db()), new MongoDirectory(() => client.db())]
  })
  const seedsLeft = async (): Promise<number> => (await client.db().collection('seeds').distinct('seed')).length
  const oneWith = (id: number) => world({ users: [user(id)] })

  describe('of how they are set', () => {
    test('is nothing at first, and then what was said last', async () => {
      const [one, other] = directories
      expect(await one.settings()).toBeUndefined()
      expect(await one.settle('a')).toEqual({ number: 1, text: 'a', changed: true })
      expect(await other.settle('a')).toEqual({ number: 1, text: 'a', changed: false })
      expect(await other.settle('b')).toEqual({ number: 2, text: 'b', changed: true })
      expect(await one.settings()).toEqual({ number: 2, text: 'b' })
    })

    test('is what one of those says who say something at once, each with a number of its own', async () => {
      const said = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((text, n) =>
        (directories[n % 2] ?? directories[0]).settle(text)
      ))
      expect(said.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5, 6])
      const last = said.find(({ number }) => number === 6)
      expect(await directories[0].settings()).toEqual({ number: 6, text: last?.text })
    })
  })

  describe('of what workspaces begin with', () => {
    test('is what one said, to another, also to one that starts later', async () => {
      expect(await directories[0].begin(small)).toBe(true)
      expect(sorted(await directories[1].seed())).toEqual(small)
      expect(await directories[1].begin({ ...small })).toBe(false)
      expect(await directories[1].begin(oneWith(7))).toBe(true)
      expect(await directories[0].seed()).toEqual(oneWith(7))
      expect(await new MongoDirectory(() => client.db()).seed()).toEqual(oneWith(7))
      expect(await seedsLeft()).toBe(1)
    })

    test('is what one of those says who say something at once', async () => {
      const said = [1, 2, 3, 4].map(oneWith)
      await Promise.all(said.map((one, n) => (directories[n % 2] ?? directories[0]).begin(one)))
      const found = await directories[0].seed()
      expect(said).toContainEqual(found)
      expect(await directories[1].seed()).toEqual(found)
      expect(await seedsLeft()).toBe(1)
    })

    test('is read once by each, as long as it is the same', async () => {
      await directories[0].begin(small)
      const read = await directories[1].seed()
      expect(await directories[0].seed()).toBe(small)
      expect(await directories[1].seed()).toBe(read)
      await directories[1].begin(small)
      expect(await directories[1].seed()).toBe(small)
    })

    test('is still known to one who said it, when somebody has emptied the database', async () => {
      await directories[0].begin(small)
      await client.db().dropDatabase()
      expect(await directories[0].seed()).toBe(small)
    })

    test('is what the first one knows who looks there, when somebody has emptied the database', async () => {
      await directories[0].begin(small)
      await directories[1].begin(oneWith(7))
      await client.db().dropDatabase()
      await expect(new MongoDirectory(() => client.db()).seed()).rejects.toThrow('Nothing was begun with')
      expect(await directories[1].seed()).toEqual(oneWith(7))
      expect(await directories[0].seed()).toEqual(oneWith(7))
      await client.db().dropDatabase()
      const found = await Promise.all(directories.map((one) => one.seed()))
      expect(found[0]).toEqual(found[1])
      expect(await seedsLeft()).toBe(1)
    })

    test('is what the one knows who looks there, when somebody has removed it alone', async () => {
      await directories[0].begin(small)
      await directories[1].begin(oneWith(7))
      await client.db().dropCollection('seeds')
      await expect(new MongoDirectory(() => client.db()).seed()).rejects.toThrow('Nothing was begun with')
      expect(await directories[0].seed()).toBe(small)
      expect(sorted(await directories[1].seed())).toEqual(small)
    })

    test('is not written where something else lies', async () => {
      await client.db().collection('users').insertOne({ name: 'not ours' })
      await expect(directories[0].begin(small)).rejects.toThrow(StoreError)
      expect(await seedsLeft()).toBe(0)
    })
  })

  describe('of workspaces', () => {
    test('is all that are kept, whatever their number', async () => {
      expect(await directories[0].enter('a', 1)).toBe(true)
      await directories[1].keep('b')
      expect(await directories[0].names()).toEqual(['a', 'b'])
      await directories[0].leave('a')
      await directories[0].leave('nowhere')
      expect(await directories[1].names()).toEqual(['b'])
    })

    test.each([
      [11000, 'where another server has made the list at the same time', true],
      [13, 'where MongoDB refuses it', false]
    ])('is what is written again after an error %i alone, %s', async (code, _, isKept) => {
      const proxy = await wireProxy(uri)
      const other = new MongoClient(patiently(proxy.uri))
      onTestFinished(async () => {
        await other.close()
        await proxy.close()
      })
      const answers = [{ ok: 0, code, errmsg: 'no' }]
      proxy.plan = (name) => name === 'update' ? answers.shift() ?? 'goes on' : 'goes on'
      await directories[0].keep('a')
      const kept = new MongoDirectory(() => other.db()).keep('b')
      if (isKept) await kept
      else await expect(kept).rejects.toThrow(MongoServerError)
      expect(await directories[0].names()).toEqual(isKept ? ['a', 'b'] : ['a'])
    })

    test('is no more than there may be, when many enter at once', async () => {
      const names = Array.from({ length: 12 }, (_, n) => `w${n}`)
      const entered = await Promise.all(names.map((name, n) => (directories[n % 2] ?? directories[0]).enter(name, 5)))
      expect(entered.filter(Boolean)).toHaveLength(5)
      expect(await directories[0].names()).toEqual(names.filter((_, n) => entered[n]).toSorted())
    })
  })
})
