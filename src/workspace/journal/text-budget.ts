import type { LogBounds } from '../../store/shared-log.ts'

const MiB = 1024 * 1024

/** A log that gives memory back. */
interface ShrinkingLog {
  /** What it takes of the memory, in bytes. */
  readonly bytes: number
  /** How many pieces of memory it has. */
  readonly blocks: number
  /** Lets go of one of them. */
  shrink(): void
}

/** How much memory the logs of a server may take, in bytes: each of them, and all together. */
export class TextBudget {
  readonly #each: number
  readonly #all: number
  readonly #logs = new Set<ShrinkingLog>()
  #used = 0

  constructor (each: number, all: number) {
    this.#each = each
    this.#all = all
  }

  /** Room for so many requests of the usual kind in each workspace, and four times as much for all. */
  static forRequests (count: number): TextBudget {
    const { bytes: each } = boundsOf(count)
    return new TextBudget(each, 4 * each)
  }

  add (log: ShrinkingLog): void {
    this.#logs.add(log)
  }

  remove (log: ShrinkingLog): void {
    this.#logs.delete(log)
  }

  account (bytes: number): void {
    this.#used += bytes
  }

  /**
   * Makes room where a log has grown: in itself first, then in whichever is the largest; what it is about to write to
   * stays.
   */
  keep (grown: ShrinkingLog): void {
    while (grown.bytes > this.#each && grown.blocks > 1) grown.shrink()
    while (this.#used > this.#all) {
      const largest = this.#largest(grown)
      if (largest === undefined) return
      largest.shrink()
    }
  }

  #largest (grown: ShrinkingLog): ShrinkingLog | undefined {
    let largest: ShrinkingLog | undefined
    for (const log of this.#logs) {
      if (log.blocks > (log === grown ? 1 : 0) && (largest === undefined || log.bytes > largest.bytes)) largest = log
    }
    return largest
  }
}

/** So many requests, and in bytes what those of the usual kind take. */
export function boundsOf (texts: number): LogBounds {
  return { texts, bytes: Math.max(32 * MiB, texts * 1024) }
}
