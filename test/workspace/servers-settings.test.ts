import { describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { freshDatabase, mongodPath } from '../helpers/stores.ts'
import { as } from '../helpers/wire.ts'
import { m, ofOwner, world } from '../helpers/world.ts'

const settings = async ({ url }: MockServer) => (await fetch(`${url}/__admin/settings`)).json()
const remove = async (url: string, id = ofOwner) =>
  (await fetch(`${url}/chat/Message/${id}`, { method: 'DELETE', headers: as.user(1) })).text()

describe.skipIf(mongodPath === undefined)('servers of one MongoDB that are set differently', () => {
  test('are set like the one that started last, in every workspace', async () => {
    const store = await freshDatabase()
    await using first = await startMockServer({ store, fixtures: world, singleMessageBody: 'empty' })
    expect(await remove(first.url)).toBe('')
    await using made = await first.workspace('made')
    await using second = await startMockServer({ store, fixtures: world, allForbidden: '403' })
    expect(await remove(`${first.url}/@made`)).toContain('SuccessfullyDeleted')
    expect(await settings(first)).toMatchObject({ singleMessageBody: 'json', allForbidden: '403' })
    expect(await settings(second)).toEqual(await settings(first))
    expect(made.name).toBe('made')
    await using third = await startMockServer({ store, fixtures: world, singleMessageBody: 'empty' })
    expect(await settings(first)).toEqual(await settings(third))
    expect(await remove(`${second.url}/@new`)).toBe('')
    expect(await remove(`${second.url}/@made`, m(1))).not.toContain('SuccessfullyDeleted')
  })
})
