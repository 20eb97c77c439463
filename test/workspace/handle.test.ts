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
