import { beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultSwitches } from '../../src/options/switches.ts'
import type { FidelitySwitches } from '../../src/options/switches.ts'
import type { WorkspaceStore } from '../../src/store/chat-store.ts'
import type { SharedSettings } from '../../src/store/directory.ts'
import { MemoryDirectory } from '../../src/store/memory/memory-directory.ts'
import { openStores } from '../../src/store/open-stores.ts'
import type { Stores } from '../../src/store/stores.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { ofOwner, world } from '../helpers/world.ts'
import { received } from '../helpers/received.ts'
import { Log } from '../helpers/shared-log.ts'

/** What servers of the same stores know together, as far as these tests say that there are others. */
class Directory extends MemoryDirectory {
  isChanged = true
  present: SharedSettings | undefined

  override async settle (text = ''): Promise<undefined> {
    this.present = { number: (this.present?.number ?? 0) + 1, text }
    return { ...this.present, changed: this.isChanged } as unknown as undefined
  }

  override async settings (): Promise<undefined> {
    return this.present as unknown as undefined
  }
}

let directory: Directory
let stores: Stores
let workspaces: Workspaces
let switches: { -readonly [Name in keyof FidelitySwitches]: FidelitySwitches[Name] }
/** What the store of each workspace was told, and how it tells that it is gone. */
let told: Record<string, SharedSettings[]>
let gone: Record<string, () => void>

beforeEach(async () => {
  directory = new Directory()
  told = {}
  gone = {}
  const memory = await openStores({ store: 'memory' })
  stores = {
    ...memory,
    directory,
    begin: async (seed) => {
      directory.begin(seed)
      return true
    },
    drop: async (name) => {
      await memory.drop(name)
      directory.leave(name)
    },
    async open (name, seed): Promise<WorkspaceStore> {
      const store = await memory.open(name, seed)
      vi.spyOn(store, 'settle').mockImplementation(async (settings) => { (told[name] ??= []).push(settings) })
      vi.spyOn(store, 'onGone').mockImplementation((listener) => { gone[name] = listener })
      return store
    }
  }
  workspaces = new Workspaces(stores, await readWorld(world), 10)
  switches = { ...defaultSwitches }
})

describe('how the servers of the same stores are set', () => {
  const empty = '{"singleMessageBody":"empty"}'

  test('is how the one that starts is set, in all workspaces', async () => {
    for (const name of ['b', 'a']) await workspaces.openOrCreate(name)
    await workspaces.settle(switches)
    const settings = { number: 1, text: JSON.stringify(defaultSwitches) }
    expect(told).toEqual({ a: [settings], b: [settings] })
    await workspaces.openOrCreate('c')
    expect(told).toMatchObject({ c: [settings] })
  })

  test('is told in the default workspace alone where they are set like that already', async () => {
    directory.isChanged = false
    await workspaces.openOrCreate('a')
    await workspaces.settle(switches)
    expect(Object.keys(told)).toEqual(['default'])
  })

  test('is nothing to tell where there is no other server', async () => {
    vi.spyOn(directory, 'settle').mockResolvedValue(undefined)
    await workspaces.openOrCreate('a')
    await workspaces.settle(switches)
    expect([told, switches]).toEqual([{}, defaultSwitches])
  })

  test.each([
    [2, empty, 'empty'],
    [1, empty, 'json'],
    [0, empty, 'json'],
    [3, '{"singleMessageBody":"empty","ofAnotherVersion":1}', 'empty']
  ])('changes with what is newer, of what it knows: %i, %s', async (number, text, body) => {
    const { events } = await workspaces.openOrCreate('a')
    await workspaces.settle(switches)
    events.emit('settings', { number, text })
    expect(switches).toEqual({ ...defaultSwitches, singleMessageBody: body })
    await workspaces.openOrCreate('b')
    expect(told['b']).toEqual([number > 1 ? { number, text } : { number: 1, text: JSON.stringify(defaultSwitches) }])
  })

  test('is known to a server that opens a workspace, and told there', async () => {
    await workspaces.settle(switches)
    directory.present = { number: 9, text: empty }
    await workspaces.openOrCreate('a')
    expect([switches.singleMessageBody, told['a']]).toEqual(['empty', [directory.present]])
  })

  test('does not matter before the server is set', async () => {
    directory.present = { number: 9, text: empty }
    await workspaces.openOrCreate('a')
    expect(told).toEqual({ a: [directory.present] })
  })
})

describe('the workspaces of a server', () => {
  test('are listed by name', async () => {
    for (const name of ['b', 'c', 'a']) await workspaces.openOrCreate(name)
    expect(workspaces.list().map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(await workspaces.names()).toEqual(['a', 'b', 'c'])
    expect((await workspaces.openOrCreate('a')).journal.capacity).toBe(10)
    expect(new Workspaces(stores, emptyWorld).find('a')).toBeUndefined()
    expect((await new Workspaces(stores, emptyWorld).openOrCreate('d')).journal.capacity).toBe(1000)
  })

  test('begin once, and again where that failed', async () => {
    const begin = vi.spyOn(stores, 'begin').mockRejectedValueOnce(new Error('away'))
    await expect(workspaces.openOrCreate('a')).rejects.toThrow('away')
    await workspaces.openOrCreate('a')
    await workspaces.openOrCreate('b')
    expect(begin).toHaveBeenCalledTimes(2)
  })

  test('are looked at without being made: only accounts are known then', async () => {
    directory.begin(await readWorld(world))
    const seen = await workspaces.look('a')
    const { users, dialogs, messages } = await seen.store.dump()
    expect([seen.journal.capacity, users.length, dialogs, messages]).toEqual([0, 7, [], []])
    expect((await workspaces.look('b')).store).toBe(seen.store)
    directory.begin(emptyWorld)
    expect((await (await workspaces.look('b')).store.dump()).users).toEqual([])
    expect([workspaces.list(), await workspaces.names()]).toEqual([[], []])
    await expect(workspaces.look('No Name')).rejects.toThrow('can\'t name a workspace')
    const opened = await workspaces.openOrCreate('a')
    expect(await workspaces.look('a')).toBe(opened)
  })

  test('are gone once one is dropped, wherever that was', async () => {
    const [a, b] = [await workspaces.openOrCreate('a'), await workspaces.openOrCreate('b')]
    const over = vi.fn()
    for (const { events } of [a, b]) events.on('over', over)
    expect([await workspaces.drop('a'), await workspaces.drop('a'), await workspaces.drop('never')]).toEqual([
      true,
      false,
      false
    ])
    expect(workspaces.find('a')).toBeUndefined()
    const tellOfFirst = gone['b']
    tellOfFirst?.()
    expect([over.mock.calls.length, workspaces.list()]).toEqual([2, []])
    expect(await workspaces.names()).toEqual(['b'])
    const again = await workspaces.openOrCreate('b')
    expect(again).not.toBe(b)
    tellOfFirst?.()
    expect(workspaces.find('b')).toBe(again)
    await expect(workspaces.drop('default')).rejects.toThrow('The default workspace stays')
  })

  test('are dropped once, however many ask for it, and even while one is opened', async () => {
    await workspaces.openOrCreate('a')
    expect(await Promise.all([workspaces.drop('a'), workspaces.drop('a')])).toEqual([true, false])
    const [opened, dropped] = await Promise.all([workspaces.openOrCreate('b'), workspaces.drop('b')])
    expect([opened.name, dropped, workspaces.find('b')]).toEqual(['b', true, undefined])
  })

  test('are dropped where they are not open here, too', async () => {
    await directory.enter('elsewhere', 9)
    expect(await Promise.all([workspaces.drop('elsewhere'), workspaces.drop('elsewhere')])).toEqual([true, false])
    expect(await workspaces.names()).toEqual([])
  })

  test('are not dropped by who asked for the one before', async () => {
    await workspaces.openOrCreate('a')
    let tell = (_names: string[]): void => {}
    vi.spyOn(directory, 'names').mockReturnValueOnce(new Promise((resolve) => { tell = resolve }))
    const late = workspaces.drop('a')
    expect(await workspaces.drop('a')).toBe(true)
    const again = await workspaces.openOrCreate('a')
    tell(['a'])
    expect(await late).toBe(false)
    expect(workspaces.find('a')).toBe(again)
  })

  test('are opened anew only when the one before has been dropped', async () => {
    await workspaces.openOrCreate('a')
    const order: string[] = []
    const { drop, open } = stores
    vi.spyOn(stores, 'drop').mockImplementation(async (name) => {
      await new Promise((resolve) => setImmediate(resolve))
      order.push('dropped')
      await drop(name)
    })
    vi.spyOn(stores, 'open').mockImplementation(async (name, seed) => {
      order.push('opened')
      return open(name, seed)
    })
    const dropping = workspaces.drop('a')
    while (workspaces.find('a') !== undefined) await new Promise((resolve) => setImmediate(resolve))
    await workspaces.openOrCreate('a')
    expect([await dropping, order]).toEqual([true, ['dropped', 'opened']])
  })

  test('all start from another world, unless it is theirs already', async () => {
    const { store } = await workspaces.openOrCreate('a')
    const replace = vi.spyOn(store, 'replace')
    const other = { ...await readWorld(world), messages: [] }
    await workspaces.replace(other)
    expect(replace.mock.calls).toEqual([[other, 'common']])
    expect([(await store.dump()).messages, (await store.seed()).messages]).toEqual([[], []])
    expect((await (await workspaces.openOrCreate('b')).store.dump()).messages).toEqual([])
    vi.spyOn(stores, 'begin').mockResolvedValue(false)
    await workspaces.replace(emptyWorld)
    expect((await store.dump()).users).toHaveLength(7)
  })

  test('keep requests with the name of the server, which it has once it listens', async () => {
    const log = new Log()
    const { open } = stores
    vi.spyOn(stores, 'open').mockImplementation(async (...of) => Object.assign(await open(...of), { log: () => log }))
    const { requests } = await workspaces.openOrCreate('a')
    workspaces.serverName = 'mock:1'
    await requests.add(received())
    expect(log.texts).toEqual([[0, expect.stringMatching(/^mock:1\n/)]])
  })

  test('let go of everybody who waits when the server ends', async () => {
    const over = vi.fn()
    for (const name of ['a', 'b']) (await workspaces.openOrCreate(name)).events.on('over', over)
    workspaces.end()
    expect(over).toHaveBeenCalledTimes(2)
  })

  test('keep their requests apart, and none once they are gone', async () => {
    const { journal, requests } = await workspaces.openOrCreate('a')
    await workspaces.drop('a')
    requests.add(received({ id: 'late', method: 'DELETE', url: `/chat/Message/${ofOwner}` }))
    expect(journal.find()).toEqual([])
  })
})
