import type { FastifyBaseLogger } from 'fastify'
import { readWorld } from '../fixtures/read-world.ts'
import type { FixtureSource } from '../fixtures/fixture-source.ts'
import type { FixtureWatch } from '../fixtures/watch-fixtures.ts'
import type { Workspaces } from './workspaces.ts'

/** Loads the fixtures whenever they change. */
export function reloadOnChange (
  watch: FixtureWatch,
  workspaces: Workspaces,
  fixtures: FixtureSource | undefined,
  log: FastifyBaseLogger | undefined
): void {
  watch.start(() => reload(workspaces, fixtures, log))
}

/**
 * Starts every workspace from changed fixtures; says what is wrong with those that can't be loaded, and keeps the world
 * then.
 */
async function reload (
  workspaces: Workspaces,
  fixtures: FixtureSource | undefined,
  log: FastifyBaseLogger | undefined
): Promise<void> {
  try {
    await workspaces.replace(await readWorld(fixtures))
    log?.info('The fixtures have changed and were loaded again')
  } catch (error) {
    log?.error(
      `The fixtures have changed and were not loaded, so the world stays as it was:\n${(error as Error).message}`
    )
  }
}
