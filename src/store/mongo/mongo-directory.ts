import { randomUUID } from 'node:crypto'
import { MongoServerError } from 'mongodb'
import type { Collection, Db, Document, Filter, UpdateFilter } from 'mongodb'
import type { Directory, SharedSettings } from '../directory.ts'
import { ask, askTwice, duplicateKey } from './errors.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { digestOf } from './seed-text.ts'
import { Seeds } from './seeds.ts'
import type { World } from '../world.ts'

/** One document beside the record of the default workspace. */
interface DirectoryDocument {
  readonly _id: 'workspaces'
  readonly names?: readonly string[]
  /** What workspaces begin with: where it lies, and what it is known by. */
  readonly seed?: SeedPlace
  readonly settings?: SharedSettings
}

interface SeedPlace {
  readonly at: string
  readonly digest: string
}

/**
 * What the servers of a MongoDB know together. Of two that begin with different worlds, the one that started last
 * decides.
 */
export class MongoDirectory implements Directory {
  readonly #db: () => Db
  #known: { readonly at: string, readonly world: World } | undefined

  constructor (db: () => Db) {
    this.#db = db
  }

  async names (): Promise<readonly string[]> {
    return [...(await this.#read())?.names ?? []].sort()
  }

  async enter (name: string, most: number): Promise<boolean> {
    if ((await this.names()).includes(name)) return true
    return this.#upsert({ [`names.${most - 1}`]: { $exists: false } }, { $addToSet: { names: name } })
  }

  /** It is there, whatever their number. */
  async keep (name: string): Promise<void> {
    await this.#upsert({}, { $addToSet: { names: name } })
  }

  async leave (name: string): Promise<void> {
    await this.#write({}, { $pull: { names: name } })
  }

  async settle (text: string): Promise<SharedSettings & { readonly changed: boolean }> {
    for (;;) {
      const { settings: before } = await this.#read() ?? {}
      if (before?.text === text) return { ...before, changed: false }
      const settings = { number: (before?.number ?? 0) + 1, text }
      const unchanged = { 'settings.number': before?.number ?? { $exists: false } }
      if (await this.#upsert(unchanged, { $set: { settings } })) return { ...settings, changed: true }
    }
  }

  async settings (): Promise<SharedSettings | undefined> {
    return (await this.#read())?.settings
  }

  /** From now on workspaces begin with this world; false where they do already. */
  async begin (world: World): Promise<boolean> {
    await refuseForeign(this.#db())
    const digest = digestOf(world)
    for (;;) {
      const { seed: before } = await this.#read() ?? {}
      if (before?.digest === digest) {
        this.#known = { at: before.at, world }
        return false
      }
      if (await this.#place(world, digest, before)) return true
    }
  }

  /**
   * Another server may put another in its place while it is read. Where somebody has emptied the database, what this
   * server knows is put there again, so that the others begin with the same.
   */
  async seed (): Promise<World> {
    let missed: string | undefined
    for (;;) {
      const { seed } = await this.#read() ?? {}
      const known = this.#known
      if (known !== undefined && seed?.at === known.at) return known.world
      if (seed === undefined || seed.at === missed) {
        if (known === undefined) throw new Error('Nothing was begun with')
        await this.#place(known.world, digestOf(known.world), seed)
        continue
      }
      missed = seed.at
      const world = await this.#seeds.read(seed.at)
      if (world !== undefined) this.#known = { at: seed.at, world }
    }
  }

  /** Puts a world in the place of that one, or of none; false where another server was faster. */
  async #place (world: World, digest: string, before: SeedPlace | undefined): Promise<boolean> {
    const at = randomUUID()
    await this.#seeds.write(at, world)
    const unchanged = { 'seed.at': before?.at ?? { $exists: false } }
    const placed = await this.#upsert(unchanged, { $set: { seed: { at, digest } } })
    if (placed) this.#known = { at, world }
    const unused = placed ? before?.at : at
    if (unused !== undefined) await this.#seeds.forget(unused)
    return placed
  }

  get #all (): Collection<DirectoryDocument> {
    return this.#db().collection('workspace')
  }

  get #seeds (): Seeds {
    return new Seeds(this.#db())
  }

  #read (): Promise<DirectoryDocument | null> {
    return ask(this.#all.findOne({ _id: 'workspaces' }))
  }

  async #write (only: Document, update: Document, upsert = false): Promise<boolean> {
    const filter = { _id: 'workspaces', ...only } as Filter<DirectoryDocument>
    const change = update as UpdateFilter<DirectoryDocument>
    const { answer } = await askTwice(() => this.#all.updateOne(filter, change, { upsert }))
    return answer.matchedCount + answer.upsertedCount === 1
  }

  /** False where there is a document, but none like that. */
  async #upsert (only: Document, update: Document): Promise<boolean> {
    try {
      return await this.#write(only, update, true)
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === duplicateKey)) throw error
      return this.#write(only, update)
    }
  }
}
