import type { SeedThings } from './seed.ts'
import { UserLists, nobody } from './user-lists.ts'

/** What users can hide from themselves. */
interface Hideable {
  readonly _id: string
  readonly deleted_for: readonly number[]
}

/** The mark of a thing of the seed that is gone, or that was replaced; others are the number of who hid it. */
const notAsItWas = 0xffff_ffff

/**
 * Things by their ids: those of a seed, which is shared and never changed, with a mark for each of what became of it,
 * and those that were added or replaced. So a reset takes no longer for a million things than to clear their marks.
 */
export class MemoryTable<T extends Hideable> {
  readonly #seed: SeedThings<T>
  readonly #marks: Uint32Array
  readonly #lists = new UserLists()
  readonly #own = new Map<string, T>()

  constructor (seed: SeedThings<T>) {
    this.#seed = seed
    this.#marks = new Uint32Array(seed.things.length)
  }

  get (id: string): T | undefined {
    const place = this.#seed.placeOf(id)
    return place === undefined ? this.#own.get(id) : this.#at(place)
  }

  /** Those that there are of these ids. */
  some (ids: Iterable<string>): T[] {
    const found: T[] = []
    for (const id of ids) {
      const thing = this.get(id)
      if (thing !== undefined) found.push(thing)
    }
    return found
  }

  all (): T[] {
    const all: T[] = []
    for (const place of this.#marks.keys()) {
      const thing = this.#at(place)
      if (thing !== undefined) all.push(thing)
    }
    for (const [id, thing] of this.#own) if (this.#seed.placeOf(id) === undefined) all.push(thing)
    return all
  }

  set (thing: T): void {
    this.#forget(thing._id)
    this.#own.set(thing._id, thing)
  }

  /** False when it was hidden from this user already, or is not there. */
  hide (id: string, userId: number): boolean {
    const place = this.#seed.placeOf(id)
    const thing = place === undefined ? this.#own.get(id) : this.#at(place)
    if (thing === undefined || thing.deleted_for.includes(userId)) return false
    if (place === undefined || !this.#hideInPlace(place, userId)) {
      this.set({ ...thing, deleted_for: [...thing.deleted_for, userId] })
    }
    return true
  }

  delete (id: string): boolean {
    const isThere = this.get(id) !== undefined
    this.#forget(id)
    return this.#own.delete(id) || isThere
  }

  #at (place: number): T | undefined {
    const thing = this.#seed.things[place]
    const mark = this.#marks[place]
    if (mark === nobody || thing === undefined || mark === undefined) return thing
    return mark === notAsItWas ? this.#own.get(thing._id) : { ...thing, deleted_for: this.#lists.get(mark) }
  }

  /** False where it was replaced, or the seed says already who has hidden it. */
  #hideInPlace (place: number, userId: number): boolean {
    const mark = this.#marks[place] ?? notAsItWas
    if (mark === notAsItWas || (this.#seed.things[place]?.deleted_for.length ?? 0) > 0) return false
    this.#marks[place] = this.#lists.with(mark, userId)
    return true
  }

  #forget (id: string): void {
    const place = this.#seed.placeOf(id)
    if (place !== undefined) this.#marks[place] = notAsItWas
  }
}
