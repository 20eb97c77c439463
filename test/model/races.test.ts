import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fixtures } from '../../src/fixtures/fixtures.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { d, m, world } from '../helpers/world.ts'

const few = [1, 2, 3, 4, 5, 6]

/** Six groups of users 1 and 2 with two messages each, all of user 1. */
const fixtures: Fixtures = {
  ...world,
  dialogs: few.map((n) => ({ _id: d(n), application_id: 10, type: 2, user_id: 1, occupants_ids: [1, 2] })),
  messages: few.flatMap((n) => [n, n + few.length].map((id) => ({ _id: m(id), chat_dialog_id: d(n), sender_id: 1 })))
}
const everyMessage = few.flatMap((n) => [m(n), m(n + few.length)])

onEveryStore('many clients of two servers at once', (open) => {
  let servers: [Wire, Wire]
  beforeAll(async () => {
    const server = await open()
    servers = [await openWire(await server()), await openWire(await server())]
  })
  afterAll(() => Promise.all(servers.map((server) => server.close())))

  const given = () => servers[0].workspace.replace(() => readWorld(fixtures))
  const remove = (n: number, path: string, who = as.user(1)): Promise<LightMyRequestResponse> =>
    (servers[n % 2] ?? servers[0]).delete(path, who)
  const many = (
    count: number,
    ask: (n: number) => Promise<LightMyRequestResponse>
  ): Promise<LightMyRequestResponse[]> => Promise.all(Array.from({ length: count }, (_, n) => ask(n)))
  const some = (ids: readonly string[], n: number): string =>
    ids.filter((_, place) => (n >> (place % 4)) % 2 === 0).join()
  const left = async (): Promise<{ dialogs: string[], messages: string[] }> => {
    const { dialogs, messages } = await servers[1].workspace.store.dump()
    return { dialogs: dialogs.map(({ _id }) => _id), messages: messages.map(({ chat_dialog_id: id }) => id) }
  }

  test.each(
    [
      ['messages, for oneself', 'Message', everyMessage, ''],
      ['messages, for everybody', 'Message', everyMessage, '?force=1'],
      ['dialogs, by leaving', 'Dialog', few.map(d), ''],
      ['dialogs, for everybody', 'Dialog', few.map(d), '?force=1']
    ] as const
  )(
    '100 deletes of the same %s: each id is reported deleted once, else not found',
    async (_, collection, ids, query) => {
      await given()
      const answers = await many(100, (n) => remove(n, `/chat/${collection}/${some(ids, n)},${m(9999)}.json${query}`))
      expect(answers.map((answer) => answer.statusCode).filter((status) => status !== 200 && status !== 404)).toEqual(
        []
      )
      expect(answers.flatMap(deletedIn).sort()).toEqual([...ids].sort())
    }
  )

  test('of those who ask for one id alone, one gets the 200, all others the 404', async () => {
    await given()
    for (
      const path of [
        `/chat/Message/${m(1)}?force=1`,
        `/chat/Message/${m(2)}`,
        `/chat/Dialog/${d(3)}?force=1`,
        `/chat/Dialog/${d(4)}`
      ]
    ) {
      const statuses = (await many(20, (n) => remove(n, path))).map((answer) => answer.statusCode)
      // A group that somebody has left is not his any more.
      const late = path === `/chat/Dialog/${d(4)}` ? [403, 404] : [404]
      expect(statuses.filter((status) => status === 200)).toEqual([200])
      expect(statuses.filter((status) => status !== 200 && !late.includes(status))).toEqual([])
    }
  })

  test('hidden and destroyed at once: the destruction wins every id, and nothing of it is left for ' +
    'anybody', async () => {
    await given()
    const all = everyMessage.join()
    const [destroyed, ...hidden] = await Promise.all([
      remove(0, `/chat/Message/${all}?force=1`),
      ...few.map((n) => remove(n, `/chat/Message/${all}`, as.user(n % 2 + 1)))
    ])
    expect(deletedIn(destroyed)).toEqual(everyMessage.toSorted())
    expect(hidden.map((answer) => answer.statusCode).filter((status) => status >= 500)).toEqual([])
    expect((await left()).messages).toEqual([])
    expect((await remove(1, `/chat/Message/${all}`, as.user(2))).statusCode).toBe(404)
  })

  test('dialogs, their messages and new messages at once: no dialog is half deleted, and no message outlives its ' +
    'dialog', async () => {
    const act = fc.record({
      what: fc.constantFrom('destroy dialog', 'leave', 'destroy message', 'hide message', 'send'),
      n: fc.constantFrom(...few),
      user: fc.constantFrom(1, 2),
      server: fc.nat(1)
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25, size: 'max' }), async (acts) => {
        await given()
        const answers = await Promise.all(acts.map(async ({ what, n, user, server }) => {
          switch (what) {
            case 'destroy dialog':
              return remove(server, `/chat/Dialog/${d(n)}?force=1`)
            case 'leave':
              return remove(server, `/chat/Dialog/${d(n)}`, as.user(user))
            case 'destroy message':
              return remove(server, `/chat/Message/${m(n)}?force=1`)
            case 'hide message':
              return remove(server, `/chat/Message/${m(n)}`, as.user(user))
            case 'send':
              return (servers[server] ?? servers[0]).post('/chat/Message.json', as.user(user), {
                chat_dialog_id: d(n),
                message: 'x'
              })
          }
        }))
        expect(answers.map((answer) => answer.statusCode).filter((status) => ![200, 201, 403, 404].includes(status)))
          .toEqual([])
        const { dialogs, messages } = await left()
        expect(messages.filter((id) => !dialogs.includes(id))).toEqual([])
        const destroyed = acts.filter(({ what }, place) =>
          what === 'destroy dialog' && answers[place]?.statusCode === 200
        ).map(({ n }) => d(n))
        expect(new Set(destroyed).size).toBe(destroyed.length)
        expect(dialogs.filter((id) => destroyed.includes(id))).toEqual([])
      }),
      { numRuns: 25 }
    )
  })
})

function deletedIn (answer: LightMyRequestResponse): string[] {
  return answer.statusCode === 200 ? answer.json().SuccessfullyDeleted.ids : []
}
