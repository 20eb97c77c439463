import { PackQueue } from './pack-queue.ts'
import { unpack } from './packing.ts'
import { matchesFilter } from './request-filter.ts'
import type { Received } from './received.ts'
import type { RequestFilter } from './request-filter.ts'
import { TextBudget } from './text-budget.ts'
import { TextLog } from './text-log.ts'

/** The last requests of a workspace, as many as it is told to remember and as there is memory for. */
export class Journal {
  readonly #texts: TextLog
  readonly #queue: PackQueue

  constructor (capacity: number, budget = TextBudget.forRequests(capacity), queue = new PackQueue()) {
    this.#texts = new TextLog(capacity, budget)
    this.#queue = queue
  }

  get capacity (): number {
    return this.#texts.capacity
  }

  /** The oldest makes room. */
  add (received: Received): void {
    this.#queue.add(received, this.#texts)
  }

  /** Those that match, one after the other, the newest first; only what came before the one with that number. */
  * newestFirst (filter: RequestFilter = {}, before?: number): Generator<Received> {
    for (const [, text] of this.#packed().newestFirst(before)) {
      const received = unpack(text)
      if (matchesFilter(received, filter)) yield received
    }
  }

  /** At most `limit` of them. */
  find (filter: RequestFilter = {}, limit = Infinity): Received[] {
    const found: Received[] = []
    if (limit < 1) return found
    for (const received of this.newestFirst(filter)) if (found.push(received) >= limit) break
    return found
  }

  /** How many match, counted up to `atMost`. */
  count (filter: RequestFilter, atMost = Infinity): number {
    const found = this.newestFirst(filter)
    let count = 0
    while (count < atMost && found.next().done !== true) count++
    return count
  }

  /** The number of the request with this id; undefined where it is not remembered. */
  numberOf (id: string): number | undefined {
    for (const [number, text] of this.#packed().newestFirst()) if (unpack(text).id === id) return number
    return undefined
  }

  clear (): void {
    this.#packed().clear()
  }

  /** Empties it for good. */
  close (): void {
    this.#packed().close()
  }

  /** With all that was received so far. */
  #packed (): TextLog {
    this.#queue.packAll()
    return this.#texts
  }
}
