import { MongoClient } from 'mongodb'
import type { Document } from 'mongodb'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { MongoStores } from '../../../src/store/mongo/mongo-stores.ts'
import { StoreError } from '../../../src/store/stores.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import type { Fate } from '../../helpers/wire-proxy.ts'
import { dialog, m, message, small, sorted, world } from '../things.ts'

type Kind = MongoStores['kind']

/** Stores whose commands meet these fates; all that they ask is told. */
async function storesAt (plan: (name: string, command: Document) => Fate = () => 'goes on', query = '') {
  const proxy = await wireProxy(await freshDatabase())
  proxy.plan = plan
  const client = new MongoClient(proxy.uri + query, { monitorCommands: true })
  const concerns: unknown[] = []
  client.on('commandStarted', ({ commandName, command }) => {
    if (commandName === 'update') concerns.push(command['writeConcern'])
  })
  const database = proxy.uri.split('/').at(-1) ?? ''
  const afterwards = vi.fn(async () => {})
  const of = (kind: Kind, time: { now(): number } = Date): MongoStores => {
    const stores = new MongoStores(client, database, { kind, description: 'as it is', afterwards, time })
    onTestFinished(async () => {
      await stores.close()
      await proxy.close()
    })
    return stores
  }
  return { of, client, database, concerns, afterwards }
}

/** How a request's write is to be acknowledged. */
async function concernOf (stores: MongoStores, concerns: unknown[]): Promise<unknown> {
  const written = await stores.open('default', () => world({ dialogs: [dialog(1)], messages: [message(1)] }))
  const request = written.view()
  await request.findMessages([m(1)])
  concerns.length = 0
  await request.hideMessages([m(1)], 1)
  return concerns[0]
}

const noJournal = {
  ok: 0,
  code: 2,
  codeName: 'BadValue',
  errmsg: 'cannot use \'j\' option when a host does not have journaling enabled'
}

describe.skipIf(mongodPath === undefined)('what stores on MongoDB write', () => {
  test.each<[string, Kind, object]>([
    ['', 'mongodb', { w: 'majority', j: true, wtimeout: 10_000 }],
    ['?w=0&readPreference=secondary', 'mongodb', { w: 'majority', j: true, wtimeout: 10_000 }],
    ['?journal=false&wtimeoutMS=500', 'mongodb', { w: 'majority', j: false, wtimeout: 500 }],
    ['', 'mongod', { w: 'majority', wtimeout: 10_000 }]
  ])('is for the majority and the journal, but for what a URL %j says of a %s', async (query, kind, concern) => {
    const { of, concerns } = await storesAt(undefined, query)
    expect(await concernOf(of(kind), concerns)).toEqual(concern)
  })

  test('is not for the journal of a server that has none', async () => {
    const { of, concerns } = await storesAt((_, { writeConcern }) => writeConcern?.j === true ? noJournal : 'goes on')
    const stores = of('mongodb')
    expect(await stores.begin(small)).toBe(true)
    expect(await concernOf(stores, concerns)).toEqual({ w: 'majority', wtimeout: 10_000 })
  })

  test('is refused where a server says so for good, with what it says', async () => {
    const { of, database } = await storesAt((_, { writeConcern }) => writeConcern === undefined ? 'goes on' : noJournal)
    await expect(of('mongodb').open('default', () => small)).rejects.toThrow(
      new StoreError(`The database "${database}" can't be used: ${noJournal.errmsg}`)
    )
  })

  test.each([[13297, '. Write it as the one that is there, or name another in the URL'], [13, '']])(
    'is refused, with what to do, by %i',
    async (code, advice) => {
      const { of, database } = await storesAt((name) => name === 'insert' ? { ok: 0, code, errmsg: 'no' } : 'goes on')
      await expect(of('mongodb').open('one', () => small)).rejects.toThrow(
        new StoreError(`The database "${database}-one" can't be used: no${advice}`)
      )
    }
  )
})

describe.skipIf(mongodPath === undefined)('stores on MongoDB', () => {
  test('are of a kind, and say which', async () => {
    const { of } = await storesAt()
    expect([of('mongod').kind, of('mongodb').kind, of('mongod').description]).toEqual(['mongod', 'mongodb', 'as it is'])
  })

  test('keep the name of what they open, and give it up with what they drop', async () => {
    const { of } = await storesAt()
    const stores = of('mongod')
    await stores.open('default', () => small)
    await stores.open('one', () => small)
    expect(await stores.directory.names()).toEqual(['default', 'one'])
    await stores.drop('one')
    expect(await stores.directory.names()).toEqual(['default'])
  })

  test('let go of their timers when they close, or open a workspace again, and close once', async () => {
    const { of, client, afterwards } = await storesAt()
    const stores = of('mongod')
    const close = vi.spyOn(client, 'close')
    const timers = new Set<unknown>()
    vi.spyOn(globalThis, 'setInterval').mockImplementation(() => {
      const timer = { unref: () => timer }
      timers.add(timer)
      return timer as never
    })
    vi.spyOn(globalThis, 'clearInterval').mockImplementation((timer) => { timers.delete(timer) })
    onTestFinished(() => { vi.restoreAllMocks() })
    await stores.open('one', () => small)
    await stores.open('one', () => small)
    await stores.open('two', () => small)
    expect(timers.size).toBe(2)
    await stores.drop('two')
    expect(timers.size).toBe(1)
    await Promise.all([stores.close(), stores.close()])
    expect(timers.size).toBe(0)
    expect([close.mock.calls.length, afterwards.mock.calls.length]).toEqual([1, 1])
  })

  test('make the default workspace anew, where somebody drops its database, and no other', async () => {
    const { of, client, database } = await storesAt()
    const stores = of('mongod')
    const [first, one] = [await stores.open('default', () => small), await stores.open('one', () => small)]
    await client.db(database).dropDatabase()
    await client.db(`${database}-one`).dropDatabase()
    expect(sorted(await first.dump())).toEqual(small)
    await expect(one.dump()).rejects.toThrow('The workspace was dropped')
  })

  test('have the time of the database in every workspace', async () => {
    const { of } = await storesAt()
    const workspace = await of('mongod', { now: () => 1_000_000 }).open('default', () => small)
    expect(workspace.now()).toBe(1_000_000)
  })
})
