import { setTimeout } from 'node:timers/promises'
import { MongoBulkWriteError } from 'mongodb'
import { StoreUnavailableError } from '../chat-store.ts'
import type { SeedChange } from '../chat-store.ts'
import { createIndexes } from './collections.ts'
import type { Collections } from './collections.ts'
import { publish, retire } from './entries.ts'
import { duplicateKey } from './errors.ts'
import type { Known } from './known.ts'
import type { LogPages } from './log/pages.ts'
import { named } from './record.ts'
import type { WorldRecord } from './record.ts'
import type { Records } from './records.ts'
import { usual, withHeart } from './seed.ts'
import type { Seeds } from './seeds.ts'
import type { Sweeper } from './sweeper.ts'
import { dumpWorld, forgetGone, forgetNumber, insertDocuments } from './world.ts'
import { documentsOf, markAdded } from './world-documents.ts'
import type { World } from '../world.ts'

/** How often an addition is tried again when another change comes first. */
const mostTries = 100

/** What a change of the world works on. */
export interface ChangeParts {
  readonly all: Collections
  readonly records: Records
  readonly known: Known
  readonly pages: LogPages
  readonly seeds: Seeds
  readonly sweeper: Sweeper
}

/**
 * Changes of the whole world of a workspace; each is written beside the present one, and taken into use by one write.
 */
export class WorldChanges {
  readonly #parts: ChangeParts

  constructor (parts: ChangeParts) {
    this.#parts = parts
  }

  async replace (world: World, seed: SeedChange): Promise<void> {
    const { all, seeds } = this.#parts
    await createIndexes(all)
    await this.#change(world, async (number) => {
      const documents = documentsOf(world, number)
      await Promise.all([insertDocuments(all, documents), seed === 'own' && seeds.write(named(number), world)])
    }, (number) => this.#use(number, seed))
  }

  async extend (make: (known: World) => World | Promise<World>): Promise<World> {
    for (let n = 0; n < mostTries; n++) {
      const added = await this.#tryToExtend(make)
      if (added !== undefined) return added
      await setTimeout(Math.random() * 20)
    }
    throw new StoreUnavailableError('The world changes too fast')
  }

  /** The generation of a first world, whose record is held. */
  async writeFirst (world: World): Promise<number> {
    const { all, records } = this.#parts
    const number = await records.announce(world)
    await this.#orGiveUp(number, () => insertDocuments(all, documentsOf(world, number)))
    return number
  }

  /** Null when the commit came too late. */
  async #change (
    world: World,
    write: (number: number) => Promise<void>,
    commit: (number: number) => Promise<WorldRecord | null>
  ): Promise<WorldRecord | null> {
    const { records, sweeper } = this.#parts
    const number = await records.announce(world)
    sweeper.soon()
    return this.#orGiveUp(number, () =>
      withHeart(() => records.beat(number), usual.beat, async () => {
        await write(number)
        const done = await commit(number)
        if (done === null) await this.#giveUp(number)
        return done
      }))
  }

  async #use (number: number, seed: SeedChange): Promise<WorldRecord> {
    const { records, known } = this.#parts
    for (;;) {
      const before = await records.present()
      if (!(named(number) in before.changing)) {
        throw new StoreUnavailableError('The change took so long that it was given up')
      }
      const after = await records.use(number, before, seed)
      if (after === null) continue
      known.know(after, 'me')
      await this.#leave(before, after)
      return after
    }
  }

  /** No request comes into the world before, and none is remembered in its log, from now on. */
  async #leave ({ generation, seed }: WorldRecord, after: WorldRecord): Promise<void> {
    const { all, pages, seeds } = this.#parts
    await Promise.all([
      generation !== undefined && retire(all, generation),
      pages.forgetBefore(after.log),
      seed !== undefined && seed !== after.seed && seeds.forget(seed)
    ])
  }

  /** Undefined when another change came first. */
  async #tryToExtend (make: (known: World) => World | Promise<World>): Promise<World | undefined> {
    const { all, records, known } = this.#parts
    const before = await records.present()
    const { number: generation, things } = known.know(before)
    const world = await make(await dumpWorld(things))
    const documents = documentsOf(world, generation)
    try {
      const after = await this.#change(world, async (number) => {
        await forgetGone(things, world)
        await insertDocuments(all, markAdded(documents, number))
      }, (number) => records.add(number, before))
      if (after === null) return undefined
      known.know(after, 'me')
      await publish(all, after)
      return world
    } catch (error) {
      // Another addition has the same ids, and will be there when this one is made anew.
      if (error instanceof MongoBulkWriteError && error.code === duplicateKey) return undefined
      throw error
    }
  }

  async #orGiveUp<T> (number: number, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      await this.#giveUp(number).catch(() => {})
      throw error
    }
  }

  async #giveUp (number: number): Promise<void> {
    const { all, records, seeds } = this.#parts
    if (!await records.giveUp(number)) return
    await Promise.all([forgetNumber(all, number), seeds.forget(named(number))])
    await records.swept(number)
  }
}
