import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fromWorld } from '../../src/fixtures/from-world.ts'
import { arbitraryWorld } from '../fixtures/arbitrary-world.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { onEveryStore } from '../helpers/stores.ts'
import {
  group,
  inPrivate,
  inPublic,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  world
} from '../helpers/world.ts'

const deletion = fc.record({
  user: fc.constantFrom(1, 2, 3, 4),
  path: fc.oneof(
    fc.subarray([ofOwner, ofSender, inPublic, inPrivate], { minLength: 1 }).map((ids) => `/chat/Message/${ids.join()}`),
    fc.subarray([group, publicGroup, privateDialog, otherGroup], { minLength: 1 }).map((ids) =>
      `/chat/Dialog/${ids.join()}`
    )
  ),
  force: fc.boolean()
})

onEveryStore('the exported world', (place) => {
  let control: Administered
  beforeAll(async () => {
    control = await administer(await (await place())())
    return () => control[Symbol.asyncDispose]()
  })

  const exported = async (): Promise<string> => (await control.app.inject({ url: '/__admin/fixtures' })).payload
  const putBack = async (text: string): Promise<void> => {
    expect((await control.app.inject({ method: 'PUT', url: '/__admin/fixtures', payload: text })).statusCode)
      .toBeLessThan(300)
  }
  const seenBy = async (user: number) => {
    const [, state] = await control.admin('GET', `/state?as=${user}`)
    return Object.values(state as Record<string, unknown[]>).map((things) => new Set(things))
  }

  test('is documented, with sessions and who hid what', async () => {
    await control.admin('PUT', '/fixtures', world)
    await control.delete(`/chat/Message/${ofOwner}`, 3)
    const [status, body] = await control.admin('GET', '/fixtures')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      sessions: expect.arrayContaining([expect.objectContaining({ token: 'token-of-3', user_id: 3 })]),
      messages: expect.arrayContaining([expect.objectContaining({ _id: ofOwner, deleted_for: [3] })])
    })
  })

  test('is the same to the byte when it is put back, whatever it holds', async () => {
    await fc.assert(fc.asyncProperty(arbitraryWorld, async (some) => {
      await putBack(JSON.stringify(fromWorld(some)))
      const text = await exported()
      await putBack(text)
      expect(await exported()).toBe(text)
    }), { numRuns: 50 })
  })

  test('is the same to the byte when it is put back, whatever was deleted, and everybody sees what he ' +
    'saw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deletion, { maxLength: 8 }), async (deletions) => {
        await control.admin('PUT', '/fixtures', world)
        for (const { user, path, force } of deletions) await control.delete(path, user, force ? 'force=1' : undefined)
        const before = [await exported(), ...await Promise.all([1, 2, 3, 4].map(seenBy))]
        await control.admin('PUT', '/fixtures', world)
        await putBack(String(before[0]))
        expect([await exported(), ...await Promise.all([1, 2, 3, 4].map(seenBy))]).toEqual(before)
      }),
      { numRuns: 30 }
    )
  })

  test('is what a reset goes back to, once it is put back', async () => {
    await control.admin('PUT', '/fixtures', world)
    await control.delete(`/chat/Message/${ofOwner}`, 1, 'force=1')
    const text = await exported()
    await putBack(text)
    await control.delete(`/chat/Message/${ofSender}`, 1, 'force=1')
    await control.admin('POST', '/reset')
    expect(await exported()).toBe(text)
  })
})
