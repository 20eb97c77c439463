import { MongoClient, MongoServerError } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LogPages } from '../../../../src/store/mongo/log/pages.ts'
import type { LogPage } from '../../../../src/store/mongo/log/pages.ts'
import { freshDatabase, mongodPath } from '../../../helpers/stores.ts'
import { wireProxy } from '../../../helpers/wire-proxy.ts'
import type { WireProxy } from '../../../helpers/wire-proxy.ts'

describe.skipIf(mongodPath === undefined)('the pages of logs', () => {
  let proxy: WireProxy
  let client: MongoClient
  let pages: LogPages
  const commands: Array<readonly [name: string, concern: unknown]> = []
  beforeAll(async () => {
    proxy = await wireProxy(await freshDatabase())
    client = new MongoClient(`${proxy.uri}?w=majority`, { monitorCommands: true })
    client.on('commandStarted', ({ commandName, command }) => {
      commands.push([commandName, command['writeConcern']])
    })
  })
  afterAll(async () => {
    await client.close()
    await proxy.close()
  })
  beforeEach(async () => {
    proxy.plan = () => 'goes on'
    pages = new LogPages(client.db())
    await all().deleteMany({})
    commands.length = 0
  })

  const all = () => client.db().collection<LogPage>('journal')
  const page = (log: number, n: number, count = 1, bytes = 10): LogPage =>
    ({ _id: `${log}:${n}`, log, page: n, count, bytes, texts: Array.from({ length: count }, (_, at) => `${n}.${at}`) })
  const left = async () => (await all().find({}, { sort: { log: 1, page: 1 } }).toArray()).map(({ _id: id }) => id)
  const given = (...some: LogPage[]) => all().insertMany(some)
  const newest = async (log: number, last: number) => {
    const found: string[] = []
    for await (const { _id: id } of pages.newestFirst(log, last)) found.push(id)
    return found
  }

  test('are made once each, and written for one server, whatever the URL says', async () => {
    await pages.make(1, 0)
    await pages.make(1, 0)
    expect(await pages.push(1, 0, ['é', 'b'])).toEqual({ _id: '1:0', page: 0, count: 2, bytes: 3 })
    expect(await left()).toEqual(['1:0'])
    expect(commands.filter(([name]) => name !== 'find')).toEqual([
      ['insert', { w: 1 }],
      ['insert', { w: 1 }],
      ['findAndModify', { w: 1 }]
    ])
  })

  test('can\'t be made where MongoDB refuses, which is told', async () => {
    proxy.plan = (name) => name === 'insert' ? { ok: 0, code: 13, errmsg: 'not allowed' } : 'goes on'
    await expect(pages.make(1, 0)).rejects.toThrow(MongoServerError)
  })

  test('follow each other within their log', async () => {
    await given(page(2, 4), page(1, 3), page(1, 2), page(1, 0), page(2, 1))
    expect(await pages.after(1, 0)).toMatchObject({ page: 2 })
    expect(await pages.after(1, 2)).toMatchObject({ page: 3 })
    expect(await pages.after(1, 3)).toBeNull()
    expect(await pages.last(1)).toMatchObject({ page: 3 })
    expect([await newest(1, Infinity), await newest(1, 2)]).toEqual([['1:3', '1:2', '1:0'], ['1:2', '1:0']])
  })

  test('that are not read to their end are left to no cursor', async () => {
    await given(...Array.from({ length: 40 }, (_, n) => page(1, n)))
    const reading = pages.newestFirst(1, Infinity)
    expect((await reading.next()).value).toMatchObject({ page: 39 })
    await reading.return(undefined)
    expect(commands.map(([name]) => name)).toEqual(['insert', 'find', 'killCursors'])
  })

  test.each<[string, LogPage[], { texts: number, bytes: number }, number[]]>([
    ['all that fit', [page(1, 0), page(1, 1), page(1, 2)], { texts: 3, bytes: 30 }, [0, 1, 2]],
    ['as many texts as there may be', [page(1, 0), page(1, 1, 2), page(1, 2)], { texts: 3, bytes: 99 }, [1, 2]],
    ['a page that has more than are left', [page(1, 0), page(1, 1, 9), page(1, 2)], { texts: 3, bytes: 99 }, [1, 2]],
    ['as many bytes as there may be', [page(1, 0), page(1, 1), page(1, 2)], { texts: 9, bytes: 20 }, [1, 2]],
    ['no byte more', [page(1, 0), page(1, 1), page(1, 2)], { texts: 9, bytes: 29 }, [1, 2]],
    ['the newest text, however long', [page(1, 0), page(1, 1, 1, 99), page(1, 2, 0, 0)], { texts: 9, bytes: 9 }, [1, 2]]
  ])('are trimmed to %s', async (_, some, bounds, kept) => {
    await given(...some, page(0, 0), page(2, 0, 9, 99))
    await pages.trim(1, bounds)
    expect(await left()).toEqual(['0:0', ...kept.map((n) => `1:${n}`), '2:0'])
  })

  test('of logs before one are forgotten', async () => {
    await given(page(1, 0), page(2, 0), page(3, 0))
    await pages.forgetBefore(2)
    expect(await left()).toEqual(['2:0', '3:0'])
  })

  test('are found by an index', async () => {
    await pages.index()
    expect((await all().indexes()).map(({ key }) => key)).toContainEqual({ log: 1, page: 1 })
  })
})
