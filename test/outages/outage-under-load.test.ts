import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { endMongodProcess, startMongodProcess } from '../helpers/mongod-process.ts'
import { freePort } from '../helpers/ports.ts'
import { mongodPath } from '../helpers/stores.ts'
import { group, world } from '../helpers/world.ts'

const id = (n: number): string => `bbbbbbbbbbbbbbbb${String(n).padStart(8, '0')}`
const many = 4000
const clients = 8

describe.skipIf(mongodPath === undefined || process.platform === 'win32')('a MongoDB that is killed under load', () => {
  let port: number
  let folder: string
  let mongod: ChildProcess
  let mock: MockServer

  beforeAll(async () => {
    port = await freePort()
    folder = await mkdtemp(join(tmpdir(), 'killed-'))
    mongod = await start()
    const messages = Array.from({ length: many }, (_, n) => ({ _id: id(n), chat_dialog_id: group, sender_id: 1 }))
    mock = await startMockServer({ store: `mongodb://127.0.0.1:${port}`, fixtures: { ...world, messages } })
  })

  afterAll(async () => {
    await mock?.close()
    await kill()
    await rm(folder, { recursive: true, force: true })
  })

  const start = () => startMongodProcess(port, folder)
  const kill = () => endMongodProcess(mongod, 'SIGKILL')

  test('answers 503 meanwhile, recovers by itself, and has lost nothing that it answered as done', async () => {
    const statuses = new Map<number, { status: number, at: number }>()
    const count = (status: number): number => [...statuses.values()].filter((one) => one.status === status).length
    let next = 0
    const end = new AbortController()
    const client = async (): Promise<void> => {
      while (!end.signal.aborted && next < many) {
        const n = next++
        const answer = await fetch(`${mock.url}/chat/Message/${id(n)}.json?force=1`, {
          method: 'DELETE',
          headers: { 'qb-token': 'token-of-1' }
        })
        await answer.text()
        statuses.set(n, { status: answer.status, at: performance.now() })
        await setTimeout(answer.status === 200 ? 10 : 200)
      }
    }
    const load = Promise.all(Array.from({ length: clients }, client))
    await setTimeout(2500)
    const killed = performance.now()
    await kill()
    await vi.waitUntil(() => count(503) > 0, { timeout: 60_000, interval: 5 })
    mongod = await start()
    const restarted = performance.now()
    const before = count(200)
    await vi.waitUntil(() => count(200) > before + 50, { timeout: 60_000, interval: 20 })
    end.abort()
    await load

    expect([...statuses.values()].filter(({ status }) => status !== 200 && status !== 503)).toEqual([])
    const { messages } = await mock.state()
    const left = new Set(messages.map(({ _id }) => _id))
    // What a MongoDB without replicas was told in its last moment is on no disk yet: that is its own affair.
    const done = [...statuses].filter(([, { status, at }]) => status === 200 && (at < killed - 1000 || at > restarted))
    const lost = done.filter(([n]) => left.has(id(n)))
    expect(done.length).toBeGreaterThan(50)
    expect(lost).toEqual([])
  })
})
