import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { dropWorkspace } from '../../../src/store/mongo/drop.ts'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { Records } from '../../../src/store/mongo/records.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { small, world } from '../things.ts'

describe.skipIf(mongodPath === undefined)('a workspace that is dropped', () => {
  let client: MongoClient
  let workspace: MongoWorkspace
  beforeAll(async () => {
    client = await new MongoClient(await freshDatabase()).connect()
  })
  afterAll(() => client.close())
  beforeEach(async () => {
    await client.db().dropDatabase()
    workspace = await MongoWorkspace.open(client.db(), () => small, 60_000)
    return () => workspace.close()
  })
  const collections = async () =>
    (await client.db().listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).toSorted()

  test('leaves nothing behind, and its name last of all but its record', async () => {
    await workspace.replace(small)
    await workspace.log({ texts: 9, bytes: 999 }).add('text')
    expect(await collections()).toEqual(expect.arrayContaining(['journal', 'messages', 'seeds', 'workspace']))
    const leave = vi.fn(async () => {
      expect(await collections()).toEqual(['workspace'])
      expect(await new Records(client.db()).read()).toMatchObject({ ready: false })
    })
    await dropWorkspace(client.db(), leave)
    expect(leave).toHaveBeenCalledTimes(1)
    expect(await collections()).toEqual([])
  })

  test('shows by its heart that it is being dropped', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => { vi.useRealTimers() })
    const records = new Records(client.db())
    const leave = vi.fn(async () => {
      vi.advanceTimersByTime(1000)
      // Each look moves the time on by its interval, and that of a busy database makes the heart beat more often.
      await vi.waitUntil(async () => Number((await records.read())?.beats) >= 2, { timeout: 60_000, interval: 1 })
    })
    await dropWorkspace(client.db(), leave)
    expect(leave).toHaveBeenCalledTimes(1)
  })

  test('is dropped once by several who drop it', async () => {
    const leave = vi.fn(async () => {})
    await Promise.all([1, 2, 3].map(() => dropWorkspace(client.db(), leave)))
    expect(leave).toHaveBeenCalled()
    expect(await collections()).toEqual([])
  })

  test('but is not there gives up its name alone', async () => {
    await client.db().dropDatabase()
    const leave = vi.fn(async () => {})
    await dropWorkspace(client.db(), leave)
    expect(leave).toHaveBeenCalledTimes(1)
    expect(await collections()).toEqual([])
  })

  test('while another makes it is left to that one', async () => {
    const records = new Records(client.db())
    await client.db().collection('workspace').updateOne({}, { $set: { ready: false, by: 'another' } })
    const leave = vi.fn(async () => {})
    await dropWorkspace(client.db(), leave)
    expect(leave).toHaveBeenCalledTimes(1)
    expect(await records.read()).toMatchObject({ by: 'another', ready: false })
    expect(await collections()).toContain('messages')
  })

  test('while its world is replaced keeps the new world', async () => {
    const records = new Records(client.db())
    const before = await records.present()
    await workspace.replace(world())
    expect(await records.close('me', before)).toBe(false)
    const { version, edition, ...present } = await records.present()
    expect(await records.close('me', { version, edition, ...present })).toBe(true)
    expect(await records.read()).toMatchObject({
      by: 'me',
      beats: 0,
      ready: false,
      version: version + 1,
      edition: edition + 1
    })
    expect((await records.read())?.generation).toBeUndefined()
    expect(await records.beatHeld('another')).toBe(false)
    expect(await records.beatHeld('me')).toBe(true)
    expect(await records.read()).toMatchObject({ beats: 1 })
  })

  test('by somebody who has no index, or lost it, is whole again when it is opened', async () => {
    for (const name of ['messages', 'journal', 'seeds']) await client.db().dropCollection(name)
    const again = await MongoWorkspace.open(client.db(), () => small, 60_000)
    onTestFinished(() => again.close())
    for (const [name, count] of [['messages', 4], ['journal', 2], ['seeds', 2]] as const) {
      expect(await client.db().collection(name).indexes()).toHaveLength(count)
    }
  })
})
