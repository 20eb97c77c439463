import type { Journal } from './journal.ts'
import type { Received } from './received.ts'
import type { RequestFilter } from './request-filter.ts'
import type { RequestLog } from './request-log.ts'

/** The requests of a workspace that no other server has open: those of this one. */
export class OwnRequests implements RequestLog {
  readonly #journal: Journal
  readonly #tell: (received: Received) => void

  /** `tell` hears of each. */
  constructor (journal: Journal, tell: (received: Received) => void) {
    this.#journal = journal
    this.#tell = tell
  }

  get capacity (): number {
    return this.#journal.capacity
  }

  add (received: Received): undefined {
    this.#journal.add(received)
    this.#tell(received)
  }

  newestFirst (filter?: RequestFilter, before?: number): Iterable<Received> {
    return this.#journal.newestFirst(filter, before)
  }

  async numberOf (id: string): Promise<number | undefined> {
    return this.#journal.numberOf(id)
  }

  async clear (): Promise<void> {
    this.#journal.clear()
  }

  forget (): void {
    this.#journal.clear()
  }
}
