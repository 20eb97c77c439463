import type { FixturePart } from '../fixtures/check-shape.ts'
import type { FixtureProblem } from '../fixtures/fixture-error.ts'
import type { FixtureSource } from '../fixtures/read-world.ts'
import type { Workspace } from './workspace.ts'

/** Fixtures that were read and are not checked yet. */
interface Unchecked {
  readonly parts: readonly FixturePart[]
  readonly problems?: readonly FixtureProblem[]
}

/** Adds fixtures, which may refer to what is there, to a workspace; rejects with FixtureError, and then nothing is changed. */
export async function addFixtures (workspace: Workspace, { parts, problems = [] }: Unchecked): Promise<void> {
  const { checkFixtures } = await import('../fixtures/check-fixtures.ts')
  await workspace.add((known) => checkFixtures(parts, { known, unread: problems }))
}

/** Starts a workspace from other fixtures, now and at every reset; rejects with FixtureError, and then nothing is changed. */
export async function replaceFixtures (workspace: Workspace, { parts, problems = [] }: Unchecked): Promise<void> {
  const { checkFixtures } = await import('../fixtures/check-fixtures.ts')
  await workspace.replace(() => checkFixtures(parts, { unread: problems }))
}

export async function readSource (source: FixtureSource): Promise<Unchecked> {
  const { readFixtures } = await import('../fixtures/read-fixtures.ts')
  return readFixtures(Array.isArray(source) ? source : [source])
}
