import { pack, unpack } from './packing.ts'
import { matches } from './request-filter.ts'
import type { Received } from './received.ts'
import type { RequestFilter } from './request-filter.ts'
import { TextRing } from './text-ring.ts'

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
