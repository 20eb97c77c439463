import type { Collections } from './collections.ts'
import { askTwice } from './errors.ts'
import type { WorldRecord } from './record.ts'

/**
 * Every request comes by a session or an application. From now on those of this world ask for a server that knows this
 * version of its record.
 */
export async function publish (
  { sessions, applications }: Collections,
  { generation, version }: Pick<WorldRecord, 'generation' | 'version'>
): Promise<void> {
  const its = { in: generation ?? NaN }
  const known = { $max: { version } }
  await Promise.all([
    askTwice(() => sessions.updateMany(its, known)),
    askTwice(() => applications.updateMany(its, known))
  ])
}

/** From now on no request comes into this world; those that are there go on. */
export async function retire ({ sessions, applications }: Collections, generation: number): Promise<void> {
  const its = { in: generation }
  await Promise.all([askTwice(() => sessions.deleteMany(its)), askTwice(() => applications.deleteMany(its))])
}
