import type { Db } from 'mongodb'
import { collectionsOf } from '../../src/store/mongo/collections.ts'
import type { Collections } from '../../src/store/mongo/collections.ts'
import { LogPages } from '../../src/store/mongo/log/pages.ts'
import { MongoWorkspace } from '../../src/store/mongo/mongo-workspace.ts'
import { Records } from '../../src/store/mongo/records.ts'
import { Seeds } from '../../src/store/mongo/seeds.ts'
import { small } from '../store/things.ts'

/** What the world of a workspace on MongoDB is kept in. */
export interface MongoParts {
  readonly workspace: MongoWorkspace
  readonly all: Collections
  readonly records: Records
  readonly seeds: Seeds
  readonly pages: LogPages
}

/**
 * The parts of a workspace with the small world, in a database with nothing else. Its own sweeper waits longer than a
 * test.
 */
export async function mongoParts (db: Db): Promise<MongoParts> {
  await db.dropDatabase()
  return {
    workspace: await MongoWorkspace.open(db, () => small, 600_000),
    all: collectionsOf(db),
    records: new Records(db),
    seeds: new Seeds(db),
    pages: new LogPages(db)
  }
}
