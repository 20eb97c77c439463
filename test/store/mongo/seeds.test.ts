import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { compress, decompress, digestOf } from '../../../src/store/mongo/seed-text.ts'
import { Seeds } from '../../../src/store/mongo/seeds.ts'
import { UnstorableError } from '../../../src/store/stores.ts'
import type { World } from '../../../src/store/world.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { application, dialog, message, session, small, user, world } from '../things.ts'

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

describe('a world as text', () => {
  test('is read as it was written, whatever its size, in order', async () => {
    await fc.assert(fc.asyncProperty(
      fc.constantFrom(0, 1, 999, 1000, 1001, 2500),
      fc.nat(3),
      fc.string(),
      async (many, few, text) => {
        const given = world({
          applications: numbers(few).map((n) => application(n)),
          users: numbers(many).map((n) => user(n, { full_name: text })),
          sessions: numbers(few).map((n) => session(`${n}`, { expires_at: n === 1 ? Infinity : n })),
          dialogs: numbers(few).map((n) => dialog(n, { custom: { [text]: text } })),
          messages: numbers(many).map((n) => message(n, { message: text }))
        })
        expect(await decompress(await compress(given))).toEqual(given)
      }
    ), { numRuns: 20 })
  })

  test('is shorter by far than it is', async () => {
    const given = world({ messages: numbers(2500).map((n) => message(n)) })
    expect((await compress(given)).length).toBeLessThan(JSON.stringify(given).length / 5)
  })

  test.each<[string, World]>([
    ['an application', { ...small, applications: small.applications.slice(1) }],
    ['a user', { ...small, users: [user(1, { full_name: 'x' }), ...small.users.slice(1)] }],
    ['a session', { ...small, sessions: [] }],
    ['a dialog', { ...small, dialogs: [] }],
    ['a message', { ...small, messages: [...small.messages, message(9)] }]
  ])('has a digest of its own: that of one that differs in %s is another', (_, other) => {
    expect(digestOf({ ...small })).toBe(digestOf(small))
    expect(digestOf(other)).not.toBe(digestOf(small))
    expect(digestOf(small)).toMatch(/^[\w-]{43}$/)
  })
})

describe.skipIf(mongodPath === undefined)('a world that is gone back to', () => {
  let client: MongoClient
  let seeds: Seeds
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
    seeds = new Seeds(client.db())
  })
  afterAll(() => client.close())
  const all = () => client.db().collection<{ _id: string, data: Buffer }>('seeds')
  beforeEach(() => all().deleteMany({}))

  test('is read by its name, as long as it is not forgotten', async () => {
    await seeds.write('one', small)
    await seeds.write('two', world())
    expect(await seeds.read('one')).toEqual(small)
    expect(await seeds.read('two')).toEqual(world())
    expect(await seeds.read('three')).toBeUndefined()
    await seeds.forget('one')
    expect(await seeds.read('one')).toBeUndefined()
    expect(await seeds.read('two')).toEqual(world())
  })

  test('lies in pieces that MongoDB takes, and is none where one is missing or broken', async () => {
    const noise = randomBytes(4 * 2 ** 20).toString('base64')
    const given = world({ messages: numbers(3).map((n) => message(n, { message: `${n}${noise.slice(n)}` })) })
    await seeds.write('large', given)
    expect(await all().find({}, { projection: { _id: 1 } }).toArray()).toEqual([{ _id: 'large:0' }, { _id: 'large:1' }])
    expect(await seeds.read('large')).toEqual(given)
    const first = await all().findOneAndDelete({ _id: 'large:0' })
    expect(await seeds.read('large')).toBeUndefined()
    await all().insertOne(first ?? { _id: 'large:0', data: Buffer.alloc(0) })
    expect(await seeds.read('large')).toEqual(given)
    await all().deleteOne({ _id: 'large:1' })
    expect(await seeds.read('large')).toBeUndefined()
  })

  test('that can\'t be written is refused', async () => {
    let deep: unknown = 'bottom'
    for (let n = 0; n < 20_000; n++) deep = [deep]
    const given = world({ messages: [message(1, { custom: { deep } })] })
    const refusal = new UnstorableError(['the world is nested too deeply to be stored'])
    await expect(seeds.write('deep', given)).rejects.toThrow(refusal)
    expect(() => digestOf(given)).toThrow(refusal)
    expect(await all().countDocuments()).toBe(0)
    const odd = { get toJSON (): never { throw new TypeError('odd') } }
    await expect(seeds.write('odd', world({ messages: [message(1, { custom: { odd } })] }))).rejects.toThrow('odd')
  })

  test('has an index by which it is found', async () => {
    await seeds.index()
    expect((await all().indexes()).map(({ key }) => key)).toContainEqual({ seed: 1, piece: 1 })
    await seeds.drop()
    expect(await client.db().listCollections({ name: 'seeds' }).toArray()).toEqual([])
  })
})
