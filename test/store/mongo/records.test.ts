import { MongoClient, MongoServerError } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError, WorkspaceGoneError } from '../../../src/store/chat-store.ts'
import { named, nobody } from '../../../src/store/mongo/record.ts'
import type { WorldRecord } from '../../../src/store/mongo/record.ts'
import { Records } from '../../../src/store/mongo/records.ts'
import { freshDatabase, mongodPath, patiently } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import type { Fate, WireProxy } from '../../helpers/wire-proxy.ts'
import { small, world } from '../things.ts'

const born = 1_700_000_000_000

describe.skipIf(mongodPath === undefined)('the record of a workspace', () => {
  let client: MongoClient
  let records: Records
  let proxy: WireProxy
  let clientOfProxy: MongoClient
  let proxied: Records
  beforeAll(async () => {
    const uri = await freshDatabase()
    client = await new MongoClient(uri).connect()
    records = new Records(client.db(), () => born + 0.5)
    proxy = await wireProxy(uri)
    clientOfProxy = new MongoClient(patiently(proxy.uri))
    proxied = new Records(clientOfProxy.db())
  })
  afterAll(async () => {
    await client.close()
    await clientOfProxy.close()
    await proxy.close()
  })
  beforeEach(async () => {
    proxy.plan = () => 'goes on'
    await client.db().dropDatabase()
    // What the directory keeps beside the record of the default workspace.
    await client.db().collection<{ _id: string }>('workspace').insertOne({ _id: 'workspaces' })
  })
  /** What the next change of a record is answered, once. */
  const answering = (code: number): void => {
    const answers: Fate[] = [{ ok: 0, code, errmsg: 'no' }]
    proxy.plan = (name) => name === 'findAndModify' ? answers.shift() ?? 'goes on' : 'goes on'
  }
  const now = async (): Promise<WorldRecord> => {
    const record = await records.read()
    if (record === null) throw new Error('There is none')
    return record
  }
  /** It is in use, with a first world. */
  const begun = async (): Promise<WorldRecord> => {
    await records.hold('me')
    await records.release('me', await records.announce(small))
    return now()
  }

  describe('before there is a world', () => {
    test('is held by the first, also where he asks again, since a reply may be lost', async () => {
      expect(await records.hold('me')).toBeNull()
      expect(await records.hold('me')).toBeNull()
      expect(await records.hold('another')).toMatchObject({ by: 'me', beats: 0, ready: false })
      expect(await now()).toMatchObject({ born, last: born, version: born, log: born })
      await expect(records.present()).rejects.toThrow(StoreUnavailableError)
    })

    test('is held by one of many who ask at once', async () => {
      const held = await Promise.all(['a', 'b', 'c', 'd'].map((me) => records.hold(me)))
      expect(held.filter((one) => one === null)).toHaveLength(1)
    })

    test('is none, and says so', async () => {
      expect(await records.read()).toBeNull()
      await expect(records.present()).rejects.toThrow(WorkspaceGoneError)
    })

    test('is asked for again where MongoDB lets another be first by refusing this one, and else is not', async () => {
      answering(11000)
      expect(await proxied.hold('me')).toBeNull()
      expect(await now()).toMatchObject({ by: 'me' })
      answering(13)
      await expect(proxied.hold('another')).rejects.toThrow(MongoServerError)
    })

    test('shows by its beats that its holder lives', async () => {
      await records.hold('me')
      expect([await records.beatHeld('me'), await records.beatHeld('another')]).toEqual([true, false])
      expect(await now()).toMatchObject({ by: 'me', beats: 1 })
    })

    test('is taken over by one, and by nobody after a beat', async () => {
      await records.hold('me')
      const before = await now()
      await records.beatHeld('me')
      expect(await records.takeOver(before, 'another')).toBe(false)
      const later = await now()
      expect([await records.takeOver(later, 'another'), await records.takeOver(later, 'third')]).toEqual([true, false])
      expect(await now()).toMatchObject({ by: 'another', beats: 0, ready: false })
      expect(await records.release('me', 1)).toBe(false)
    })

    test('is let go by its holder alone', async () => {
      await records.hold('me')
      expect([await records.letGo('another'), await records.letGo('me')]).toEqual([false, true])
      expect(await now()).toMatchObject({ by: nobody })
    })
  })

  describe('with a world', () => {
    test('is in use from when its holder says so: with a clock, a log and plans of its own', async () => {
      await records.hold('me')
      const number = await records.announce(small)
      await client.db().collection<{ _id: string }>('workspace').updateOne({ _id: 'world' }, {
        $set: { clock: 5, added: { n1: true }, plans: { n1: { text: 'x' } }, seed: 'n1' }
      })
      expect(await records.release('me', number)).toBe(true)
      const { log, clearings, edition, version, holds, seed, ...record } = await now()
      expect(record).toMatchObject({ ready: true, generation: born + 1, clock: 0, plans: {}, added: {}, changing: {} })
      expect({ log, clearings, edition, version, holds, seed }).toEqual({
        log: born + 1,
        clearings: 1,
        edition: 1,
        version: born + 1,
        holds: { [named(number)]: { applications: true, users: true } },
        seed: undefined
      })
      expect(await records.hold('me')).toMatchObject({ ready: true })
      expect([await records.beatHeld('me'), await records.letGo('me')]).toEqual([false, false])
    })

    test('gives each change a number, also to those who ask at once', async () => {
      await begun()
      const numbers = await Promise.all([1, 2, 3].map(() => records.announce(world())))
      expect(numbers.toSorted()).toEqual([born + 2, born + 3, born + 4])
      const { changing, holds, last } = await now()
      expect(last).toBe(born + 4)
      expect(changing).toEqual(Object.fromEntries(numbers.map((number) => [named(number), 0])))
      expect(holds[named(numbers[0] ?? NaN)]).toEqual({ applications: false, users: false })
    })

    test('gives no number twice, whoever was faster', async () => {
      const before = await begun()
      await records.announce(world())
      vi.spyOn(records, 'read').mockResolvedValueOnce(before)
      expect(await records.announce(world())).toBe(before.last + 2)
    })

    test('gives no numbers where there is none', async () => {
      await expect(records.announce(small)).rejects.toThrow('The workspace was dropped')
    })

    test('shows by beats that a change is being written, until it is given up', async () => {
      await begun()
      const number = await records.announce(small)
      expect([await records.beat(number), await records.beat(number)]).toEqual([true, true])
      expect((await now()).changing).toEqual({ [named(number)]: 2 })
      expect([await records.giveUp(number, 1), await records.giveUp(number, 2)]).toEqual([false, true])
      expect([await records.beat(number), await records.giveUp(number)]).toEqual([false, false])
      expect(await now()).toMatchObject({ changing: {}, retired: { [named(number)]: true } })
    })
  })

  describe('takes another world into use', () => {
    test.each([
      ['own', (number: number) => named(number)],
      ['same', () => 'n1'],
      ['common', () => undefined]
    ] as const)('with what a reset goes back to: %s', async (seed, expected) => {
      await begun()
      await records.change({}, { $set: { clock: 5, plans: { n1: { text: 'x' } }, seed: 'n1' } })
      const before = await now()
      const number = await records.announce(world())
      const after = await records.use(number, before, seed)
      expect(after).toEqual(await now())
      expect(after).toMatchObject({
        generation: number,
        retired: { [named(before.generation ?? NaN)]: true },
        changing: {},
        added: {},
        plans: {},
        clock: 0,
        log: before.log + 1,
        clearings: before.clearings + 1,
        version: before.version + 1,
        edition: before.edition + 1
      })
      expect(after?.seed).toBe(expected(number))
    })

    test('and not one that comes after another change of the world, or twice', async () => {
      const before = await begun()
      const [one, other] = [await records.announce(world()), await records.announce(world())]
      expect(await records.use(one, before, 'own')).not.toBeNull()
      expect(await records.use(other, before, 'own')).toBeNull()
      expect(await records.use(one, await now(), 'own')).toBeNull()
      expect((await now()).changing).toEqual({ [named(other)]: 0 })
    })

    test('or more of the one that there is', async () => {
      const before = await begun()
      const number = await records.announce(world())
      const after = await records.add(number, before)
      expect(after).toMatchObject({
        generation: before.generation,
        added: { [named(number)]: true },
        changing: {},
        log: before.log,
        version: before.version + 1,
        edition: before.edition + 1
      })
      const late = await records.announce(world())
      expect(await records.add(late, before)).toBeNull()
    })
  })

  describe('is rid', () => {
    test('of what was swept', async () => {
      const { generation = NaN } = await begun()
      await records.use(await records.announce(world()), await now(), 'own')
      expect(await records.swept(generation)).toBe(true)
      const { retired, holds, generation: present = NaN } = await now()
      expect([retired, Object.keys(holds)]).toEqual([{}, [named(present)]])
    })

    test('of additions that were merged into the generation that it has', async () => {
      const { generation = NaN } = await begun()
      const number = await records.announce(world())
      await records.add(number, await now())
      expect(await records.merged(number, generation + 1)).toBe(false)
      expect((await now()).added).toEqual({ [named(number)]: true })
      expect(await records.merged(number, generation)).toBe(true)
      const { added, holds } = await now()
      expect([added, Object.keys(holds)]).toEqual([{}, [named(generation)]])
    })

    test('of a world whose workspace is made anew', async () => {
      expect(await records.retirePresent()).toBe(0)
      const { generation = NaN } = await begun()
      expect(await records.retirePresent()).toBe(born)
      expect((await now()).generation).toBeUndefined()
      expect((await now()).retired).toEqual({ [named(generation)]: true })
      expect(await records.retirePresent()).toBe(born)
    })

    test('of no world that has come since', async () => {
      const before = await begun()
      vi.spyOn(records, 'read').mockResolvedValueOnce({ ...before, generation: born })
      expect(await records.retirePresent()).toBe(born)
      expect(await now()).toEqual(before)
    })

    test('of everything, where it is removed', async () => {
      await begun()
      await records.remove()
      expect(await records.read()).toBeNull()
    })
  })

  test.each<[string, Fate, (number: number, before: WorldRecord) => Promise<WorldRecord | null>]>([
    ['another world', 'reply is lost', (number, before) => proxied.use(number, before, 'own')],
    ['more of its world', 'reply is lost', (number, before) => proxied.add(number, before)],
    ['another world', 'never arrives', (number, before) => proxied.use(number, before, 'own')],
    ['more of its world', 'never arrives', (number, before) => proxied.add(number, before)]
  ])('tells whether %s is in use, where the reply to that is not heard: %s', async (_, fate, commit) => {
    const before = await begun()
    const number = await records.announce(world())
    proxy.plan = (name) => name === 'findAndModify' ? fate : 'goes on'
    if (fate === 'reply is lost') expect(await commit(number, before)).toEqual(await now())
    else await expect(commit(number, before)).rejects.toThrow(StoreUnavailableError)
    const { generation, added } = await now()
    expect(generation === number || named(number) in added).toBe(fate === 'reply is lost')
  })

  test('is changed where there is a world, and where it is as it has to be', async () => {
    expect(await records.change({}, { $set: { clock: 1 } })).toBeNull()
    await records.hold('me')
    expect(await records.change({}, { $set: { clock: 1 } })).toBeNull()
    await records.release('me', await records.announce(small))
    expect(await records.change({ clock: 9 }, { $set: { clock: 1 } })).toBeNull()
    expect(await records.change({ clock: 0 }, { $set: { clock: 1 } })).toMatchObject({ clock: 1 })
  })
})
