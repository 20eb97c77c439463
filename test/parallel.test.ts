import { Agent, request } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { startMockServer } from '../src/index.ts'
import type { Fixtures, MockServerOptions, MockWorkspace } from '../src/index.ts'
import { freshDatabase, stores } from './helpers/stores.ts'
import { as } from './helpers/wire.ts'
import { d, m, world } from './helpers/world.ts'

const workers = 8
const messagesEach = 10
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
afterAll(() => agent.destroy())

const messages: Fixtures = {
  ...world,
  dialogs: [{ _id: d(1), application_id: 10, type: 2, user_id: 1, occupants_ids: [1, 2] }],
  messages: Array.from(
    { length: messagesEach },
    (_, n) => ({ _id: m(n), chat_dialog_id: d(1), sender_id: 1, message: String(n) })
  )
}

function remove (url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      url,
      { method: 'DELETE', agent, headers: as.user(1) },
      (answer) => answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
    ).on('error', reject).end()
  })
}

/** One worker's test, over and over: a world of its own, deleted in, asked, and reset. */
async function work (mine: MockWorkspace, rounds: number, own: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await mine.load({ messages: [{ _id: m(5000 + own), chat_dialog_id: d(1), sender_id: 2, message: mine.name }] })
    const victims = Array.from({ length: messagesEach }, (_, n) => n).filter((n) => n % workers !== own)
    const statuses = await Promise.all(
      victims.flatMap((
        n
      ) => [remove(`${mine.url}/chat/Message/${m(n)}?force=1`), remove(`${mine.url}/chat/Message/${m(n)}?force=1`)])
    )
    expect(statuses.sort()).toEqual([...victims.map(() => 200), ...victims.map(() => 404)])
    const { messages: left } = await mine.state()
    expect(left.map(({ message }) => message).sort()).toEqual([...messagesEachBut(victims), mine.name].sort())
    expect(mine.requests()).toHaveLength(2 * victims.length)
    await mine.reset()
    expect(mine.requests()).toEqual([])
    expect((await mine.state()).messages).toHaveLength(messagesEach)
  }
}

function messagesEachBut (victims: readonly number[]): string[] {
  return Array.from({ length: messagesEach }, (_, n) => n).filter((n) => !victims.includes(n)).map(String)
}

for (const { name, missing } of stores) {
  const title = `8 workers at once, each in a workspace of one mock, none sees another's world, on ${name}`
  test.skipIf(missing)(title, async () => {
    const store = (name === 'memory' ? 'memory' : await freshDatabase()) as NonNullable<MockServerOptions['store']>
    await using mock = await startMockServer({ fixtures: messages, store })
    const mine = await Promise.all(Array.from({ length: workers }, (_, n) => mock.workspace(`worker-${n}`)))
    await Promise.all(mine.map((workspace, n) => work(workspace, name === 'memory' ? 6 : 3, n)))
    expect(mock.requests()).toEqual([])
    expect((await mock.state()).messages).toHaveLength(messagesEach)
  })
}
