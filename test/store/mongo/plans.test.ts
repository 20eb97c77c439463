import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import type { SharedPlans } from '../../../src/store/shared-plans.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { small } from '../things.ts'

const room = { plans: 10, length: 1000 }

describe.skipIf(mongodPath === undefined)('what is planned at one of two servers', () => {
  let client: MongoClient
  let servers: [MongoWorkspace, MongoWorkspace]
  let plans: [SharedPlans, SharedPlans]
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
    const open = () => MongoWorkspace.open(client.db(), () => small, 60_000)
    servers = [await open(), await open()]
    plans = [servers[0].plans, servers[1].plans]
  })
  afterAll(async () => {
    for (const server of servers) server.close()
    await client.close()
  })
  beforeEach(() => servers[0].replace(small))
  const known = async (n: 0 | 1) => {
    await servers[n].hear()
    return plans[n].known
  }
  const recorded = async (): Promise<string[]> => {
    const record = await client.db().collection<{ _id: string, plans: object }>('workspace').findOne({ _id: 'world' })
    return Object.keys(record?.plans ?? {})
  }

  test('is known to both, in the order in which it was planned', async () => {
    const added = []
    for (let n = 0; n < 10; n++) added.push(await plans[n % 2 === 0 ? 0 : 1].add(`plan ${n}`, n + 1, room))
    const first = added[0]?.number ?? NaN
    expect(added).toEqual(added.map((_, n) => ({ number: first + n, left: n + 1, text: `plan ${n}` })))
    expect([await known(0), await known(1)]).toEqual([added, added])
  })

  test('is known at once where it was planned, and elsewhere to the next request', async () => {
    const [once, always] = [await plans[0].add('once', 1, room), await plans[0].add('always', 'always', room)]
    expect(plans[0].known).toEqual([once, always])
    const view = servers[1].view()
    await view.useSession('one', () => 2000, 100)
    expect(plans[1].known).toEqual([once, always])
  })

  test('has a number that no other ever had, also after all is forgotten', async () => {
    const before = await plans[0].add('before', 1, room)
    await plans[1].clear()
    expect((await plans[0].add('after', 1, room))?.number).toBe((before?.number ?? NaN) + 1)
  })

  test.each<[string, string[], { plans: number, length: number }, boolean]>([
    ['as many as there may be', ['12345'], { plans: 2, length: 100 }, true],
    ['one more', ['12345', '12345'], { plans: 2, length: 100 }, false],
    ['as long as all may be', ['12345', '1234'], { plans: 10, length: 10 }, true],
    ['longer by one', ['12345', '12345'], { plans: 10, length: 10 }, false]
  ])('needs room: %s', async (_, before, most, isTaken) => {
    for (const text of before) await plans[0].add(text, 1, room)
    const added = await plans[1].add('x', 1, most)
    expect(added !== undefined).toBe(isTaken)
    expect(await known(0)).toHaveLength(before.length + (isTaken ? 1 : 0))
  })

  test('is used so often and no more, whoever uses it', async () => {
    const { number } = await plans[0].add('twice', 2, room) ?? { number: NaN }
    await known(1)
    const used = await Promise.all([0, 1, 0, 1].map((n) => plans[n === 0 ? 0 : 1].use(number)))
    expect(used.filter(Boolean)).toHaveLength(2)
    expect([await known(0), await known(1)]).toEqual([[], []])
  })

  test('tells how often it is left, to its user at once', async () => {
    const { number } = await plans[0].add('three times', 3, room) ?? { number: NaN }
    await known(1)
    expect(await plans[1].use(number)).toBe(true)
    expect(plans[1].known).toEqual([{ number, left: 2, text: 'three times' }])
    expect(await plans[0].use(number)).toBe(true)
    expect(await known(1)).toEqual([{ number, left: 1, text: 'three times' }])
  })

  test('and not for so many times is not counted', async () => {
    const { number } = await plans[0].add('always', 'always', room) ?? { number: NaN }
    expect(await plans[0].use(number)).toBe(false)
    expect(await known(1)).toEqual([{ number, left: 'always', text: 'always' }])
  })

  test('is not used by one who hears only then that it is used up', async () => {
    const { number } = await plans[0].add('once', 1, room) ?? { number: NaN }
    await known(1)
    expect(await plans[0].use(number)).toBe(true)
    expect(plans[1].known).toHaveLength(1)
    expect(await plans[1].use(number)).toBe(false)
    expect(plans[1].known).toEqual([])
  })

  test('leaves the record with the next, once it is used up', async () => {
    const one = await plans[0].add('one', 1, room)
    const two = await plans[0].add('two', 1, room)
    await plans[0].use(one?.number ?? NaN)
    expect(await recorded()).toEqual([`n${one?.number}`, `n${two?.number}`])
    const three = await plans[1].add('three', 1, room)
    expect(await recorded()).toEqual([`n${two?.number}`, `n${three?.number}`])
  })

  test('is taken back once', async () => {
    const [one, two] = [await plans[0].add('one', 1, room), await plans[0].add('two', 'always', room)]
    expect(await plans[1].remove(two?.number ?? NaN)).toBe(true)
    expect(plans[1].known).toEqual([one])
    expect(await plans[0].remove(two?.number ?? NaN)).toBe(false)
    expect(await known(0)).toEqual([one])
    expect(await plans[0].remove(999)).toBe(false)
  })

  test('can\'t be taken back when it is used up', async () => {
    const { number } = await plans[0].add('once', 1, room) ?? { number: NaN }
    await plans[0].use(number)
    expect(await plans[1].remove(number)).toBe(false)
  })

  test('is gone with all others, for both, when one says so or replaces the world', async () => {
    for (const end of [() => plans[1].clear(), () => servers[1].replace(small)]) {
      await plans[0].add('one', 1, room)
      await plans[0].add('two', 'always', room)
      expect(await known(1)).toHaveLength(2)
      await end()
      expect(plans[1].known).toEqual([])
      expect(await known(0)).toEqual([])
    }
  })

  test('at the same time as others is there beside them', async () => {
    const added = await Promise.all([0, 1, 0, 1, 0, 1].map((n) => plans[n === 0 ? 0 : 1].add(`${n}`, 1, room)))
    const numbers = added.map((one) => one?.number ?? NaN).toSorted((one, other) => one - other)
    expect((await known(0)).map(({ number }) => number)).toEqual(numbers)
    expect(new Set(numbers).size).toBe(6)
  })
})
