import { afterEach, describe, expect, test } from 'vitest'
import { Command } from '../helpers/command.ts'
import { freshDatabase, mongodPath } from '../helpers/stores.ts'
import { as } from '../helpers/wire.ts'
import { d, m, world } from '../helpers/world.ts'

/** What a process takes for the time is so many minutes ahead. */
function clockAhead (minutes: number): { NODE_OPTIONS: string } {
  const code = `const True = Date
    const ahead = ${minutes} * 60000
    globalThis.Date = class Date extends True {
      constructor (...given) { if (given.length === 0) super(True.now() + ahead); else super(...given) }
      static now () { return True.now() + ahead }
    }`
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
}

interface Server extends AsyncDisposable {
  readonly command: Command
  readonly url: string
}

const started: Command[] = []
afterEach(async () => { for (const command of started.splice(0)) await command[Symbol.asyncDispose]() })

async function start (store: string, env: Record<string, string> = {}): Promise<Omit<Server, keyof AsyncDisposable>> {
  const command = new Command(['--log-level', 'error', '--journal', '5000'], { env: { STORE: store, ...env } })
  started.push(command)
  return { command, url: await command.url() }
}

async function admin<T> (url: string, method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${url}/__admin${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  })
  const text = await answer.text()
  expect(answer.status, `${method} ${path}: ${text}`).toBeLessThan(300)
  return text === '' ? undefined as T : JSON.parse(text) as T
}

const count = 600
const many = Array.from({ length: count }, (_, n) => ({ _id: m(1000 + n), chat_dialog_id: d(1), sender_id: 1 }))

describe.skipIf(mongodPath === undefined)('servers of one MongoDB', { timeout: 240_000 }, () => {
  test('that start at once seed it once, and are ready', async () => {
    const store = await freshDatabase()
    const servers = await Promise.all([start(store), start(store), start(store)])
    const states = await Promise.all(servers.map(({ url }) => admin<{ messages: unknown[] }>(url, 'GET', '/state')))
    expect(states[0]?.messages.length).toBeGreaterThan(0)
    expect(states[1]).toEqual(states[0])
    expect(states[2]).toEqual(states[0])
  })

  test('lose nothing that was answered when they are killed, ended and started again under load', async () => {
    const store = await freshDatabase()
    const servers = await Promise.all([start(store), start(store), start(store)])
    await admin(servers[0].url, 'PUT', '/fixtures', { ...world, messages: many })
    const answered = new Map<string, { readonly id: string, readonly status: number }>()
    const statuses = new Set<number>()
    const deleted: string[] = []
    let next = 0
    const client = async (place: number): Promise<void> => {
      while (next < count) {
        const { _id: id } = many[next++] ?? { _id: '' }
        for (let turn = place; ; turn++) {
          const answer = await ask(servers[turn % 3]?.url ?? '', id)
          if (answer === undefined) continue
          statuses.add(answer.status)
          if (answer.status === 503) continue
          answered.set(answer.request, { id, status: answer.status })
          if (answer.status === 200) deleted.push(id)
          break
        }
      }
    }
    const load = Promise.all(Array.from({ length: 9 }, (_, n) => client(n)))
    for (const [turn, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL', 'SIGTERM'] as const).entries()) {
      await until(() => next > (turn + 1) * 100)
      const gone = servers[turn % 3]
      gone?.command.child.kill(signal)
      await gone?.command.ended()
      servers[turn % 3] = await start(store)
    }
    await load
    expect([...statuses].filter((status) => ![200, 404, 503].includes(status))).toEqual([])
    expect(new Set(deleted).size).toBe(deleted.length)
    for (const { url } of servers) {
      const { requests } = await admin<{ requests: Entry[] }>(url, 'GET', '/requests')
      const told = new Map(requests.map((entry) => [entry.id, entry]))
      expect(told.size).toBe(requests.length)
      for (const [request, { id, status }] of answered) {
        expect(told.get(request)).toMatchObject({ url: `/chat/Message/${id}?force=1`, response: { status } })
      }
    }
    const { messages } = await admin<{ messages: unknown[] }>(servers[1].url, 'GET', '/state')
    expect(messages).toEqual([])
  })

  test('have the time of the database, though the clock of one is off by minutes', async () => {
    const store = await freshDatabase()
    const servers = await Promise.all([start(store), start(store, clockAhead(7)), start(store, clockAhead(-7))])
    await admin(servers[1].url, 'PUT', '/fixtures', {
      ...world,
      sessions: [
        ...world.sessions ?? [],
        { token: 'short', application_id: 10, user_id: 1, expires_at: new Date(Date.now() + 180_000).toISOString() },
        { token: 'over', application_id: 10, user_id: 1, expires_at: new Date(Date.now() - 180_000).toISOString() }
      ]
    })
    for (const { url } of servers) {
      const status = async (token: string) =>
        (await fetch(`${url}/chat/Dialog.json`, { headers: { 'qb-token': token } })).status
      expect([await status('over'), await status('short')]).toEqual([401, 200])
      const { now } = await admin<{ now: string }>(url, 'GET', '/clock')
      expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(60_000)
    }
    await admin(servers[2].url, 'PUT', '/clock', { now: '2031-01-01T00:00:00Z' })
    for (const { url } of servers) {
      const { now } = await admin<{ now: string }>(url, 'GET', '/clock')
      // Two servers know the time of their database to some seconds.
      expect(Math.abs(Date.parse(now) - Date.parse('2031-01-01T00:00:00Z'))).toBeLessThan(60_000)
    }
    const { requests } = await admin<{ requests: Entry[] }>(servers[0].url, 'GET', '/requests')
    expect(requests.map(({ server }) => server)).toEqual(
      [2, 2, 1, 1, 0, 0].map((n) => expect.stringMatching(new RegExp(`:${new URL(servers[n]?.url ?? '').port}$`)))
    )
    for (const { at } of requests) expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(120_000)
  })
})

interface Entry {
  readonly id: string
  readonly at: string
  readonly url: string
  readonly server: string
  readonly response: { readonly status: number } | null
}

/** Undefined where nothing answers. */
async function ask (url: string, id: string): Promise<{ request: string, status: number } | undefined> {
  try {
    const answer = await fetch(`${url}/chat/Message/${id}?force=1`, { method: 'DELETE', headers: as.user(1) })
    await answer.text()
    return { request: answer.headers.get('x-request-id') ?? '', status: answer.status }
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 20))
    return undefined
  }
}

async function until (holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}
