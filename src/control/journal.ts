import type { IncomingHttpHeaders } from 'node:http'
import type { Caller, Outcome } from '../deletion/verdict.ts'
import { matches } from './request-filter.ts'
import type { RequestFilter } from './request-filter.ts'

/** A request as it is remembered: what was at hand when it was answered. What people read is made of it when they ask. */
export interface Received {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: unknown
  readonly caller: Caller | null
  readonly outcome: Outcome | null
  /** Null when nothing was answered. */
  readonly status: number | null
  readonly payload: string | null
  readonly fault: string | null
  readonly durationMs: number
}

/** The last requests of a workspace. */
export class Journal {
  readonly capacity: number
  #ring: Received[] = []
  #next = 0

  constructor (capacity: number) {
    this.capacity = capacity
  }

  /** The oldest makes room. */
  add (received: Received): void {
    this.#ring[this.#next] = received
    this.#next = (this.#next + 1) % this.capacity
  }

  /** The newest first, at most `limit` of them. */
  find (filter: RequestFilter = {}, limit = Infinity): Received[] {
    const found: Received[] = []
    for (let back = 1; back <= this.#ring.length && found.length < limit; back++) {
      const received = this.#ring[(this.#next - back + this.#ring.length) % this.#ring.length]
      if (received !== undefined && matches(received, filter)) found.push(received)
    }
    return found
  }

  clear (): void {
    this.#ring = []
    this.#next = 0
  }
}
