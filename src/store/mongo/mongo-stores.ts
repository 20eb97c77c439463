import { MongoError } from 'mongodb'
import type { Db, DbOptions, MongoClient } from 'mongodb'
import type { WorkspaceStore } from '../chat-store.ts'
import { collectionsOf, createIndexes } from './documents.ts'
import { ask } from './errors.ts'
import { seedOnce } from './seed.ts'
import { MongoWorkspace } from './mongo-workspace.ts'
import { StoreError } from '../stores.ts'
import type { Stores } from '../stores.ts'
import type { World } from '../world.ts'

/** A field that every document of ours has, by collection. */
const ours = { applications: 'auth_key', users: 'application_id', sessions: 'application_id', dialogs: 'hidden', messages: 'hidden' } as const

/** Stores on one connection, a database each. */
export class MongoStores implements Stores {
  readonly kind: 'mongod' | 'mongodb'
  readonly description: string
  readonly #client: MongoClient
  readonly #database: string
  readonly #afterwards: () => Promise<void>
  #closed: Promise<void> | undefined

  constructor (client: MongoClient, database: string, { kind, description, afterwards }: { kind: 'mongod' | 'mongodb', description: string, afterwards?: () => Promise<void> }) {
    this.#client = client
    this.#database = database
    this.kind = kind
    this.description = description
    this.#afterwards = afterwards ?? (async () => {})
  }

  async open (workspace: string, seed: () => World | Promise<World>): Promise<WorkspaceStore> {
    try {
      const db = this.#db(workspace)
      const store = new MongoWorkspace(db)
      await seedOnce(db, async () => {
        await refuseForeign(db)
        await ask(createIndexes(collectionsOf(db)))
        await store.replace(await seed())
      })
      return store
    } catch (error) {
      throw error instanceof MongoError ? new StoreError(`The database "${this.#name(workspace)}" can't be used: ${error.message}`) : error
    }
  }

  async drop (workspace: string): Promise<void> {
    await ask(this.#db(workspace).dropDatabase())
  }

  close (): Promise<void> {
    this.#closed ??= this.#client.close().finally(this.#afterwards)
    return this.#closed
  }

  #db (workspace: string): Db {
    return this.#client.db(this.#name(workspace), exactly(this.#client))
  }

  #name (workspace: string): string {
    return workspace === '' || workspace === 'default' ? this.#database : `${this.#database}-${workspace}`
  }
}

/** What a claim relies on, whatever the URL says: it reads its own marks, and learns how many it made. A URL may ask for more, as for `journal=true`. */
function exactly ({ options }: MongoClient): DbOptions {
  return { readPreference: 'primary', writeConcern: { ...options.writeConcern, w: 'majority' } }
}

/** Seeding empties a database first: it must not be somebody else's. */
async function refuseForeign (db: Db): Promise<void> {
  for (const [name, field] of Object.entries(ours)) {
    if (await ask(db.collection(name).findOne({ [field]: { $exists: false } })) === null) continue
    throw new StoreError(`The database "${db.databaseName}" belongs to something else: its collection "${name}" holds other data. Name another in the URL's path, as in mongodb://host/quickblox_delete_mock`)
  }
}
