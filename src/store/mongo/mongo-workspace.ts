import { setTimeout } from 'node:timers/promises'
import { MongoBulkWriteError } from 'mongodb'
import type { Db } from 'mongodb'
import { StoreUnavailableError } from '../chat-store.ts'
import type { ChatStore, OthersChange, WorkspaceStore } from '../chat-store.ts'
import { collectionsOf, createIndexes, thingsOf } from './documents.ts'
import type { Collections } from './documents.ts'
import { publish, retire } from './entries.ts'
import { ask, duplicateKey } from './errors.ts'
import { keepHouse } from './housekeeping.ts'
import { MongoStore } from './mongo-store.ts'
import type { Present } from './mongo-store.ts'
import { Records, named, numbersIn } from './record.ts'
import type { WorldRecord } from './record.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { seedOnce, usual, withHeart } from './seed.ts'
import { Sweeper, usualLease } from './sweeper.ts'
import type { Generation } from './things.ts'
import { documentsOf, dumpWorld, forgetBefore, forgetGone, forgetNumber, insertDocuments, markAdded } from './world.ts'
import type { World } from '../world.ts'

/**
 * In milliseconds: how often what no request sees any more is removed. Longer than any claim takes to read its marks
 * back.
 */
const housekeepingEvery = 600_000

/** How often an addition is tried again when another change comes first. */
const mostTries = 100

/**
 * One workspace in a MongoDB database. Its world is the generation that the record names, so one write puts another in
 * its place: a new world is written beside the old one under a number of its own. An addition is written into the
 * generation, and seen when the record names it.
 *
 * Servers remember the record. Every session and application, by which every request comes, carries the version of the
 * record that it must know: a server that finds a newer one there, or does not find it, reads the record again. So a
 * change has taken effect everywhere when it is answered, and requests need no further round trip.
 */
export class MongoWorkspace implements WorkspaceStore {
  readonly lease: number
  readonly #db: Db
  readonly #all: Collections
  readonly #records: Records
  readonly #sweeper: Sweeper
  #seed: () => World | Promise<World>
  readonly #listeners: Array<(change: OthersChange) => void> = []
  #present: Present | undefined
  #gone: ReadonlySet<string> = new Set()
  #latest = Infinity
  #housekeeping: NodeJS.Timeout | undefined

  private constructor (db: Db, seed: () => World | Promise<World>, lease: number) {
    this.#db = db
    this.#all = collectionsOf(db)
    this.#records = new Records(db)
    this.#sweeper = new Sweeper(this.#all, this.#records, lease)
    this.lease = lease
    this.#seed = seed
  }

  static async open (db: Db, seed: () => World | Promise<World>, lease = usualLease): Promise<MongoWorkspace> {
    const workspace = new MongoWorkspace(db, seed, lease)
    await workspace.#open()
    return workspace
  }

  /** One whose world is there; it makes none, now or later, and has no timers. */
  static async find (db: Db): Promise<MongoWorkspace | undefined> {
    const workspace = new MongoWorkspace(db, dropped, usualLease)
    const record = await workspace.#records.read()
    if (record?.ready !== true) return undefined
    workspace.#know(record)
    return workspace
  }

  view (): ChatStore {
    return new MongoStore(this)
  }

  get present (): Present {
    if (this.#present === undefined) throw new Error('The workspace is not open')
    return this.#present
  }

  /** The world as the record has it now; one that was dropped is seeded again. */
  async refresh (): Promise<Present> {
    const record = await this.#records.read()
    if (record?.ready) return this.#know(record)
    await this.#open()
    return this.present
  }

  /** @throws StoreUnavailableError when this is not the present world any more */
  async confirm ({ number }: Present): Promise<void> {
    const record = await this.#records.read()
    if (record?.generation !== number) {
      throw new StoreUnavailableError('The world was replaced while a request was under way')
    }
  }

  async replace (world: World): Promise<void> {
    await createIndexes(this.#all)
    await this.refresh()
    await this.#change(
      world,
      (number) => insertDocuments(this.#all, documentsOf(world, number)),
      (number) => this.#use(number)
    )
    this.#seed = () => world
  }

  async extend (make: (known: World) => World | Promise<World>): Promise<World> {
    for (let n = 0; n < mostTries; n++) {
      const added = await this.#tryToExtend(make)
      if (added !== undefined) return added
      await setTimeout(Math.random() * 20)
    }
    throw new StoreUnavailableError('The world changes too fast')
  }

  async dump (): Promise<World> {
    for (;;) {
      const { number, things } = await this.refresh()
      const world = await dumpWorld(things)
      if ((await this.refresh()).number === number) return world
    }
  }

  async setClock (offset: number): Promise<void> {
    const after = await this.#records.setClock(offset)
    if (after === null) throw new StoreUnavailableError('The workspace was dropped')
    this.#know(after)
    await publish(this.#all, after)
  }

  onChange (listener: (change: OthersChange) => void): void {
    this.#listeners.push(listener)
  }

  /** While MongoDB does not answer, there is nothing to hear. */
  async hear (): Promise<void> {
    await this.refresh().catch((error) => { if (!(error instanceof StoreUnavailableError)) throw error })
  }

  async ping (): Promise<void> {
    const record = await this.#records.read()
    const whole = record?.ready === true && await holds(this.#all, record)
    if (!whole) throw new StoreUnavailableError('The world is not whole: reset it')
  }

  /** The time by which sessions end, which a test may have set. */
  itIs (now: number): void {
    this.#latest = now
  }

  /** Twice in a row it removes what is there at its first time. */
  async keepHouse (): Promise<void> {
    const { things } = await this.refresh()
    this.#gone = await keepHouse(things, this.#gone, Math.min(Date.now(), this.#latest))
  }

  /** Lets go of the timers; the connection belongs to whoever opened it. */
  close (): void {
    clearInterval(this.#housekeeping)
    this.#sweeper.close()
  }

  async #open (): Promise<void> {
    await seedOnce(this.#records, () => this.#writeFirst())
    await createIndexes(this.#all)
    this.#know(await this.#read())
    this.#sweeper.soon()
    this.#housekeeping ??= setInterval(() => { this.keepHouse().catch(() => {}) }, housekeepingEvery).unref()
  }

  async #writeFirst (): Promise<number> {
    await refuseForeign(this.#db)
    await createIndexes(this.#all)
    await forgetBefore(this.#all, await this.#records.retirePresent())
    const world = await this.#seed()
    const number = await this.#records.announce(world)
    await this.#orGiveUp(number, () => insertDocuments(this.#all, documentsOf(world, number)))
    return number
  }

  /** Null when the commit came too late. */
  async #change (
    world: World,
    write: (number: number) => Promise<void>,
    commit: (number: number) => Promise<WorldRecord | null>
  ): Promise<WorldRecord | null> {
    const number = await this.#records.announce(world)
    this.#sweeper.soon()
    return this.#orGiveUp(number, () =>
      withHeart(() => this.#records.beat(number), usual.beat, async () => {
        await write(number)
        const done = await commit(number)
        if (done === null) await this.#giveUp(number)
        return done
      }))
  }

  async #use (number: number): Promise<WorldRecord> {
    for (;;) {
      const before = await this.#read()
      if (!(named(number) in before.changing)) {
        throw new StoreUnavailableError('The change took so long that it was given up')
      }
      const after = await this.#records.use(number, before)
      if (after === null) continue
      this.#know(after, 'me')
      if (before.generation !== undefined) await retire(this.#all, before.generation)
      return after
    }
  }

  /** Undefined when another change came first. */
  async #tryToExtend (make: (known: World) => World | Promise<World>): Promise<World | undefined> {
    const before = await this.#read()
    const { number: generation, things } = this.#know(before)
    const world = await make(await dumpWorld(things))
    const documents = documentsOf(world, generation)
    try {
      const after = await this.#change(world, async (number) => {
        await forgetGone(things, world)
        await insertDocuments(this.#all, markAdded(documents, number))
      }, (number) => this.#records.add(number, before))
      if (after === null) return undefined
      this.#know(after, 'me')
      await publish(this.#all, after)
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
    if (!await this.#records.giveUp(number)) return
    await forgetNumber(this.#all, number)
    await this.#records.swept(number)
  }

  async #read (): Promise<WorldRecord> {
    const record = await this.#records.read()
    if (!record?.ready) throw new StoreUnavailableError('The workspace was dropped')
    return record
  }

  /** The newest that this server has heard of, whatever the order in which it hears. */
  #know (
    { born, version, generation: number = NaN, added, clock }: WorldRecord,
    by: 'me' | 'others' = 'others'
  ): Present {
    const known = this.#present
    if (known?.born === born && known.version >= version) return known
    const generation = { number, added: numbersIn(added) }
    this.#present = { ...generation, born, version, clock, things: thingsOf(this.#all, generation) }
    if (known !== undefined) this.#tell({ world: by === 'me' ? 'same' : worldChange(known, generation), clock })
    return this.#present
  }

  #tell (change: OthersChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}

function worldChange (before: Generation, now: Generation): OthersChange['world'] {
  if (before.number !== now.number) return 'replaced'
  return now.added.some((one) => !before.added.includes(one)) ? 'extended' : 'same'
}

/** Whether what no request can remove is there: that of a world which somebody else has emptied is not. */
async function holds (
  { applications, users }: Collections,
  { generation = NaN, holds: all }: WorldRecord
): Promise<boolean> {
  const its = { in: generation }
  const held = all[named(generation)]
  const found = await Promise.all([
    held?.applications ? ask(applications.findOne(its)) : true,
    held?.users ? ask(users.findOne(its)) : true
  ])
  return found.every((one) => one !== null)
}

function dropped (): never {
  throw new StoreUnavailableError('The workspace was dropped while a request was under way')
}
