import type { TextLog } from './text-log.ts'

const MiB = 1024 * 1024

/** How much memory the logs of a server may take, in bytes: each of them, and all together. */
export class TextBudget {
  readonly #each: number
  readonly #all: number
  readonly #logs = new Set<TextLog>()
  #used = 0

  constructor (each: number, all: number) {
    this.#each = each
    this.#all = all
  }

  /** Room for so many requests of the usual kind in each workspace, and four times as much for all. */
  static forRequests (count: number): TextBudget {
    const each = Math.max(32 * MiB, count * 1024)
    return new TextBudget(each, 4 * each)
  }

  add (log: TextLog): void {
    this.#logs.add(log)
  }

  remove (log: TextLog): void {
    this.#logs.delete(log)
  }

  account (bytes: number): void {
    this.#used += bytes
  }

  /** Makes room where a log has grown: in itself first, then in whichever is the largest; what it is about to write to stays. */
  keep (grown: TextLog): void {
    while (grown.bytes > this.#each && grown.blocks > 1) grown.shrink()
    while (this.#used > this.#all) {
      const largest = this.#largest(grown)
      if (largest === undefined) return
      largest.shrink()
    }
  }

  #largest (grown: TextLog): TextLog | undefined {
    let largest: TextLog | undefined
    for (const log of this.#logs) {
      if (log.blocks > (log === grown ? 1 : 0) && (largest === undefined || log.bytes > largest.bytes)) largest = log
    }
    return largest
  }
}
