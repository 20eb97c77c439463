import { pack } from './packing.ts'
import type { Received } from './received.ts'
import type { TextLog } from './text-log.ts'

/** So few that next to none of them is still there when the garbage collector comes. */
const most = 64

/** In characters. What is longer would take too much memory while it waits. */
const longest = 4096

/**
 * The requests of a server that still have to be packed. That is done for many at once: packing a request takes a third
 * of the time right after another one, when its code is in the processor's caches.
 */
export class PackQueue {
  #waiting: Array<{ readonly received: Received, readonly log: TextLog }> = []

  add (received: Received, log: TextLog): void {
    if (this.#waiting.push({ received, log }) >= most || isLong(received)) this.packAll()
  }

  /** Puts them into their logs, in their order. Whoever reads or empties one of these does so first. */
  packAll (): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { received, log } of waiting) log.add(pack(received))
  }
}

/** Its headers can't be: Node limits them. */
function isLong ({ body, payload }: Received): boolean {
  return body !== null || (payload !== null && payload.length > longest)
}
