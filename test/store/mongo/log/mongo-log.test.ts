import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../../../src/store/chat-store.ts'
import { MongoLog } from '../../../../src/store/mongo/log/mongo-log.ts'
import { LogPages } from '../../../../src/store/mongo/log/pages.ts'
import type { PageSize } from '../../../../src/store/mongo/log/pages.ts'
import { MongoWorkspace } from '../../../../src/store/mongo/mongo-workspace.ts'
import { dropWorkspace } from '../../../../src/store/mongo/drop.ts'
import type { SharedLog } from '../../../../src/store/shared-log.ts'
import { freshDatabase, mongodPath } from '../../../helpers/stores.ts'
import { small } from '../../things.ts'

const roomy = { texts: 1000, bytes: 10_000_000 }
/** What a server does for the next request, no request waits for. */
const eventually = (isSo: () => unknown) => vi.waitFor(isSo, { timeout: 60_000, interval: 5 })
const texts = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, n) => `text ${from + n}`)

describe.skipIf(mongodPath === undefined)('a log that two servers share', () => {
  let client: MongoClient
  let servers: [MongoWorkspace, MongoWorkspace]
  let logs: [SharedLog, SharedLog]
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    const customs = { stays: false, now: Date.now, opened: async () => {} }
    const open = () => MongoWorkspace.open(client.db(), () => small, 60_000, customs)
    servers = [await open(), await open()]
    logs = [servers[0].log(roomy), servers[1].log(roomy)]
    await logs[0].clear()
    return () => { for (const server of servers) server.close() }
  })
  const write = async (many: readonly string[]): Promise<void> => {
    for (const [n, text] of many.entries()) await logs[n % 2 === 0 ? 0 : 1].add(text)
  }
  const read = async (log: SharedLog, before?: number): Promise<Array<readonly [number, string]>> => {
    const found: Array<readonly [number, string]> = []
    for await (const one of log.newestFirst(before)) found.push(one)
    return found
  }
  const textsOf = async (log: SharedLog, before?: number) => (await read(log, before)).map(([, text]) => text)
  const pages = () => client.db().collection('journal').find({}, { sort: { page: 1 } }).toArray()

  test('is read the newest first, with numbers that fall, by both', async () => {
    await write(texts(0, 70))
    for (const log of logs) {
      expect(await textsOf(log)).toEqual(texts(0, 70).toReversed())
      const numbers = (await read(log)).map(([number]) => number)
      expect(numbers).toEqual(numbers.toSorted((one, other) => other - one))
      expect(new Set(numbers).size).toBe(70)
    }
  })

  test('has all in order, however soon a page is full and whoever makes the next', async () => {
    const long = Array.from({ length: 60 }, (_, n) => `${n} ${'x'.repeat(32 * 1024)}`)
    const reader = await logs[0].reader()
    await write(long)
    expect((await textsOf(logs[0])).map((text) => parseInt(text))).toEqual(long.map((_, n) => 59 - n))
    expect((await reader.next()).map((text) => parseInt(text))).toEqual(long.map((_, n) => n))
    expect((await pages()).filter(({ count }) => count === 1)).toHaveLength(60)
  })

  test('has all in order where two make the next page at once', async () => {
    let goOn = (): void => {}
    const held = new Promise<void>((resolve) => { goOn = resolve })
    const slow = new class extends LogPages {
      override async make (log: number, page: number): Promise<void> {
        await held
        await super.make(log, page)
      }
    }(client.db())
    let looks = 0
    const slower = new class extends LogPages {
      override async last (log: number): Promise<PageSize | null> {
        const found = await super.last(log)
        if (looks++ > 0) return found
        goOn()
        await eventually(async () => expect(await pages()).toHaveLength(2))
        return found
      }
    }(client.db())
    await write(texts(0, 1))
    logs = [new MongoLog(slow, servers[0], roomy), new MongoLog(slower, servers[1], roomy)]
    for (const text of texts(1, 32)) await logs[0].add(text)
    await logs[1].add('text 32')
    await logs[0].add('text 33')
    expect(await textsOf(logs[0])).toEqual(texts(0, 34).toReversed())
    expect(await pages()).toHaveLength(2)
  })

  test('is written in one round trip, as long as its page takes more, also to the next page', async () => {
    const [looks, refreshed] = [vi.fn(), vi.fn()]
    const watched = new class extends LogPages {
      override async last (log: number): Promise<PageSize | null> {
        looks()
        return super.last(log)
      }
    }(client.db())
    const [server] = servers
    const asked = {
      get present () { return server.present },
      refresh () { refreshed(); return server.refresh() },
      nextLog: () => server.nextLog()
    }
    const log = new MongoLog(watched, asked, roomy)
    await log.add('first')
    looks.mockClear()
    refreshed.mockClear()
    for (const text of texts(1, 32)) await log.add(text)
    expect([looks.mock.calls.length, refreshed.mock.calls.length]).toEqual([0, 0])
    // The next page is made before anybody needs it.
    await eventually(async () => expect(await pages()).toHaveLength(2))
    await eventually(() => expect(refreshed).toHaveBeenCalledTimes(1))
    await log.clear()
    await log.add('after')
    expect([looks.mock.calls.length, await textsOf(log)]).toEqual([1, ['after']])
  })

  test('that is cleared while its next page is made holds what is added then', async () => {
    const { log: first } = servers[0].present
    const cleared = new class extends LogPages {
      override async make (log: number, page: number): Promise<void> {
        if (log === first) await logs[1].clear()
        await super.make(log, page)
      }
    }(client.db())
    await new MongoLog(cleared, servers[0], roomy).add('kept')
    expect([await textsOf(logs[0]), await textsOf(logs[1])]).toEqual([['kept'], ['kept']])
  })

  test('says that MongoDB does not answer', async () => {
    const away = () => Promise.reject(new StoreUnavailableError('away'))
    const log = new MongoLog(new LogPages(client.db()), { present: { log: 0 }, refresh: away, nextLog: away }, roomy)
    for (const act of [() => log.add('x'), () => read(log), () => log.reader(), () => log.clear()]) {
      await expect(act()).rejects.toThrow(StoreUnavailableError)
    }
  })

  test('is read on before any of its numbers', async () => {
    await write(texts(0, 70))
    const all = await read(logs[1])
    for (const n of [0, 5, 6, 37, 38, 68, 69]) {
      expect(await read(logs[0], all[n]?.[0])).toEqual(all.slice(n + 1))
    }
    expect(await read(logs[0], Number(all[5]?.[0]) + 0.5)).toEqual(all.slice(5))
  })

  test('has 32 texts to a page, and fewer where they are long', async () => {
    await write([...texts(0, 33), 'é'.repeat(20_000), 'after'])
    expect((await pages()).map(({ page, count }) => [page, count])).toEqual([[0, 32], [1, 2], [2, 1]])
    expect((await pages())[1]).toMatchObject({ bytes: 40_007, texts: ['text 32', 'é'.repeat(20_000)] })
    expect((await textsOf(logs[0])).slice(0, 3)).toEqual(['after', 'é'.repeat(20_000), 'text 32'])
  })

  test('holds each of many texts that come at once, once', async () => {
    await Promise.all(texts(0, 200).map((text, n) => logs[n % 2 === 0 ? 0 : 1].add(text)))
    expect((await textsOf(logs[0])).toSorted()).toEqual(texts(0, 200).toSorted())
  })

  test('keeps what it is told to, and a page or two more', async () => {
    logs = [servers[0].log({ ...roomy, texts: 40 }), servers[1].log({ ...roomy, texts: 40 })]
    await write(texts(0, 200))
    expect(await textsOf(logs[0])).toEqual(texts(160, 200).toReversed())
    await eventually(async () => expect((await pages()).map(({ page }) => page)).toEqual([4, 5, 6]))
  })

  test('keeps no more bytes than it is told to, but for its newest page', async () => {
    logs = [servers[0].log({ ...roomy, bytes: 60_000 }), servers[1].log({ ...roomy, bytes: 60_000 })]
    await write(['0', '1', '2', '3'].map((digit) => digit.repeat(32 * 1024)))
    await eventually(async () => expect((await pages()).map(({ page }) => page)).toEqual([3, 4]))
    expect((await textsOf(logs[0])).map((text) => text[0])).toEqual(['3'])
  })

  test('that is cleared is empty at once, for both, and is written on', async () => {
    await write(texts(0, 40))
    await logs[0].clear()
    expect([await textsOf(logs[0]), await textsOf(logs[1])]).toEqual([[], []])
    expect(await pages()).toEqual([])
    await write(['one', 'two'])
    expect([await textsOf(logs[0]), await textsOf(logs[1])]).toEqual([['two', 'one'], ['two', 'one']])
  })

  test('is another from when the world is replaced', async () => {
    await write(['before'])
    await servers[0].replace(small)
    await write(['after', 'after that'])
    for (const log of logs) expect(await textsOf(log)).toEqual(['after that', 'after'])
  })

  describe('is read on', () => {
    test.each([0, 1, 31, 32, 33, 64])('from its end, where there are %i texts', async (count) => {
      await write(texts(0, count))
      const reader = await logs[1].reader()
      expect(await reader.next()).toEqual([])
      await write(texts(count, count + 70))
      expect(await reader.next()).toEqual(texts(count, count + 70))
      expect(await reader.next()).toEqual([])
      await write(['last'])
      expect(await reader.next()).toEqual(['last'])
    })

    test('from its beginning, once it was cleared', async () => {
      await write(texts(0, 40))
      const reader = await logs[1].reader()
      await logs[0].clear()
      await write(texts(40, 50))
      await servers[1].hear()
      expect(await reader.next()).toEqual(texts(40, 50))
    })

    test('from the oldest that is left, where others are forgotten', async () => {
      const reader = await logs[1].reader()
      logs = [servers[0].log({ ...roomy, texts: 40 }), servers[1].log({ ...roomy, texts: 40 })]
      await write(texts(0, 200))
      await eventually(async () => expect(await pages()).toHaveLength(3))
      expect(await reader.next()).toEqual(texts(128, 200))
    })
  })

  test('of a workspace that is gone remembers nothing, and tells nobody off', async () => {
    await write(texts(0, 3))
    await dropWorkspace(client.db(), async () => {})
    await expect(logs[0].add('too late')).resolves.toBeUndefined()
    expect(await textsOf(logs[1])).toEqual([])
    expect(await pages()).toEqual([])
  })
})
