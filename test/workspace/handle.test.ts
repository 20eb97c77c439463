import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { WorkspaceGoneError } from '../../src/store/chat-store.ts'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { workspaceHandle } from '../../src/workspace/handle.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import type { MockWorkspace } from '../../src/workspace/mock-workspace.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { world } from '../helpers/world.ts'

let store: MemoryWorkspace
let workspace: Workspace
let mine: MockWorkspace
/** Whether this server knows that the workspace is no more. */
let isKnown: boolean

const open = (capacity: number): void => {
  workspace = new Workspace('w', { store, journal: new Journal(capacity) })
  mine = workspaceHandle('w', 'http://mock/@w', () => {
    if (isKnown) throw new Error('The workspace is gone')
    return workspace
  })
}

beforeEach(async () => {
  isKnown = false
  store = new MemoryWorkspace(await readWorld(world))
  open(10)
})

describe('a call that fails', () => {
  test('says that the workspace is gone where another server has deleted it', async () => {
    vi.spyOn(store, 'setClock').mockRejectedValue(new WorkspaceGoneError())
    vi.spyOn(store, 'hear').mockImplementation(async () => { isKnown = true })
    await expect(mine.clock.advance({ hours: 1 })).rejects.toThrow('The workspace is gone')
  })

  test('says that the workspace is gone where that is known meanwhile', async () => {
    vi.spyOn(store, 'setClock').mockImplementation(async () => {
      isKnown = true
      throw new Error('away')
    })
    await expect(mine.clock.advance({ hours: 1 })).rejects.toThrow('The workspace is gone')
  })

  test('says why where the workspace is there, and asks no other server for that', async () => {
    vi.spyOn(store, 'setClock').mockRejectedValue(new Error('away'))
    const hear = vi.spyOn(store, 'hear')
    await expect(mine.clock.advance({ hours: 1 })).rejects.toThrow('away')
    expect(hear).not.toHaveBeenCalled()
  })
})

test('of a journal that is off nothing can be asked, and it says so', async () => {
  open(0)
  expect(() => mine.requests()).toThrow('The journal is off')
  await expect(mine.clearRequests()).rejects.toThrow('The journal is off')
  await expect(mine.waitForRequest()).rejects.toThrow('The journal is off')
})

test('what is exported is the whole world, and can be put in its place', async () => {
  const exported = await mine.export()
  expect(exported).toMatchObject({ sessions: expect.any(Array), messages: { length: 6 } })
  await mine.replace(exported)
  expect(await mine.export()).toEqual(exported)
})

test('the list of faults is a copy', async () => {
  await mine.fail({})
  const faults = mine.faults()
  await mine.cancelFault(faults[0]?.id ?? '')
  expect([faults.length, mine.faults().length]).toEqual([1, 0])
})

describe('what a test is told is its own, and what it does with it changes nothing', () => {
  /** Writes into every object and list that can be reached. */
  function spoil (thing: unknown): void {
    if (typeof thing !== 'object' || thing === null) return
    for (const part of Object.values(thing)) spoil(part)
    if (Array.isArray(thing)) thing.push('spoilt')
    else Object.assign(thing, { spoilt: true })
  }

  const more = {
    users: [{ id: 77, application_id: 10, login: 'more' }],
    dialogs: [{ type: 2, user_id: 1, occupants_ids: [1, 2], data: { class_name: 'Plan', days: [1, 2] } }]
  } as const

  test.each<[string, () => Promise<unknown>]>([
    ['load', () => mine.load(more)],
    ['replace', () => mine.replace(world)],
    ['state', () => mine.state()],
    ['state as a user', () => mine.state({ as: 1 })],
    ['export', () => mine.export()],
    ['sessions', () => mine.sessions()],
    ['faults', async () => mine.faults()]
  ])('%s', async (_, tell) => {
    await mine.load({ ...more, users: [{ id: 78, application_id: 10, login: 'before' }] })
    await mine.fail({ match: { method: 'DELETE' }, headers: { 'x-planned': 'yes' }, body: { errors: ['planned'] } })
    const told = await tell()
    const before = JSON.stringify([await mine.export(), mine.faults()])
    spoil(told)
    expect(JSON.stringify([await mine.export(), mine.faults()])).toBe(before)
    await mine.reset()
    expect(JSON.stringify(await mine.export())).not.toContain('spoilt')
  })

  test('a fault is planned as it was given', async () => {
    const match = { path: '/first' }
    const fault = { match, body: { errors: ['first'] } }
    await mine.fail(fault)
    match.path = '/second'
    fault.body.errors.push('second')
    expect(mine.faults()).toMatchObject([{ match: { path: '/first' }, body: { errors: ['first'] } }])
  })
})
