import { getEventListeners, setMaxListeners } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import { mostWaiting, readRequests, waitFor } from '../../src/workspace/waiting.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { received } from '../helpers/received.ts'
import { timersOf } from '../helpers/timers.ts'

const open = (capacity: number) =>
  new Workspace('w', { store: new MemoryWorkspace(emptyWorld), journal: new Journal(capacity) })

let workspace: Workspace
beforeEach(() => { workspace = open(100) })

let count = 0
const come = (method = 'DELETE') =>
  workspace.requests.add(received({ id: `request-${count++}`, method, url: '/chat/Message/a' }))
const long = 60_000
const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Whether somebody still waits, after all that is due has been done. */
async function waits (waiting: Promise<void>): Promise<boolean> {
  let isOver = false
  waiting.then(() => { isOver = true })
  for (let n = 0; n < 3; n++) await turn()
  return !isOver
}

const listeners = () =>
  (['request', 'over', 'world'] as const).map((name) => workspace.events.listenerCount(name))

describe('who waits for requests', () => {
  test('goes on at once where there are enough', async () => {
    come()
    come()
    await waitFor(workspace, {}, 2, long)
    await waitFor(workspace, {}, 0, long)
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('goes on when there are enough that match', async () => {
    come()
    const waiting = waitFor(workspace, { method: 'DELETE' }, 3, long)
    await turn()
    for (const method of ['GET', 'DELETE', 'GET', 'GET']) come(method)
    expect(await waits(waiting)).toBe(true)
    come()
    expect(await waits(waiting)).toBe(false)
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('waits anew for those that were forgotten meanwhile', async () => {
    const waiting = waitFor(workspace, {}, 2, long)
    await turn()
    come()
    workspace.requests.forget()
    come()
    expect(await waits(waiting)).toBe(true)
    come()
    expect(await waits(waiting)).toBe(false)
  })

  test('goes on when the time is over', async () => {
    await waitFor(workspace, {}, 1, 0)
    await waitFor(workspace, {}, 1, 5)
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('goes on when the workspace is over', async () => {
    const waiting = waitFor(workspace, {}, 1, long)
    expect(await waits(waiting)).toBe(true)
    workspace.end()
    await waiting
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('goes on when nobody wants to know any more, or never did', async () => {
    const client = new AbortController()
    const waiting = waitFor(workspace, {}, 1, long, client.signal)
    expect(await waits(waiting)).toBe(true)
    client.abort()
    await waiting
    await waitFor(workspace, {}, 1, long, client.signal)
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('leaves nothing behind for a time that nobody waits for any more', async () => {
    const timers = timersOf(long)
    const client = new AbortController()
    const waiting = waitFor(workspace, {}, 1, long, client.signal)
    expect([timers(), getEventListeners(client.signal, 'abort').length]).toEqual([1, 1])
    come()
    await waiting
    expect([timers(), getEventListeners(client.signal, 'abort').length]).toEqual([0, 0])
  })

  test('is one of a thousand at most', async () => {
    const client = new AbortController()
    setMaxListeners(0, client.signal)
    const waiting = Array.from({ length: mostWaiting }, () => waitFor(workspace, {}, 1, long, client.signal))
    await expect(waitFor(workspace, {}, 1, long)).rejects.toMatchObject({
      statusCode: 429,
      problems: [
        'There are 1000 who wait or read in this workspace already; ask again in a moment, or wait for several ' +
          'requests at once with atLeast'
      ]
    })
    client.abort()
    await Promise.all(waiting)
    await waitFor(workspace, {}, 1, 0)
  })

  test('leaves nothing behind where the store does not answer', async () => {
    workspace.attend = async () => { throw new Error('away') }
    await expect(waitFor(workspace, {}, 1, long)).rejects.toThrow('away')
    expect(listeners()).toEqual([0, 0, 0])
  })

  test('pays attention to other servers as long as he waits', async () => {
    const paid: string[] = []
    workspace.attend = async () => {
      paid.push('paid')
      return () => paid.push('stopped')
    }
    const waiting = waitFor(workspace, {}, 1, long)
    await turn()
    expect(paid).toEqual(['paid'])
    come()
    await waiting
    expect(paid).toEqual(['paid', 'stopped'])
  })
})

test('a journal that is off finds nothing by saying so', async () => {
  workspace = open(0)
  const off = 'The journal is off: start the mock with --journal N, or journal: N, to remember the last N requests'
  expect(() => readRequests(workspace)).toThrow(expect.objectContaining({ statusCode: 409, problems: [off] }))
  await expect(waitFor(workspace, {}, 1, long)).rejects.toThrow(off)
})
