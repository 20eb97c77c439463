import { AdminError } from '../input/admin-error.ts'
import { isMeant } from '../requests/request-match.ts'
import type { MatchedRequest } from '../requests/request-match.ts'
import type { Fault, PlannedFault } from './fault.ts'
import { mostFaults } from './fault-plan.ts'
import type { FaultPlan } from './fault-plan.ts'

/** The faults of a workspace that no other server has open; each change has taken effect before the call returns. */
export class OwnFaults implements FaultPlan {
  #planned: PlannedFault[] = []
  #counter = 0

  get none (): boolean {
    return this.#planned.length === 0
  }

  list (): readonly PlannedFault[] {
    return this.#planned
  }

  async plan ({ times = 1, when = 'before', ...fault }: Fault): Promise<PlannedFault> {
    if (this.#planned.length >= mostFaults) throw tooMany()
    // As it is now, whatever is done later with what was given; on a MongoDB it is kept as this text too.
    const text = JSON.stringify(fault)
    const planned: PlannedFault = { id: `fault-${++this.#counter}`, ...JSON.parse(text), times, when }
    this.#planned.push(planned)
    return planned
  }

  async cancel (id: string): Promise<boolean> {
    const index = this.#planned.findIndex((fault) => fault.id === id)
    return index >= 0 && this.#planned.splice(index, 1).length === 1
  }

  take (request: MatchedRequest): PlannedFault | null {
    const index = this.#planned.findIndex(({ match }) => match === undefined || isMeant(request, match))
    const fault = this.#planned[index]
    if (fault === undefined) return null
    if (fault.times === 1) this.#planned.splice(index, 1)
    else if (fault.times !== 'always') this.#planned[index] = { ...fault, times: fault.times - 1 }
    return fault
  }

  async clear (): Promise<void> {
    this.#planned = []
  }

  forget (): void {
    this.#planned = []
  }
}

export function tooMany (): AdminError {
  return new AdminError(409, [
    `There are ${mostFaults} faults planned already, which is the most there can be: take some back, or plan one ` +
    'with "times" for several requests'
  ])
}
