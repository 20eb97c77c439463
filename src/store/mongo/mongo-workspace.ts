import type { Db } from 'mongodb'
import { StoreUnavailableError, WorkspaceGoneError } from '../chat-store.ts'
import type { ChatStore, OthersChange, SeedChange, WorkspaceStore } from '../chat-store.ts'
import type { SharedSettings } from '../directory.ts'
import { collectionsOf, createIndexes } from './collections.ts'
import type { Collections } from './collections.ts'
import { publish } from './entries.ts'
import { Housekeeping } from './housekeeping.ts'
import { isWhole } from './is-whole.ts'
import { Known } from './known.ts'
import type { Present } from './known.ts'
import { MongoLog } from './log/mongo-log.ts'
import { LogPages } from './log/pages.ts'
import { MongoStore } from './mongo-store.ts'
import { MongoPlans } from './plans.ts'
import type { WorldRecord } from './record.ts'
import { Records } from './records.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { seedOnce } from './seed.ts'
import { Seeds } from './seeds.ts'
import type { LogBounds, SharedLog } from '../shared-log.ts'
import type { SharedPlans } from '../shared-plans.ts'
import { Sweeper, usualLease } from './sweeper.ts'
import { WorldChanges } from './world-changes.ts'
import { dumpWorld, forgetBefore } from './world.ts'
import type { World } from '../world.ts'

/** How a workspace lives. */
export interface Customs {
  /** It is seeded again where somebody has dropped it; all others are gone then. */
  readonly stays: boolean
  /** Real time, in milliseconds since 1970. */
  readonly now: () => number
  /** It is there: it was opened, or seeded again. */
  opened(): Promise<void>
}

const ownCustoms: Customs = { stays: true, now: Date.now, opened: async () => {} }

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
  readonly now: () => number
  readonly plans: SharedPlans
  readonly housekeeping = new Housekeeping(this)
  readonly #db: Db
  readonly #all: Collections
  readonly #records: Records
  readonly #known: Known
  readonly #pages: LogPages
  readonly #seeds: Seeds
  readonly #sweeper: Sweeper
  readonly #changes: WorldChanges
  /** What all workspaces begin with. */
  readonly #common: () => World | Promise<World>
  readonly #customs: Customs
  readonly #leavers: Array<() => void> = []
  #own: { readonly seed: string, readonly world: World } | undefined

  private constructor (db: Db, common: () => World | Promise<World>, lease: number, customs: Customs) {
    this.#db = db
    this.#customs = customs
    this.now = customs.now
    this.lease = lease
    this.#common = common
    const all = collectionsOf(db)
    const records = new Records(db, customs.now)
    const parts = { all, records, known: new Known(all), pages: new LogPages(db), seeds: new Seeds(db) }
    this.#all = all
    this.#records = records
    this.#known = parts.known
    this.#pages = parts.pages
    this.#seeds = parts.seeds
    this.#sweeper = new Sweeper(all, records, parts, lease)
    this.#changes = new WorldChanges({ ...parts, sweeper: this.#sweeper })
    this.plans = new MongoPlans(records, this.#known, {
      refresh: () => this.refresh(),
      tell: (record) => this.#tell(record)
    })
  }

  static async open (
    db: Db,
    seed: () => World | Promise<World>,
    lease = usualLease,
    customs = ownCustoms
  ): Promise<MongoWorkspace> {
    const workspace = new MongoWorkspace(db, seed, lease, customs)
    await workspace.#open()
    return workspace
  }

  /** One whose world is there; it makes none, now or later, and has no timers. */
  static async find (db: Db): Promise<MongoWorkspace | undefined> {
    const workspace = new MongoWorkspace(db, dropped, usualLease, { ...ownCustoms, stays: false })
    const record = await workspace.#records.read()
    if (record?.ready !== true) return undefined
    workspace.#known.know(record)
    return workspace
  }

  view (): ChatStore {
    return new MongoStore(this, this.housekeeping)
  }

  get present (): Present {
    return this.#known.present
  }

  /** @throws WorkspaceGoneError where it was dropped, and does not stay */
  async refresh (): Promise<Present> {
    const record = await this.#records.read()
    if (record?.ready) return this.#known.know(record)
    if (!this.#customs.stays) throw new WorkspaceGoneError()
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

  async replace (world: World, seed: SeedChange = 'own'): Promise<void> {
    await this.refresh()
    await this.#changes.replace(world, seed)
  }

  extend (make: (known: World) => World | Promise<World>): Promise<World> {
    return this.#changes.extend(make)
  }

  /**
   * What another server has put in its place meanwhile is found by the record; one that somebody else has removed is
   * none.
   */
  async seed (): Promise<World> {
    let missed: string | undefined
    for (;;) {
      const { seed } = await this.refresh()
      if (seed === undefined || seed === missed) return this.#common()
      if (this.#own?.seed === seed) return this.#own.world
      missed = seed
      const world = await this.#seeds.read(seed)
      if (world === undefined) continue
      this.#own = { seed, world }
      return world
    }
  }

  async dump (): Promise<World> {
    for (;;) {
      const { number, things } = await this.refresh()
      const world = await dumpWorld(things)
      if ((await this.refresh()).number === number) return world
    }
  }

  async setClock (clock: number): Promise<void> {
    const after = await this.#records.change({}, { $set: { clock }, $inc: { version: 1 } })
    if (after === null) throw new WorkspaceGoneError()
    await this.#tell(after)
  }

  async settle (settings: SharedSettings): Promise<void> {
    const older = { 'settings.number': { $not: { $gte: settings.number } } }
    const after = await this.#records.change(older, { $set: { settings }, $inc: { version: 1 } })
    if (after !== null) await this.#tell(after)
  }

  log (bounds: LogBounds): SharedLog {
    return new MongoLog(this.#pages, this, bounds)
  }

  async nextLog (): Promise<void> {
    const after = await this.#records.change({}, { $inc: { log: 1, version: 1 } })
    if (after === null) throw new WorkspaceGoneError()
    this.#known.know(after)
    await this.#pages.forgetBefore(after.log)
  }

  onGone (listener: () => void): void {
    this.#leavers.push(listener)
  }

  onChange (listener: (change: OthersChange) => void): void {
    this.#known.onChange(listener)
  }

  async hear (): Promise<void> {
    try {
      await this.refresh()
    } catch (error) {
      if (!(error instanceof WorkspaceGoneError)) throw error
      this.#leave()
    }
  }

  /** Seeds a workspace that was dropped again, for those alone whom the seed knows; false for others. */
  async revive (isKnown: (seed: World) => boolean): Promise<boolean> {
    if (!isKnown(await this.#common())) return false
    await this.#open()
    return true
  }

  async ping (): Promise<void> {
    const record = await this.#records.read()
    const whole = record?.ready === true && await isWhole(this.#all, record)
    if (!whole) throw new StoreUnavailableError('The world is not whole: reset it')
  }

  /** Lets go of the timers; the connection belongs to whoever opened it. */
  close (): void {
    this.housekeeping.stop()
    this.#sweeper.close()
  }

  async #open (): Promise<void> {
    await seedOnce(this.#records, () => this.#writeFirst())
    await Promise.all([createIndexes(this.#all), this.#pages.index(), this.#seeds.index()])
    this.#known.know(await this.#records.present())
    await this.#customs.opened()
    this.#sweeper.soon()
    this.housekeeping.start()
  }

  #leave (): void {
    this.close()
    this.#known.forget()
    for (const listener of this.#leavers.splice(0)) listener()
  }

  async #writeFirst (): Promise<number> {
    await refuseForeign(this.#db)
    await createIndexes(this.#all)
    await forgetBefore(this.#all, await this.#records.retirePresent())
    return this.#changes.writeFirst(await this.#common())
  }

  /** This server knows it, and then all others. */
  async #tell (record: WorldRecord): Promise<void> {
    this.#known.know(record)
    await publish(this.#all, record)
  }
}

function dropped (): never {
  throw new WorkspaceGoneError()
}
