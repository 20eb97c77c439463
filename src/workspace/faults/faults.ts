import type { FastifyRequest } from 'fastify'
import { AdminError } from '../input/admin-error.ts'
import type { Fault, PlannedFault } from './fault.ts'
import { isMeant } from '../requests/request-match.ts'

/** How many may wait in one workspace: each request looks for its own among all of them. */
const mostFaults = 1000

/** The faults of a workspace, and the requests that they are holding up. */
export class Faults {
  #planned: PlannedFault[] = []
  #counter = 0
  readonly #held = new Set<() => void>()

  get none (): boolean {
    return this.#planned.length === 0
  }

  list (): readonly PlannedFault[] {
    return this.#planned
  }

  /** @throws AdminError where too many wait already */
  plan (fault: Fault): PlannedFault {
    if (this.#planned.length >= mostFaults) {
      throw new AdminError(409, [
        `There are ${mostFaults} faults planned already, which is the most there can be: take some back, or plan one ` +
          'with "times" for several requests'
      ])
    }
    const planned: PlannedFault = {
      id: `fault-${++this.#counter}`,
      ...fault,
      times: fault.times ?? 1,
      when: fault.when ?? 'before'
    }
    this.#planned.push(planned)
    return planned
  }

  /** Takes one back; false where there is none of that id. */
  cancel (id: string): boolean {
    const index = this.#planned.findIndex((fault) => fault.id === id)
    return index >= 0 && this.#planned.splice(index, 1).length === 1
  }

  /** The first fault that is meant for this request, counted as used. */
  take (request: FastifyRequest): PlannedFault | null {
    const index = this.#planned.findIndex(({ match }) => match === undefined || isMeant(request, match))
    const fault = this.#planned[index]
    if (fault === undefined) return null
    if (fault.times === 1) this.#planned.splice(index, 1)
    else if (fault.times !== 'always') this.#planned[index] = { ...fault, times: fault.times - 1 }
    return fault
  }

  /**
   * Holds a request up until `cut` is called, which happens at the latest when the faults are cleared; returns how to
   * let go of it.
   */
  hold (cut: () => void): () => void {
    this.#held.add(cut)
    return () => this.#held.delete(cut)
  }

  /** Nothing is planned any more, and what is held up is cut off. */
  clear (): void {
    this.#planned = []
    for (const cut of this.#held) cut()
    this.#held.clear()
  }
}
