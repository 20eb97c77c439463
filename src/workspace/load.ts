import type { FixturePart } from '../fixtures/check-shape.ts'
import type { FixtureProblem } from '../fixtures/fixture-error.ts'
import { fromWorld } from '../fixtures/from-world.ts'
import type { WorldFixtures } from '../fixtures/from-world.ts'
import type { FixtureSource } from '../fixtures/fixture-source.ts'
import type { Workspace } from './workspace.ts'

/** Fixtures that were read and are not checked yet. */
interface Unchecked {
  readonly parts: readonly FixturePart[]
  readonly problems?: readonly FixtureProblem[]
}

/**
 * Adds fixtures, which may refer to what is there, to a workspace, and resolves with what was added, whole; rejects
 * with FixtureError, and then nothing is changed.
 */
export async function addFixtures (workspace: Workspace, { parts, problems = [] }: Unchecked): Promise<WorldFixtures> {
  const { checkFixtures } = await import('../fixtures/check-fixtures.ts')
  const added = await workspace.add((known) => checkFixtures(parts, { known, unread: problems }))
  return fromWorld(added)
}

/**
 * Starts a workspace from other fixtures, now and at every reset, and resolves with them, whole; rejects with
 * FixtureError, and then nothing is changed.
 */
export async function replaceFixtures (
  workspace: Workspace,
  { parts, problems = [] }: Unchecked
): Promise<WorldFixtures> {
  const { checkFixtures } = await import('../fixtures/check-fixtures.ts')
  return fromWorld(await workspace.replace(() => checkFixtures(parts, { unread: problems })))
}

export async function readSource (source: FixtureSource): Promise<Unchecked> {
  const { readFixtures } = await import('../fixtures/read-fixtures.ts')
  return readFixtures(Array.isArray(source) ? source : [source])
}
