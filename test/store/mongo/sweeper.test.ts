import { MongoClient } from 'mongodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { thingsOf } from '../../../src/store/mongo/collections.ts'
import type { Collections } from '../../../src/store/mongo/collections.ts'
import { named } from '../../../src/store/mongo/record.ts'
import { Sweeper } from '../../../src/store/mongo/sweeper.ts'
import { dumpWorld, insertDocuments } from '../../../src/store/mongo/world.ts'
import { documentsOf } from '../../../src/store/mongo/world-documents.ts'
import { mongoParts } from '../../helpers/mongo-parts.ts'
import type { MongoParts } from '../../helpers/mongo-parts.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { d, dialog, message, session, small, sorted, user, world } from '../things.ts'

const lease = 1000

describe.skipIf(mongodPath === undefined)('what is left of a world', () => {
  let client: MongoClient
  let workspace: MongoParts['workspace']
  let all: MongoParts['all']
  let records: MongoParts['records']
  let seeds: MongoParts['seeds']
  let pages: MongoParts['pages']
  let sweeper: Sweeper
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    ;({ workspace, all, records, seeds, pages } = await mongoParts(client.db()))
    sweeper = new Sweeper(all, records, { pages, seeds }, lease)
    vi.useFakeTimers({ toFake: ['performance'] })
  })
  afterEach(() => {
    vi.useRealTimers()
    workspace.close()
  })

  const pass = (time: number): void => { vi.advanceTimersByTime(time) }
  const count = async (kind: keyof Collections, filter: object): Promise<number> => all[kind].countDocuments(filter)
  const own = (number: number) => Promise.all(
    (['applications', 'users', 'sessions', 'dialogs', 'messages'] as const).map((kind) => count(kind, { in: number }))
  )

  test('is nothing where nothing was changed, or where there is no world', async () => {
    expect(await sweeper.sweep()).toBe(false)
    await records.remove()
    expect(await sweeper.sweep()).toBe(false)
  })

  test('that was replaced stays for the time of a lease, but nobody comes into it', async () => {
    const { number } = workspace.present
    await records.change({}, { $set: { [`retired.${named(number)}`]: true } })
    expect(await own(number)).toEqual([2, 4, 2, 3, 4])
    expect(await sweeper.sweep()).toBe(true)
    expect(await own(number)).toEqual([0, 4, 0, 3, 4])
    pass(lease - 1)
    expect(await sweeper.sweep()).toBe(true)
    expect(await own(number)).toEqual([0, 4, 0, 3, 4])
    pass(1)
    expect(await sweeper.sweep()).toBe(false)
    expect(await own(number)).toEqual([0, 0, 0, 0, 0])
    expect((await records.present()).retired).toEqual({})
  })

  test('that was replaced is forgotten, its log and its beginning too, and the new one is not', async () => {
    await pages.make(0, 0)
    await seeds.write(named(workspace.present.number), small)
    await workspace.replace(world({ users: [user(7)] }))
    await sweeper.sweep()
    pass(lease)
    expect(await sweeper.sweep()).toBe(false)
    expect(await pages.last(0)).toBeNull()
    expect(await seeds.read(named(workspace.present.number))).toEqual(world({ users: [user(7)] }))
    expect(await client.db().collection('seeds').countDocuments()).toBe(1)
    expect(await workspace.dump()).toEqual(world({ users: [user(7)] }))
    expect(Object.keys((await records.present()).holds)).toEqual([named(workspace.present.number)])
  })

  test('is gone, and not what a reset goes back to', async () => {
    const other = world({ users: [user(7)] })
    await workspace.replace(other)
    await workspace.replace(world(), 'same')
    await sweeper.sweep()
    pass(lease)
    await sweeper.sweep()
    expect(await workspace.seed()).toEqual(other)
  })

  test.each([
    ['retired', 'retired'],
    ['added', 'added']
  ])('is waited for by itself: of two that are %s, the one that comes later goes later', async (_, list) => {
    const numbers = [7, 8]
    pass(10 * lease)
    for (const [n, number] of numbers.entries()) {
      await records.change({}, { $set: { [`${list}.${named(number)}`]: true } })
      pass(n * (lease - 1))
      expect(await sweeper.sweep()).toBe(true)
    }
    pass(1)
    expect(await sweeper.sweep()).toBe(true)
    const { [list as 'added']: left } = await records.present()
    expect(left).toEqual({ n8: true })
    pass(lease - 1)
    expect(await sweeper.sweep()).toBe(false)
  })

  test('is joined by what was added, once every server has heard of that', async () => {
    await workspace.extend(() => world({ sessions: [session('added')], dialogs: [dialog(9)] }))
    const { version } = await records.present()
    await all.sessions.updateMany({}, { $unset: { version: true } })
    expect(await sweeper.sweep()).toBe(true)
    expect(await count('sessions', { version })).toBe(3)
    expect(await count('dialogs', { added: { $exists: true } })).toBe(1)
    pass(lease)
    expect(await sweeper.sweep()).toBe(false)
    expect(await count('dialogs', { added: { $exists: true } })).toBe(0)
    const { added, holds, generation = NaN } = await records.present()
    expect([added, Object.keys(holds)]).toEqual([{}, [named(generation)]])
    expect((await workspace.dump()).dialogs.map(({ _id: id }) => id).toSorted()).toEqual([1, 2, 3, 9].map(d))
  })

  describe('by a change whose server died', () => {
    let number: number
    beforeEach(async () => {
      const change = world({ users: [user(8)], messages: [message(8)] })
      number = await records.announce(change)
      await insertDocuments(all, documentsOf(change, number))
      await seeds.write(named(number), change)
    })
    const pieces = () => client.db().collection('seeds').countDocuments()
    const left = async () => [await count('users', { in: number }), await pieces()]

    test('is swept: first it is given up, then it is removed', async () => {
      expect(await sweeper.sweep()).toBe(true)
      pass(lease)
      expect(await sweeper.sweep()).toBe(true)
      expect((await records.present()).changing).toEqual({})
      expect((await records.present()).retired).toEqual({ [named(number)]: true })
      expect(await left()).toEqual([1, 1])
      expect(await sweeper.sweep()).toBe(true)
      pass(lease)
      expect(await sweeper.sweep()).toBe(false)
      expect(await left()).toEqual([0, 0])
      expect(sorted(await workspace.dump())).toEqual(small)
    })

    test('is left alone as long as his heart beats, however slowly', async () => {
      for (let n = 0; n < 3; n++) {
        expect(await sweeper.sweep()).toBe(true)
        pass(lease)
        await records.beat(number)
      }
      expect(await sweeper.sweep()).toBe(true)
      expect(Object.keys((await records.present()).changing)).toEqual([named(number)])
      expect(await left()).toEqual([1, 1])
    })

    test('is given up by its writer: nothing can take it into use', async () => {
      expect(await records.giveUp(number)).toBe(true)
      const before = await records.present()
      expect(await records.use(number, before, 'own')).toBeNull()
      expect(await records.add(number, before)).toBeNull()
      expect(await dumpWorld(thingsOf(all, workspace.present))).toEqual(await workspace.dump())
    })
  })
})

describe('a sweep', () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }) })
  afterEach(() => { vi.useRealTimers() })

  /** A sweeper of a workspace that says so of each reading of its record. */
  const reading = (read: () => Promise<unknown>) =>
    new Sweeper({} as Collections, { read } as unknown as MongoParts['records'], {} as never, lease)

  test('comes after the time of a lease, once for all who asked for one', async () => {
    const read = vi.fn(async () => null)
    const sweeper = reading(read)
    sweeper.soon()
    sweeper.soon()
    await vi.advanceTimersByTimeAsync(lease)
    expect(read).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10)
    expect(read).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(10 * lease)
    expect(read).toHaveBeenCalledTimes(1)
    sweeper.soon()
    await vi.advanceTimersByTimeAsync(lease + 10)
    expect(read).toHaveBeenCalledTimes(2)
  })

  test('comes again where it could not be done, and where something is left', async () => {
    const left = { ready: true, retired: {}, added: {}, changing: { n7: 0 } }
    const read = vi.fn<() => Promise<unknown>>().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce(left)
      .mockResolvedValue(null)
    reading(read).soon()
    for (const times of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(lease + 10)
      expect(read).toHaveBeenCalledTimes(times)
    }
    await vi.advanceTimersByTimeAsync(10 * lease)
    expect(read).toHaveBeenCalledTimes(3)
  })

  test('does not come any more when its workspace is closed', async () => {
    const read = vi.fn(async () => null)
    const sweeper = reading(read)
    sweeper.soon()
    sweeper.close()
    await vi.advanceTimersByTimeAsync(10 * lease)
    sweeper.soon()
    await vi.advanceTimersByTimeAsync(10 * lease)
    expect(read).not.toHaveBeenCalled()
    const closing = reading(read.mockImplementation(async () => {
      closing.close()
      throw new Error('away')
    }))
    closing.soon()
    await vi.advanceTimersByTimeAsync(10 * lease)
    expect(read).toHaveBeenCalledTimes(1)
  })
})
