import type { Plan, SharedPlans } from '../../store/shared-plans.ts'
import { AdminError } from '../input/admin-error.ts'
import { isMeant } from '../requests/request-match.ts'
import type { MatchedRequest } from '../requests/request-match.ts'
import type { Fault, PlannedFault } from './fault.ts'
import { mostFaults } from './fault-plan.ts'
import type { FaultPlan } from './fault-plan.ts'
import { tooMany } from './own-faults.ts'

/** The length of all faults of a workspace as JSON: servers read them together. */
const longest = 8 * 1024 * 1024

const bounds = { plans: mostFaults, length: longest } as const

/** The faults of a workspace that several servers may have open. */
export class SharedFaults implements FaultPlan {
  readonly #plans: SharedPlans
  #read: readonly Plan[] = []
  #faults: readonly PlannedFault[] = []

  constructor (plans: SharedPlans) {
    this.#plans = plans
  }

  get none (): boolean {
    return this.#plans.known.length === 0
  }

  list (): readonly PlannedFault[] {
    const { known } = this.#plans
    if (known !== this.#read) {
      this.#read = known
      this.#faults = known.map(faultOf)
    }
    return this.#faults
  }

  async plan ({ times = 1, when = 'before', ...fault }: Fault): Promise<PlannedFault> {
    const planned = await this.#plans.add(JSON.stringify({ ...fault, when }), times, bounds)
    if (planned !== undefined) return faultOf(planned)
    throw this.#plans.known.length < mostFaults ? tooLong() : tooMany()
  }

  async cancel (id: string): Promise<boolean> {
    const number = numberOf(id)
    return number !== undefined && await this.#plans.remove(number)
  }

  /** One that another server's request has used up meanwhile is known for that by the next look. */
  async take (request: MatchedRequest): Promise<PlannedFault | null> {
    for (;;) {
      const fault = this.list().find(({ match }) => match === undefined || isMeant(request, match))
      if (fault === undefined) return null
      if (fault.times === 'always' || await this.#plans.use(numberOf(fault.id) ?? NaN)) return fault
    }
  }

  clear (): Promise<void> {
    return this.#plans.clear()
  }

  /** Plans belong to a world, and go with it. */
  forget (): void {}
}

function faultOf ({ number, left, text }: Plan): PlannedFault {
  return { id: `fault-${number}`, ...JSON.parse(text), times: left }
}

function numberOf (id: string): number | undefined {
  const digits = /^fault-([1-9]\d{0,14})$/.exec(id)?.[1]
  return digits === undefined ? undefined : Number(digits)
}

function tooLong (): AdminError {
  return new AdminError(409, [
    `The faults planned take more than ${longest / 1024 / 1024} MiB together, which is the most there can be: take ` +
    'some back, or plan shorter bodies'
  ])
}
