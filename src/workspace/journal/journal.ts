import type { IncomingHttpHeaders } from 'node:http'
import type { Caller, Outcome } from '../../deletion/verdict.ts'
import { pack, unpack } from './packing.ts'
import { matches } from './request-filter.ts'
import type { RequestFilter } from './request-filter.ts'
import { TextRing } from './text-ring.ts'

/** A request as it is remembered. What people read is made of it when they ask. */
export interface Received {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<IncomingHttpHeaders>
  /** Its parameters; the text of one that could not be read; null where there was none. */
  readonly body: unknown
  readonly caller: Caller | null
  readonly outcome: Outcome | null
  /** Null when nothing was answered. */
  readonly status: number | null
  readonly payload: string | null
  readonly fault: string | null
  /** How long it took. */
  readonly microseconds: number
}

/** The last requests of a workspace. */
export class Journal {
  readonly #texts: TextRing

  constructor (capacity: number) {
    this.#texts = new TextRing(capacity)
  }

  get capacity (): number {
    return this.#texts.capacity
  }

  /** The oldest makes room. */
  add (received: Received): void {
    this.#texts.add(pack(received))
  }

  /** The newest first, at most `limit` of them. */
  find (filter: RequestFilter = {}, limit = Infinity): Received[] {
    const found: Received[] = []
    for (const text of this.#texts.newestFirst()) {
      if (found.length >= limit) break
      const received = unpack(text)
      if (matches(received, filter)) found.push(received)
    }
    return found
  }

  clear (): void {
    this.#texts.clear()
  }
}
