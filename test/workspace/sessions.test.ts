import { expect, test } from 'vitest'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import { newSession, sessionsOf, tokenOf } from '../../src/workspace/sessions.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { world } from '../helpers/world.ts'

const noon = Date.parse('2026-01-01T12:00:00.750Z')

class Store extends MemoryWorkspace {
  override readonly now = () => noon
}

test('a session starts in a whole second and lives from now on', () => {
  const of = { application_id: 10, user_id: 2, nonce: 'n', ts: 7 }
  expect(newSession(of, noon, 1000)).toEqual({
    ...of,
    token: expect.stringMatching(/^[0-9a-f]{40}$/),
    id: expect.toSatisfy((id: number) => Number.isInteger(id) && id >= 1e9 && id < 2e9),
    created_at: noon - 750,
    updated_at: noon - 750,
    expires_at: noon + 1000
  })
})

test.each([
  ['has ended', -1, false],
  ['ends now', 0, false],
  ['is good', 1, true]
])('a token of a user is that of a session which is good at present: one that %s', async (_, left, isTaken) => {
  const known = await readWorld(world)
  const session = { ...newSession({ application_id: 10, user_id: 9, nonce: 1, ts: 1 }, noon, left), token: 'short' }
  const store = new Store({ ...known, sessions: [session] })
  const workspace = new Workspace('w', { store, journal: new Journal(0) })
  const token = await tokenOf(workspace, 9)
  expect(token === 'short').toBe(isTaken)
  expect(await tokenOf(workspace, 9)).toBe(token)
  const made = (await sessionsOf(workspace)).find((one) => one.token === token)
  expect(made).toMatchObject({ application_id: 10, user_id: 9 })
  if (!isTaken) {
    expect((await store.dump()).sessions.find((one) => one.token === token)).toMatchObject({
      nonce: 0,
      ts: Math.floor(noon / 1000),
      expires_at: Infinity
    })
  }
  expect(await tokenOf(workspace, 1)).not.toBe(token)
  await expect(tokenOf(workspace, 77)).rejects.toMatchObject({ statusCode: 404, message: 'There is no user 77' })
})
