import { publish, retire } from './entries.ts'
import type { Collections } from './collections.ts'
import type { LogPages } from './log/pages.ts'
import { numbersIn, named } from './record.ts'
import type { WorldRecord } from './record.ts'
import type { Records } from './records.ts'
import type { Seeds } from './seeds.ts'
import { forgetNumber, mergeAddition } from './world.ts'

/** In milliseconds: how long a world that nobody comes into any more is left to the requests that are in it. */
export const usualLease = 5000

/** What lies beside the world. */
interface Others {
  readonly pages: LogPages
  readonly seeds: Seeds
}

/**
 * Removes what replaced worlds and interrupted changes have left, and makes additions a part of their generation. All
 * that it relies on is how much time passes here, so a clock that is wrong does no harm.
 */
export class Sweeper {
  readonly #all: Collections
  readonly #records: Records
  readonly #others: Others
  readonly #lease: number
  #since = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #closed = false

  constructor (all: Collections, records: Records, others: Others, lease: number) {
    this.#all = all
    this.#records = records
    this.#others = others
    this.#lease = lease
  }

  /** There may be something to sweep. */
  soon (): void {
    if (this.#closed || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.sweep().then((left) => { if (left) this.soon() }, () => this.soon())
    }, this.#lease + 10).unref()
  }

  close (): void {
    this.#closed = true
    clearTimeout(this.#timer)
  }

  /** Whether there is something left for the next time. */
  async sweep (): Promise<boolean> {
    const record = await this.#records.read()
    if (!record?.ready) return false
    const before = this.#since
    this.#since = new Map()
    const left = [
      ...await this.#each(
        numbersIn(record.retired),
        before,
        (number) => `retired ${number}`,
        (number) => retire(this.#all, number),
        (number) => this.#forget(record, number)
      ),
      ...await this.#each(
        numbersIn(record.added),
        before,
        (number) => `added ${number}`,
        () => publish(this.#all, record),
        (number) => this.#merge(record, number)
      ),
      ...await this.#each(
        numbersIn(record.changing),
        before,
        (number) => `changing ${number}, ${record.changing[named(number)]}`,
        async () => {},
        (number) => this.#bury(record, number)
      )
    ]
    return left.includes(true)
  }

  /**
   * Whether something is left. The first time that something is seen it is told to all servers; when it has been for
   * the time of a lease, it is done with.
   */
  async #each (
    numbers: readonly number[], before: ReadonlyMap<string, number>, nameOf: (number: number) => string,
    tell: (number: number) => Promise<void>, finish: (number: number) => Promise<boolean>
  ): Promise<boolean[]> {
    return Promise.all(numbers.map(async (number) => {
      const name = nameOf(number)
      const since = before.get(name)
      if (since === undefined) await tell(number)
      this.#since.set(name, since ?? performance.now())
      if (since === undefined || performance.now() - since < this.#lease) return true
      return finish(number)
    }))
  }

  /** A world that is gone may still be what a reset goes back to. */
  async #forget ({ seed, log }: WorldRecord, number: number): Promise<boolean> {
    const { pages, seeds } = this.#others
    await forgetNumber(this.#all, number)
    await pages.forgetBefore(log)
    if (seed !== named(number)) await seeds.forget(named(number))
    await this.#records.swept(number)
    return false
  }

  async #merge ({ generation = NaN }: WorldRecord, number: number): Promise<boolean> {
    await mergeAddition(this.#all, generation, number)
    await this.#records.merged(number, generation)
    return false
  }

  /** One whose heart has not beaten since it was seen is dead; what it wrote is swept the next time. */
  async #bury ({ changing }: WorldRecord, number: number): Promise<boolean> {
    await this.#records.giveUp(number, changing[named(number)])
    return true
  }
}
