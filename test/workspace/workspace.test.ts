import { once } from 'node:events'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { OthersChange, WorkspaceStore } from '../../src/store/chat-store.ts'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import { pack } from '../../src/workspace/journal/packing.ts'
import { findRequests } from '../../src/workspace/journal/request-log.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { world } from '../helpers/world.ts'
import { received } from '../helpers/received.ts'
import { Log } from '../helpers/shared-log.ts'

/** A store that other servers share, as far as it says so. */
class Store extends MemoryWorkspace {
  offset = 0
  isAway = false
  tell: (change: OthersChange) => void = () => {}

  override onChange (listener: (change: OthersChange) => void = () => {}): void {
    this.tell = listener
  }

  override async setClock (offset = 0): Promise<void> {
    if (this.isAway) throw new Error('away')
    this.offset = offset
  }
}

const nothing: OthersChange = { world: 'same', clock: 0, logCleared: false, plansCleared: false, settings: undefined }

let store: Store
let workspace: Workspace
let events: unknown[][]
beforeEach(async () => {
  store = new Store(await readWorld(world))
  workspace = new Workspace('w', { store, journal: new Journal(10) })
  events = []
  for (const name of ['world', 'over', 'settings'] as const) {
    workspace.events.on(name, (...of: unknown[]) => { events.push([name, ...of]) })
  }
})

describe('what another server has done', () => {
  const held = vi.fn()
  beforeEach(() => {
    held.mockClear()
    workspace.held.hold(held)
    workspace.requests.add(received())
  })

  test.each<[Partial<OthersChange>, unknown[][], number, number]>([
    [{}, [], 1, 0],
    [{ logCleared: true }, [], 0, 0],
    [{ plansCleared: true }, [], 1, 1],
    [{ world: 'extended' }, [['world']], 1, 0],
    [{ world: 'replaced' }, [['world']], 1, 0],
    [{ settings: { number: 1, text: '{}' } }, [['settings', { number: 1, text: '{}' }]], 1, 0]
  ])('is done here too: %j', (change, told, remembered, cutOff) => {
    store.tell({ ...nothing, ...change })
    expect([events, workspace.journal.find().length, held.mock.calls.length]).toEqual([told, remembered, cutOff])
  })

  test('to the clock is seen here', () => {
    store.tell({ ...nothing, clock: 5000 })
    expect(workspace.clock.offset).toBe(5000)
  })
})

describe('a workspace that other servers have open, too', () => {
  const add = vi.fn(async (text: string, left: number) => ({ number: 7, left, text }))
  let log: Log
  beforeEach(async () => {
    log = new Log()
    const shared = Object.assign(new MemoryWorkspace(emptyWorld), { plans: { known: [], add }, log: () => log })
    const parts = { store: shared as unknown as WorkspaceStore, journal: new Journal(10), server: () => 'mock:1' }
    workspace = new Workspace('w', parts)
  })

  test('keeps requests where all find them, with the name of the server', async () => {
    await workspace.requests.add(received({ id: 'here' }))
    expect(await findRequests(workspace.requests, {}, 9)).toMatchObject([{ id: 'here', server: 'mock:1' }])
    expect(log.texts).toHaveLength(1)
  })

  test('keeps what is planned there, too', async () => {
    expect(await workspace.faults.plan({ status: 500 })).toMatchObject({ id: 'fault-7', status: 500 })
    expect(add).toHaveBeenCalledOnce()
  })

  test('tells of the requests of all of them, to who pays attention', async () => {
    const stop = await workspace.attend()
    const told = once(workspace.events, 'request')
    await log.add(`mock:2\n${pack(received({ id: 'there' }))}`)
    expect(await told).toMatchObject([{ id: 'there', server: 'mock:2' }])
    stop()
  })
})

describe('the clock of a workspace', () => {
  test('is changed for all servers', async () => {
    await workspace.changeClock((clock) => clock.advance(1000))
    expect([store.offset, workspace.clock.offset]).toEqual([1000, 1000])
  })

  test('stays as it is where the store does not answer', async () => {
    await workspace.changeClock((clock) => clock.advance(1000))
    store.isAway = true
    await expect(workspace.changeClock((clock) => clock.advance(1000))).rejects.toThrow('away')
    expect(workspace.clock.offset).toBe(1000)
  })
})

describe('a change of the whole world', () => {
  test('is told once it is done', async () => {
    let seen: number | undefined
    workspace.events.once('world', () => { seen = workspace.journal.find().length })
    workspace.requests.add(received())
    workspace.clock.advance(1000)
    await workspace.faults.plan({})
    const held = vi.fn()
    workspace.held.hold(held)
    await workspace.reset()
    expect([seen, events, workspace.clock.offset, workspace.faults.none, held.mock.calls.length]).toEqual([
      0,
      [['world']],
      0,
      true,
      1
    ])
    const users = await workspace.replace(async () => emptyWorld)
    expect([users, events.length, (await store.seed()).users]).toEqual([emptyWorld, 2, []])
    expect((await workspace.add(() => emptyWorld)).users).toEqual([])
    expect(events).toHaveLength(3)
  })

  test('comes after the one before it, even if that failed', async () => {
    const order: string[] = []
    const slow = workspace.replace(async () => {
      await new Promise((resolve) => setImmediate(resolve))
      order.push('first')
      throw new Error('unreadable')
    })
    const next = workspace.replace(() => {
      order.push('second')
      return emptyWorld
    })
    await expect(slow).rejects.toThrow('unreadable')
    await next
    expect([order, events.length]).toEqual([['first', 'second'], 1])
  })

  test('says what later resets go back to, to the servers that share the store', async () => {
    const replace = vi.spyOn(store, 'replace')
    const seed = await store.seed()
    await workspace.reset()
    await workspace.replace(() => emptyWorld)
    await workspace.replace(() => emptyWorld, 'common')
    expect(replace.mock.calls).toEqual([[seed, 'same'], [emptyWorld, 'own'], [emptyWorld, 'common']])
  })

  test('goes back to what was put in its place, or to what it began with', async () => {
    await workspace.replace(() => emptyWorld, 'same')
    await workspace.reset()
    expect((await store.dump()).users).toHaveLength(7)
    await workspace.replace(() => emptyWorld)
    await workspace.reset()
    expect((await store.dump()).users).toEqual([])
  })
})

test('what faults hold up is cut off when they are taken back, and when the workspace ends', async () => {
  const [held, released] = [vi.fn(), vi.fn()]
  workspace.held.hold(held)
  workspace.held.hold(released)()
  await workspace.faults.plan({})
  await workspace.clearFaults()
  expect([held.mock.calls.length, workspace.faults.none]).toEqual([1, true])
  workspace.held.hold(held)
  workspace.end()
  workspace.end()
  expect([held.mock.calls.length, events]).toEqual([2, [['over'], ['over']]])
  expect(released).not.toHaveBeenCalled()
})

test('where no other server is, there is nobody to pay attention to', async () => {
  const stop = await workspace.attend()
  expect(stop()).toBeUndefined()
})
