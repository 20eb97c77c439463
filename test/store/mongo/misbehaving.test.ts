import { MongoServerError } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import type { ChatStore, WorkspaceStore } from '../../../src/store/chat-store.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import type { Stores } from '../../../src/store/open-stores.ts'
import { freshDatabase, mongodPath, patiently } from '../../helpers/stores.ts'
import { wireProxy } from '../../helpers/wire-proxy.ts'
import type { Fate, WireProxy } from '../../helpers/wire-proxy.ts'
import { d, dialog, m, small, sorted, user, world } from '../things.ts'

const steppedDown = { ok: 0, code: 10107, codeName: 'NotWritablePrimary', errmsg: 'not primary' }
const failing = (code: number) => ({ ok: 0, code, errmsg: 'no' })
const notByMajority = {
  ok: 1,
  n: 2,
  nModified: 2,
  writeConcernError: { code: 64, codeName: 'WriteConcernTimeout', errmsg: 'waiting for replication timed out' }
}

describe.skipIf(mongodPath === undefined)('a MongoDB that misbehaves', () => {
  let proxy: WireProxy
  let stores: Stores
  let workspace: WorkspaceStore
  let store: ChatStore
  beforeAll(async () => {
    proxy = await wireProxy(await freshDatabase())
    stores = await openStores({ store: patiently(proxy.uri) })
    workspace = await stores.open('default', () => small)
  })
  afterAll(async () => {
    await stores?.close()
    await proxy?.close()
  })
  beforeEach(async () => {
    proxy.plan = () => 'goes on'
    await workspace.replace(small)
    store = workspace.view()
    await store.findDialogs([d(1)])
  })
  /** The first commands of a name meet these fates, one each. */
  const given = (name: string, ...fates: Fate[]): void => {
    proxy.plan = (asked) => asked === name ? fates.shift() ?? 'goes on' : 'goes on'
  }

  describe.each<[string, Fate]>([['loses its reply', 'reply is lost'], ['never hears of it', 'never arrives'], [
    'steps down',
    steppedDown
  ]])('where a claim %s', (_, fate) => {
    test.each([
      ['hiding messages', [m(1), m(2)], () => store.hideMessages([m(1), m(2)], 1)],
      ['destroying messages', [m(1), m(2)], () => store.destroyMessages([m(1), m(2)])],
      ['hiding dialogs', [d(2), d(3)], () => store.hideDialogs([d(2), d(3)], 1)],
      ['leaving dialogs', [d(1)], () => store.leaveDialogs([d(1)], 2)],
      ['destroying dialogs', [d(1), d(3)], () => store.destroyDialogs([d(1), d(3)])]
    ])('%s tells of what it did', async (_, ids, write) => {
      given('update', fate)
      expect(await write()).toEqual(ids)
      expect(await write()).toEqual([])
    })
  })

  test('a claim that is sent again beside one of another server: each id is told once', async () => {
    const other = (await openStores({ store: patiently(proxy.uri) })) as Stores
    const rival = (await other.open('default', () => small)).view()
    let half = true
    proxy.plan = (name) => {
      if (name !== 'update' || !half) return 'goes on'
      half = false
      return steppedDown
    }
    const won =
      (await Promise.all([store.destroyMessages([m(1), m(2), m(3)]), rival.destroyMessages([m(2), m(3), m(4)])])).flat()
    expect(won.sort()).toEqual([m(1), m(2), m(3), m(4)])
    await other.close()
  })

  test('a claim that no primary takes is unavailable', async () => {
    given('update', steppedDown, steppedDown)
    await expect(store.hideMessages([m(1)], 1)).rejects.toThrow(StoreUnavailableError)
  })

  test('a write that no majority takes is unavailable, and is not sent again', async () => {
    let sent = 0
    proxy.plan = (name) => {
      if (name !== 'update') return 'goes on'
      sent++
      return notByMajority
    }
    await expect(store.hideMessages([m(1), m(2)], 1)).rejects.toThrow(StoreUnavailableError)
    expect(sent).toBe(1)
  })

  test('messages that are left of a destroyed dialog are no reason to tell that it is not', async () => {
    given('delete', steppedDown, steppedDown)
    expect(await store.destroyDialogs([d(1)])).toEqual([d(1)])
    expect((await workspace.dump()).messages.map((one) => one._id)).toEqual([m(4)])
  })

  test.each<[string, string, () => unknown]>([
    ['deleting the messages of a destroyed dialog', 'delete', () => store.destroyDialogs([d(1)])],
    ['making a private dialog', 'insert', () => store.openPrivateDialog(dialog(9, { type: 3, occupants_ids: [1, 3] }))],
    ['hiding a message', 'update', () => store.hideMessages([m(1)], 1)]
  ])('%s that it refuses for good is told as it says it', async (_, command, act) => {
    given(command, failing(13))
    await expect(act()).rejects.toThrow(MongoServerError)
  })

  test('a session that it does not know is not one that nobody knows, where the record can\'t be read', async () => {
    given('find', failing(91), failing(91), failing(91))
    await expect(workspace.view().useSession('none', () => 0, 1)).rejects.toThrow(StoreUnavailableError)
  })

  test.each([24, 46, 50, 64, 100, 112, 133, 365, 462, 10058, 11601, 13388])(
    'its error %i is a passing one',
    async (code) => {
      given('find', failing(code), failing(code), failing(code))
      await expect(store.findMessages([m(1)])).rejects.toThrow(StoreUnavailableError)
    }
  )

  test('a change whose commit loses its reply is done', async () => {
    given('findAndModify', 'reply is lost')
    await workspace.replace({ ...small, messages: [] })
    expect(sorted(await workspace.dump())).toEqual({ ...small, messages: [] })
  })

  test('an addition whose commit loses its reply is done', async () => {
    given('findAndModify', 'reply is lost')
    await workspace.extend(() => world({ users: [user(9)] }))
    expect((await workspace.dump()).users.map(({ id }) => id).toSorted()).toEqual([1, 2, 3, 4, 9])
  })

  test.each<[string, () => Promise<unknown>]>([
    ['a change', () => workspace.replace(world())],
    ['an addition', () => workspace.extend(() => world({ users: [user(9)] }))]
  ])('%s whose commit never arrives is unavailable, and not done', async (_, change) => {
    given('findAndModify', 'never arrives')
    await expect(change()).rejects.toThrow(StoreUnavailableError)
    expect(sorted(await workspace.dump())).toEqual(small)
  })
})
