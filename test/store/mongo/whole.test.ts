import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import type { World } from '../../../src/store/world.ts'
import { freshDatabase, mongodPath, patiently } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import { d, dialog, m, message, sorted, user, world } from '../things.ts'
import { come, enter, numbers, of } from './whole-world.ts'

/**
 * How long a replaced world is left to its requests, in milliseconds: longer than any change takes on a busy machine,
 * and where a sweep is waited for, no longer than a test likes to wait.
 */
const [long, short] = [600_000, 300]

/** How often a reset goes on beside forced deletes; MOCK_ROUNDS=200 for a long run. */
const rounds = Number(process.env['MOCK_ROUNDS'] ?? 15)

describe.skipIf(mongodPath === undefined)('a world on MongoDB is whole', { timeout: 600_000 }, () => {
  let uri: string
  let client: MongoClient
  beforeAll(async () => {
    uri = await freshDatabase()
    client = await new MongoClient(uri).connect()
  })
  afterAll(() => client?.close())
  const server = (lease = long): Promise<MongoWorkspace> => MongoWorkspace.open(client.db(), () => of('seed'), lease)
  const left = async (): Promise<number> => {
    const counts = await Promise.all(
      ['applications', 'users', 'sessions', 'dialogs', 'messages'].map((name) =>
        client.db().collection(name).countDocuments()
      )
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }

  describe.each(['before', 'after'] as const)('when its server dies %s a command arrives, and after', (when) => {
    test.each(numbers.filter((n) => n % 2 === 0 || rounds > 100))(
      '%i others of a replacement or an addition',
      async (moment) => {
        const good = await server()
        await good.replace(of('old'))
        for (const change of ['replace', 'extend'] as const) {
          const proxy = await wireProxy(uri)
          const dying = await openStores({ store: patiently(proxy.uri) })
          const workspace = await dying.open('default', () => of('seed'))
          let commands = 0
          proxy.plan = () =>
            commands++ < moment
              ? 'goes on'
              : when === 'after' && commands === moment + 1
                ? 'reply is lost'
                : 'never arrives'
          const done = await (change === 'replace'
            ? workspace.replace(of('new'))
            : workspace.extend(() => world({ users: [user(99)], dialogs: [dialog(99)], messages: [message(99)] })))
            .then(() => true, () => false)
          proxy.plan = () => 'never arrives'
          await dying.close()
          await proxy.close()
          const found = sorted(await good.dump())
          const possible = change === 'replace'
            ? [of('old'), of('new')]
            : [found.users.length === 20 ? of('old') : plus(of('old'))]
          expect(possible.map(sorted)).toContainEqual(found)
          if (done) expect(found).toEqual(sorted(change === 'replace' ? of('new') : plus(of('old'))))
          await expect(good.ping()).resolves.toBeUndefined()
          await good.replace(of('old'))
        }
        good.close()
      }
    )
  })

  test('and what interrupted changes left is swept', async () => {
    const good = await server()
    await good.replace(of('old'))
    const sweeping = await server(short)
    const size = Object.values(of('old')).flat().length
    await vi.waitFor(async () => expect(await left()).toBe(size), { timeout: 60_000, interval: 200 })
    expect(sorted(await good.dump())).toEqual(sorted(of('old')))
    for (const one of [good, sweeping]) one.close()
  })

  test('beside requests of other servers, and every session is valid all the time', async () => {
    const servers = [await server(), await server()]
    await servers[0]?.replace(of('0'))
    const until = { done: false }
    const requests = async (n: number): Promise<string[]> => {
      const wrong: string[] = []
      for (let round = 0; !until.done; round++) {
        const store = (servers[(n + round) % 2] ?? servers[0])?.view()
        if (await store?.useSession(`token ${n}`, () => 0, 1) === undefined) wrong.push('a session is unknown')
        const [dialogs, messages] = [
          await store?.findDialogs(numbers.map(d)),
          await store?.findMessages(numbers.map(m))
        ]
        const names = new Set(
          [...dialogs ?? [], ...messages ?? []].flatMap((one) =>
            one === undefined ? [] : 'name' in one ? one.name : one.message
          )
        )
        if (names.size > 1) wrong.push(`${[...names]} at once`)
        await store?.destroyDialogs([d(n), d((n + round) % 20)])
      }
      return wrong
    }
    const running = Promise.all(numbers.slice(0, 6).map(requests))
    try {
      for (let round = 1; round <= rounds; round++) {
        await servers[round % 2]?.replace(of(String(round)))
        const all = sorted(await servers[(round + 1) % 2]?.dump() ?? world())
        expect(
          new Set([
            ...all.users.map((one) => one.full_name),
            ...all.dialogs.map((one) => one.name),
            ...all.messages.map((one) => one.message)
          ])
        ).toEqual(new Set([String(round)]))
        expect([all.users.length, all.sessions.length]).toEqual([20, 20])
        expect(all.messages.map((one) => one.chat_dialog_id)).toEqual(all.dialogs.map((one) => one._id))
      }
    } finally {
      until.done = true
    }
    expect((await running).flat()).toEqual([])
    for (const one of servers) one.close()
  })

  test('on every server when a replacement or an addition is answered', async () => {
    const servers = [await server(), await server(), await server()]
    for (let round = 0; round < rounds; round++) {
      await servers[round % 3]?.replace(of(String(round)))
      const changed = await Promise.all(servers.map((one) => enter(one)))
      expect(changed).toEqual([String(round), String(round), String(round)])
      await servers[(round + 1) % 3]?.extend(() => world({ users: [user(99, { full_name: 'added' })] }))
      const added = await Promise.all(servers.map(async (one) => (await come(one)).findUser(99)))
      expect(added.map((one) => one?.full_name)).toEqual(['added', 'added', 'added'])
    }
    for (const one of servers) one.close()
  })

  test('when additions of several servers meet: each is there, once', async () => {
    const servers = [await server(), await server(), await server()]
    await servers[0]?.replace(of('many'))
    await Promise.all(numbers.map((n) => servers[n % 3]?.extend((known) => {
      const id = Math.max(...known.users.map((one) => one.id)) + 1
      return world({ users: [user(id)] })
    })))
    const { users } = sorted(await servers[0]?.dump() ?? world())
    expect(users.map((one) => one.id)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1))
    for (const one of servers) one.close()
  })
})

function plus (whole: World): World {
  return {
    ...whole,
    users: [...whole.users, user(99)],
    dialogs: [...whole.dialogs, dialog(99)],
    messages: [...whole.messages, message(99)]
  }
}
