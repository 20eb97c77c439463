import { randomUUID } from 'node:crypto'
import type { Collection, Db, Document } from 'mongodb'
import { collectionsOf } from './collections.ts'
import { ask } from './errors.ts'
import { LogPages } from './log/pages.ts'
import { Records } from './records.ts'
import { usual, withHeart } from './seed.ts'
import { Seeds } from './seeds.ts'

/**
 * Forgets a workspace: its world first, the record last, so whoever opens it meanwhile waits and then finds nothing. A
 * collection at a time, which a user of the database may do who may not drop the whole.
 */
export async function dropWorkspace (db: Db, leave: () => Promise<void>): Promise<void> {
  const records = new Records(db)
  const me = randomUUID()
  const record = await records.read()
  if (!record?.ready) await leave()
  if (!record?.ready || !await records.close(me, record)) return
  await withHeart(() => records.beatHeld(me), usual.beat, async () => {
    for (const all of Object.values(collectionsOf(db))) await ask((all as Collection<Document>).drop())
    await new LogPages(db).drop()
    await new Seeds(db).drop()
    await leave()
    await records.remove()
  })
}
