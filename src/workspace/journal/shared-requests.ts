import type { SharedLog } from '../../store/shared-log.ts'
import type { Journal } from './journal.ts'
import { pack, unpack } from './packing.ts'
import type { Received } from './received.ts'
import { matchesFilter } from './request-filter.ts'
import type { RequestFilter } from './request-filter.ts'
import type { RequestLog } from './request-log.ts'

/** The requests of a workspace that several servers may have open. */
export class SharedRequests implements RequestLog {
  readonly #log: SharedLog
  readonly #journal: Journal
  readonly #server: () => string

  /** Those of this server it keeps in a journal, too; `server` is its name. */
  constructor (log: SharedLog, journal: Journal, server: () => string) {
    this.#log = log
    this.#journal = journal
    this.#server = server
  }

  get capacity (): number {
    return this.#journal.capacity
  }

  async add (received: Received): Promise<void> {
    try {
      await this.#log.add(`${this.#server()}\n${pack(received)}`)
      this.#journal.add(received)
    } catch (error) {
      this.#journal.add(unanswered(received))
      throw error
    }
  }

  async * newestFirst (filter: RequestFilter = {}, before?: number): AsyncGenerator<Received> {
    for await (const [, text] of this.#log.newestFirst(before)) {
      const received = receivedIn(text)
      if (matchesFilter(received, filter)) yield received
    }
  }

  async numberOf (id: string): Promise<number | undefined> {
    for await (const [number, text] of this.#log.newestFirst()) if (receivedIn(text).id === id) return number
    return undefined
  }

  async clear (): Promise<void> {
    await this.#log.clear()
    this.#journal.clear()
  }

  forget (): void {
    this.#journal.clear()
  }
}

/** The store does not answer, and that is what the client is told. */
function unanswered (received: Received): Received {
  const { status } = received
  return status === null || status === 503 ? received : { ...received, status: 503, payload: null }
}

/** The request, and which server received it. */
export function receivedIn (text: string): Received {
  const end = text.indexOf('\n')
  return { ...unpack(text.slice(end + 1)), server: text.slice(0, end) }
}
