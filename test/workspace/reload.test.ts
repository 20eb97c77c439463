import type { FastifyBaseLogger } from 'fastify'
import { expect, test, vi } from 'vitest'
import type { FixtureWatch } from '../../src/fixtures/watch-fixtures.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { reloadOnChange } from '../../src/workspace/reload.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { world } from '../helpers/world.ts'

test('fixtures that change are loaded again; with wrong ones the world stays, and it is said why', async () => {
  const workspaces = new Workspaces(await openStores({ store: 'memory' }), emptyWorld)
  const { store } = await workspaces.openOrCreate('default')
  const log = { info: vi.fn(), error: vi.fn() }
  const users = async () => (await store.dump()).users.length
  for (const logger of [log as unknown as FastifyBaseLogger, undefined]) {
    let change = async (): Promise<void> => {}
    const watch = { start: (changed: typeof change) => { change = changed } } as unknown as FixtureWatch
    reloadOnChange(watch, workspaces, world, logger)
    await change()
    expect(await users()).toBe(7)
    reloadOnChange(watch, workspaces, { users: [{ id: 1, login: 'lost', application_id: 7 }] }, logger)
    await change()
    expect(await users()).toBe(7)
  }
  expect(log.info.mock.calls).toEqual([['The fixtures have changed and were loaded again']])
  expect(log.error.mock.calls).toEqual([[
    expect.stringMatching(
      /^The fixtures have changed and were not loaded, so the world stays as it was:\n.*users\[0\]\.application_id/
    )
  ]])
})
