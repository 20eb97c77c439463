import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openMongod } from '../../../src/store/mongo/connection.ts'
import { databaseName } from '../../../src/store/mongo/names.ts'
import { refusingPort } from '../../helpers/ports.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import { had, refusal, secret } from '../opening.ts'
import { m, small } from '../things.ts'

const soon = 'serverSelectionTimeoutMS=50'

/** The driver's words, by whether the connection was refused within that time. */
const refused = /connect ECONNREFUSED [\d.:]+|Server selection timed out after 50 ms/

describe('asked for a MongoDB', () => {
  test.each(['store', 'mongodbUri'])('where none answers, as %s: it is refused', async (option) => {
    const url = `mongodb://alice:${secret}@127.0.0.1:${await refusingPort()}/chats?appName=${secret}&${soon}`
    const message = await refusal({ store: 'auto', [option]: url })
    expect(message).toMatch(
      new RegExp(`^The MongoDB at mongodb://\\*\\*\\*@127\\.0\\.0\\.1:\\d+/chats can't be used: (${refused.source})\\. Check ` +
        'the URL and that it runs, or start with --store memory$')
    )
  })

  test.each([
    'mongodb://',
    `mongodb://alice:${secret}@`,
    `mongodb://alice:p@${secret}@host`,
    `mongodb://alice:${secret}/@host`,
    `mongodb://alice:${secret}%zz@host`,
    `mongodb://alice:${secret}@host:port`,
    `mongodb://alice:${secret}@host/?retryWrites=perhaps`,
    `mongodb://alice:${secret}@host/?nosuchoption=1`,
    `mongodb+srv://alice:${secret}@one.example,two.example`
  ])('with a URL that is none, %s: it is refused', async (store) => {
    expect(await refusal({ store })).toMatch(
      /^"mongodb(\+srv)?:\/\/.*" is not a MongoDB URL: .+\. It looks like mongodb:\/\/user:password@host:27017\/database\?authSource=admin$/
    )
  })
})

describe('the database in a URL', () => {
  test('has a name that MongoDB takes, which is checked before anything is asked', async () => {
    expect(await refusal({ store: `mongodb://alice:${secret}@127.0.0.1:1/${'x'.repeat(64)}` })).toMatch(
      /^The database of a MongoDB URL has a name of at most 63 bytes, and "x{64}" has 64: shorten it$/
    )
    const longest = `mongodb://127.0.0.1:${await refusingPort()}/${'x'.repeat(63)}?${soon}`
    expect(await refusal({ store: longest })).toMatch(refused)
  })

  test.each([
    ['mock', 'default', 'mock'],
    ['mock', '', 'mock'],
    ['mock', 'worker-1', 'mock-worker-1'],
    ['quickblox_delete_mock', 'x'.repeat(16), `quickblox_delete_mock-${'x'.repeat(16)}`],
    ['quickblox_delete_mock', 'x'.repeat(17), 'quickblox_delete_mock-xxxxxxx-720bd666'],
    ['quickblox_delete_mock', 'x'.repeat(32), 'quickblox_delete_mock-xxxxxxx-24d7a855'],
    ['a'.repeat(38), 'worker-1', `${'a'.repeat(29)}-ee5ed30d`],
    ['a'.repeat(39), 'x'.repeat(23), `${'a'.repeat(39)}-${'x'.repeat(23)}`],
    ['a'.repeat(63), 'worker-1', `${'a'.repeat(54)}-9990deec`],
    ['ü'.repeat(27), 'x'.repeat(32), `${'ü'.repeat(27)}-bec5afa4`],
    ['ü'.repeat(31), 'x', `${'ü'.repeat(27)}-ebedd60c`]
  ])('%s has one of workspace %s that MongoDB, or the smallest Atlas, takes', (database, workspace, expected) => {
    expect(databaseName(database, workspace)).toBe(expected)
    expect(Buffer.byteLength(expected)).toBeLessThanOrEqual(Buffer.byteLength(database) > 38 ? 63 : 38)
  })
})

describe.skipIf(mongodPath === undefined)('asked for a MongoDB that answers', () => {
  test.each([['store', 'as asked for'], ['mongodbUri', 'named by MONGODB_URI']])(
    'as %s: it is had, and its description holds no credentials',
    async (option, why) => {
      const database = await freshDatabase()
      const stores = await had({ store: 'auto', [option]: `${database}&appName=${secret}` })
      expect(stores.kind).toBe('mongodb')
      expect(stores.description.replace(/\d+\.\d+\.\d+/, 'x.y.z')).toBe(
        `MongoDB x.y.z at ${database.replace(/\?.*/, '')}, ${why}`
      )
    }
  )

  test.each([
    ['', 'quickblox_delete_mock-named-by-nobody'],
    ['/', 'quickblox_delete_mock-named-by-nobody'],
    ['/?appName=a/b', 'quickblox_delete_mock-named-by-nobody'],
    ['/mock%2Dby%2Dname?appName=a', 'mock-by-name-named-by-nobody']
  ])('its database is the one that the path %j names', async (path, name) => {
    const { origin } = new URL((await freshDatabase()).replace('mongodb:', 'http:'))
    const stores = await had({ store: origin.replace('http:', 'mongodb:') + path })
    await stores.open('named-by-nobody', () => small)
    const client = await new MongoClient(origin.replace('http:', 'mongodb:')).connect()
    onTestFinished(async () => {
      await client.db(name).dropDatabase()
      await client.close()
    })
    expect(await client.db(name).collection('users').countDocuments()).toBe(small.users.length)
  })

  test.each([
    [
      18,
      'Check user and password; a user that was made in another database than the one in the URL, as most are in ' +
        'admin, needs ?authSource=admin'
    ],
    [8000, 'Check user and password; '],
    [13, 'Check the URL and that it runs, or start with --store memory']
  ])('which refuses the login, by %i: it is refused, with what may be wrong', async (code, advice) => {
    const proxy = await wireProxy(await freshDatabase())
    onTestFinished(() => proxy.close())
    proxy.plan = (name) => name === 'saslStart' ? { ok: 0, code, errmsg: 'bad auth.' } : 'goes on'
    const url = proxy.uri.replace('//', `//alice:${secret}@`)
    expect(await refusal({ store: url })).toContain(`can't be used: bad auth. ${advice}`)
  })
})

describe('asked for a MongoDB that says nothing', () => {
  let server: Server
  const sockets = new Set<Socket>()
  beforeAll(async () => {
    server = createServer((socket) => { sockets.add(socket.on('error', () => {})) }).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    await once(server.close(), 'close')
  })

  test.each([
    [`?${soon}`, 50],
    ['?appName=a&serverselectiontimeoutms=60', 60]
  ])('it is refused after a while, and what the URL says of that, %j, is heeded', async (query, time) => {
    const { port } = server.address() as AddressInfo
    const message = await refusal({ store: `mongodb://127.0.0.1:${port}/${query}` })
    expect(message).toContain(`can't be used: Server selection timed out after ${time} ms. Check the URL`)
  })
})

describe.skipIf(mongodPath === undefined)('asked for a MongoDB that is busy when it is asked', () => {
  test('waits until it answers', async () => {
    const mongod = new URL((await freshDatabase()).replace('mongodb:', 'http:'))
    let asked = 0
    // Nothing is said to the first connection; one that comes later, when that has been waited for, is answered.
    const front = createServer((client) => {
      client.on('error', () => {})
      if (++asked === 1) return client.resume()
      const behind = connect(Number(mongod.port), mongod.hostname).on('error', () => client.destroy())
      client.on('close', () => behind.destroy()).pipe(behind).pipe(client)
    }).listen(0, '127.0.0.1')
    await once(front, 'listening')
    onTestFinished(() => { front.close() })
    const { port } = front.address() as AddressInfo
    expect((await had({ store: `mongodb://127.0.0.1:${port}${mongod.pathname}` })).kind).toBe('mongodb')
    expect(asked).toBeGreaterThan(1)
  })
})

describe.skipIf(mongodPath === undefined)('a mongod of its own', () => {
  test('is had, with what becomes of its data', async () => {
    const stores = await openMongod(mongodPath ?? '')
    onTestFinished(() => stores.close())
    expect(stores.kind).toBe('mongod')
    expect(stores.description.replace(/\d+\.\d+\.\d+/, 'x.y.z')).toBe(
      `mongod x.y.z, found at ${mongodPath}; its data goes when it stops`
    )
    expect(await (await stores.open('default', () => small)).view().findUser(1)).toEqual(small.users[0])
  })
})

describe.skipIf(mongodPath === undefined)('a URL with options that a claim could not live with', () => {
  test('does not make it tell of what it did not do, nor hide what it did', async () => {
    const stores = await had({ store: `${await freshDatabase()}&w=0&readPreference=secondaryPreferred` })
    const chat = (await stores.open('default', () => small)).view()
    expect(await chat.destroyMessages([m(1), m(99)])).toEqual([m(1)])
    expect(await chat.destroyMessages([m(1), m(2)])).toEqual([m(2)])
  })
})
