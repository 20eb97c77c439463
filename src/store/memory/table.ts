/** What users can hide from themselves. */
interface Hideable {
  readonly _id: string
  readonly deleted_for: readonly number[]
}

interface Kept<T> {
  readonly thing: T
  hiddenFrom: readonly number[]
}

/**
 * Things by their ids. They are never changed but replaced, so those of the fixtures are shared by all workspaces and
 * by every reset; who hides one is kept beside it.
 */
export class MemoryTable<T extends Hideable> {
  readonly #kept = new Map<string, Kept<T>>()
  readonly #alone = new Map<number, readonly number[]>()

  get (id: string): T | undefined {
    const kept = this.#kept.get(id)
    return kept && asItIs(kept)
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
    return Array.from(this.#kept.values(), asItIs)
  }

  set (thing: T): void {
    this.#kept.set(thing._id, { thing, hiddenFrom: thing.deleted_for })
  }

  /** False when it was hidden from this user already, or is not there. */
  hide (id: string, userId: number): boolean {
    const kept = this.#kept.get(id)
    if (kept === undefined || kept.hiddenFrom.includes(userId)) return false
    kept.hiddenFrom = kept.hiddenFrom.length === 0 ? this.#only(userId) : [...kept.hiddenFrom, userId]
    return true
  }

  /** All that a user alone has hidden share one list; else the collector would have to move one for each. */
  #only (userId: number): readonly number[] {
    const known = this.#alone.get(userId)
    if (known !== undefined) return known
    const alone = Object.freeze([userId])
    this.#alone.set(userId, alone)
    return alone
  }

  delete (id: string): boolean {
    return this.#kept.delete(id)
  }
}

function asItIs<T extends Hideable> ({ thing, hiddenFrom }: Kept<T>): T {
  return hiddenFrom === thing.deleted_for ? thing : { ...thing, deleted_for: hiddenFrom }
}
