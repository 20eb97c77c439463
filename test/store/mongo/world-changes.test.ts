import { MongoBulkWriteError, MongoClient, MongoServerError } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import { Known } from '../../../src/store/mongo/known.ts'
import { named } from '../../../src/store/mongo/record.ts'
import { Sweeper } from '../../../src/store/mongo/sweeper.ts'
import { WorldChanges } from '../../../src/store/mongo/world-changes.ts'
import { UnstorableError } from '../../../src/store/stores.ts'
import { mongoParts } from '../../helpers/mongo-parts.ts'
import type { MongoParts } from '../../helpers/mongo-parts.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { message, small, sorted, user, world } from '../things.ts'

const more = world({ users: [user(9)] })
const tooLarge = world({ messages: [message(1, { message: 'x'.repeat(16 * 2 ** 20) })] })
const repeated = Object.assign(Object.create(MongoBulkWriteError.prototype), { code: 11000 })

describe.skipIf(mongodPath === undefined)('a change of the whole world', () => {
  let client: MongoClient
  let workspace: MongoParts['workspace']
  let all: MongoParts['all']
  let records: MongoParts['records']
  let seeds: MongoParts['seeds']
  let pages: MongoParts['pages']
  let known: Known
  let sweeper: Sweeper
  let changes: WorldChanges
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    ;({ workspace, all, records, seeds, pages } = await mongoParts(client.db()))
    known = new Known(all)
    known.know(await records.present())
    sweeper = new Sweeper(all, records, { pages, seeds }, 600_000)
    changes = new WorldChanges({ all, records, known, pages, seeds, sweeper })
    return () => {
      sweeper.close()
      workspace.close()
    }
  })
  /** All that lies there, of the present world and of any other. */
  const left = async () => {
    const { changing, retired, holds } = await records.present()
    const kinds = [all.users, all.messages, client.db().collection('seeds')]
    const documents = await Promise.all(kinds.map((one) => one.countDocuments()))
    return { changing, retired, holds: Object.keys(holds).length, documents }
  }
  const asBefore = { changing: {}, retired: {}, holds: 1, documents: [4, 4, 0] }

  test('that was taken for dead says so, and leaves its documents to be swept', async () => {
    const announce = records.announce.bind(records)
    let number = NaN
    vi.spyOn(records, 'announce').mockImplementation(async (given) => {
      number = await announce(given)
      await records.giveUp(number)
      return number
    })
    await expect(changes.replace(more, 'own')).rejects.toThrow(
      new StoreUnavailableError('The change took so long that it was given up')
    )
    expect(sorted(await workspace.dump())).toEqual(small)
    expect(await left()).toMatchObject({ changing: {}, retired: { [named(number)]: true }, documents: [5, 4, 1] })
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a replacement', () => changes.replace(tooLarge, 'own')],
    ['an addition', () => changes.extend(() => tooLarge)],
    ['a first world', () => changes.writeFirst(tooLarge)]
  ])('that can\'t be written leaves nothing behind: %s', async (_, change) => {
    await expect(change()).rejects.toThrow(UnstorableError)
    expect(await left()).toEqual(asBefore)
  })

  test('that can\'t be written and not be given up either says why it can\'t be written', async () => {
    vi.spyOn(records, 'giveUp').mockRejectedValue(new Error('away'))
    await expect(changes.replace(tooLarge, 'own')).rejects.toThrow(UnstorableError)
  })

  test('is tried again where another one came first', async () => {
    vi.spyOn(records, 'use').mockResolvedValueOnce(null)
    await changes.replace(more, 'own')
    expect(await workspace.dump()).toEqual(more)
  })

  test('of an addition is made anew where another one came first, and leaves nothing of the one before', async () => {
    vi.spyOn(records, 'add').mockResolvedValueOnce(null)
    const make = vi.fn(() => more)
    expect(await changes.extend(make)).toBe(more)
    expect(make).toHaveBeenCalledTimes(2)
    expect(await left()).toEqual({ ...asBefore, holds: 2, documents: [5, 4, 0] })
    expect((await workspace.dump()).users).toHaveLength(5)
  })

  test('of an addition is made anew where another one has the same ids, and nowhere else', async () => {
    const announce = vi.spyOn(records, 'announce')
    const make = vi.fn(() => more)
    for (const error of [
      Object.assign(Object.create(MongoBulkWriteError.prototype), { code: 13 }),
      new MongoServerError({ message: 'no', code: 11000 })
    ]) {
      announce.mockRejectedValueOnce(error)
      await expect(changes.extend(make)).rejects.toBe(error)
    }
    expect(make).toHaveBeenCalledTimes(2)
    announce.mockRejectedValueOnce(repeated)
    expect(await changes.extend(make)).toBe(more)
    expect(make).toHaveBeenCalledTimes(4)
  })

  test('of an addition is given up where others are always faster', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => { vi.mocked(Math.random).mockRestore() })
    vi.spyOn(records, 'announce').mockRejectedValue(repeated)
    const make = vi.fn(() => more)
    await expect(changes.extend(make)).rejects.toThrow(new StoreUnavailableError('The world changes too fast'))
    expect(make).toHaveBeenCalledTimes(100)
  })

  test('shows by its heart that it is being written, and has what it may leave swept', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => { vi.useRealTimers() })
    const [beat, soon] = [vi.spyOn(records, 'beat'), vi.spyOn(sweeper, 'soon')]
    const write = seeds.write.bind(seeds)
    vi.spyOn(seeds, 'write').mockImplementation(async (...given) => {
      vi.advanceTimersByTime(1000)
      await write(...given)
    })
    await changes.replace(more, 'own')
    vi.advanceTimersByTime(1000)
    expect(beat.mock.calls).toEqual([[known.present.number], [known.present.number]])
    expect(soon).toHaveBeenCalled()
  })

  test('leaves the world before to those who are in it, and no log of it, nor what it was gone back to', async () => {
    const forget = vi.spyOn(pages, 'forgetBefore')
    await changes.replace(more, 'own')
    const first = known.present
    await changes.replace(world(), 'same')
    expect(await seeds.read(named(first.number))).toEqual(more)
    await changes.replace(small, 'common')
    expect(await seeds.read(named(first.number))).toBeUndefined()
    expect(forget.mock.calls).toEqual([[first.log], [first.log + 1], [first.log + 2]])
    expect(await all.users.countDocuments({ in: first.number })).toBe(1)
    expect(await all.sessions.countDocuments({ in: { $ne: known.present.number } })).toBe(0)
  })
})
