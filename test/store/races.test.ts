import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { ChatStore, WorkspaceStore } from '../../src/store/chat-store.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { d, dialog, m, message, small, sorted, world } from './things.ts'

const few = [1, 2, 3, 4, 5, 6, 7]
const crowd = Array.from({ length: 200 }, (_, n) => n)
const everyOther = (ids: string[], n: number): string[] => ids.filter((_, place) => (n >> (place % 3)) % 2 === 0)

onEveryStore('two servers on one store', (place) => {
  let workspaces: [WorkspaceStore, WorkspaceStore]
  let servers: [ChatStore, ChatStore]
  beforeAll(async () => {
    const server = await place()
    const open = async (): Promise<WorkspaceStore> => (await server()).open('default', () => world())
    workspaces = [await open(), await open()]
  })
  const given = async (): Promise<void> => {
    await workspaces[0].replace(world({
      dialogs: few.map((n) => dialog(n, { occupants_ids: [1, 2] })),
      messages: few.map((n) => message(n, { chat_dialog_id: d(n) }))
    }))
    servers = [workspaces[0].view(), workspaces[1].view()]
  }
  const serverOf = (n: number): ChatStore => servers[n % 2] ?? servers[0]

  test.each([
    ['hide messages', m, (store: ChatStore, ids: string[]) => store.hideMessages(ids, 1)],
    ['destroy messages', m, (store: ChatStore, ids: string[]) => store.destroyMessages(ids)],
    ['hide dialogs', d, (store: ChatStore, ids: string[]) => store.hideDialogs(ids, 1)],
    ['leave dialogs', d, (store: ChatStore, ids: string[]) => store.leaveDialogs(ids, 1)],
    ['destroy dialogs', d, (store: ChatStore, ids: string[]) => store.destroyDialogs(ids)]
  ] as const)('200 calls at once to %s: each id is won once', async (_, id, write) => {
    await given()
    const ids = few.map((n) => id(n))
    const won = await Promise.all(crowd.map((n) => write(serverOf(n), everyOther(ids, n))))
    expect(won.flat().sort()).toEqual(ids)
  })

  test('200 users at once hide the same messages: each of them wins them all', async () => {
    await given()
    const ids = few.map(m)
    const won = await Promise.all(crowd.map((n) => serverOf(n).hideMessages(ids, n)))
    expect(won).toEqual(crowd.map(() => ids))
    const [first] = await servers[0].findMessages([m(1)])
    expect(first?.deleted_for.toSorted((a, b) => a - b)).toEqual(crowd)
  })

  test('messages that are hidden and destroyed at once: whoever comes after the destruction gets nothing', async () => {
    await given()
    const ids = few.map(m)
    const [hidden, destroyed] = await Promise.all([servers[0].hideMessages(ids, 1), servers[1].destroyMessages(ids)])
    expect(destroyed).toEqual(ids)
    expect(ids).toEqual(expect.arrayContaining(hidden))
    expect(await servers[0].findMessages(ids)).toEqual(ids.map(() => undefined))
    expect(await servers[0].hideMessages(ids, 2)).toEqual([])
  })

  test('dialogs and their messages destroyed at once: each is won at most once, and all is gone', async () => {
    await given()
    const won = await Promise.all(
      crowd.map((n) => n % 4 < 2 ? serverOf(n).destroyDialogs(few.map(d)) : serverOf(n).destroyMessages(few.map(m)))
    )
    const ids = won.flat()
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(few.map(d)))
    expect(await workspaces[0].dump()).toEqual(world())
  })

  test('the last two occupants leave at once: both do, and the groups are gone', async () => {
    await given()
    const ids = few.map(d)
    expect(await Promise.all([servers[0].leaveDialogs(ids, 1), servers[1].leaveDialogs(ids, 2)])).toEqual([ids, ids])
    expect(await servers[0].findDialogs(ids)).toEqual(ids.map(() => undefined))
  })

  test('a world that is replaced many times at once is there in the end', async () => {
    await Promise.all(crowd.slice(0, 20).map((n) => workspaces[n % 2 === 0 ? 0 : 1].replace(small)))
    expect(sorted(await workspaces[0].dump())).toEqual(small)
  })

  test('whatever is asked at once, nobody is told of an id that he asked not for, nor twice of one', async () => {
    const write = fc.record({
      server: fc.nat(1),
      user: fc.constantFrom(1, 2),
      what: fc.constantFrom('hideMessages', 'destroyMessages', 'hideDialogs', 'leaveDialogs', 'destroyDialogs'),
      ids: fc.subarray(few)
    })
    await fc.assert(fc.asyncProperty(fc.array(write, { minLength: 2, maxLength: 12 }), async (writes) => {
      await given()
      const told = await Promise.all(writes.map(async ({ server, user, what, ids }) => {
        const asked = ids.map(what.endsWith('Messages') ? m : d)
        const won = await serverOf(server)[what](asked, user)
        expect(asked).toEqual(expect.arrayContaining(won))
        return won.map((id) => `${what} ${what.startsWith('destroy') ? 'all' : user} ${id}`)
      }))
      expect(new Set(told.flat()).size).toBe(told.flat().length)
    }), { numRuns: 30 })
  })
})
