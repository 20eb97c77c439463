import type { Db } from 'mongodb'
import type { ChatStore, WorkspaceStore } from '../chat-store.ts'
import { collectionsOf } from './documents.ts'
import type { Collections } from './documents.ts'
import { ask } from './errors.ts'
import { MongoStore } from './mongo-store.ts'
import { dumpWorld, forgetAll, forgetGone, insertWorld } from './world.ts'
import type { World } from '../world.ts'

/** One workspace in a MongoDB database. */
export class MongoWorkspace implements WorkspaceStore {
  readonly #db: Db
  readonly #in: Collections

  constructor (db: Db) {
    this.#db = db
    this.#in = collectionsOf(db)
  }

  view (): ChatStore {
    return new MongoStore(this.#db)
  }

  async replace (world: World): Promise<void> {
    await forgetAll(this.#in)
    await insertWorld(this.#in, world)
  }

  async extend (make: (known: World) => World | Promise<World>): Promise<World> {
    const world = await make(await this.dump())
    await forgetGone(this.#in, world)
    await insertWorld(this.#in, world)
    return world
  }

  dump (): Promise<World> {
    return dumpWorld(this.#in)
  }

  async ping (): Promise<void> {
    await ask(this.#db.command({ ping: 1 }))
  }
}
