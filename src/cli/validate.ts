import type { Config } from './config.ts'
import { checkFixtures } from '../fixtures/check-fixtures.ts'
import { FixtureError } from '../fixtures/fixture-error.ts'
import { readFixtures } from '../fixtures/read-fixtures.ts'
import { warningsOf } from '../fixtures/warnings.ts'
import type { World } from '../store/world.ts'

/** Checks fixtures together, as the server would load them: what is in them, or every problem, one a line. */
export async function run ({ operands }: Config): Promise<number> {
  const { parts, problems } = await readFixtures(operands)
  try {
    const world = await checkFixtures(parts, { unread: problems })
    process.stdout.write(`OK: ${summary(parts.length, world)}\n`)
    for (const warning of await warningsOf(parts)) process.stderr.write(`Warning: ${warning}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof FixtureError)) throw error
    process.stdout.write(`${error.message}\n`)
    return 1
  }
}

/** `2 files, 1 application, 4 users, ...` */
export function summary (files: number, { applications, users, sessions, dialogs, messages }: World): string {
  const counts = {
    file: files,
    application: applications.length,
    user: users.length,
    session: sessions.length,
    dialog: dialogs.length,
    message: messages.length
  }
  return Object.entries(counts).map(([thing, count]) => `${count} ${thing}${count === 1 ? '' : 's'}`).join(', ')
}
