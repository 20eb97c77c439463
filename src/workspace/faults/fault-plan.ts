import type { MatchedRequest } from '../requests/request-match.ts'
import type { Fault, PlannedFault } from './fault.ts'

/** How many may wait in one workspace: each request looks for its own among all of them. */
export const mostFaults = 1000

/** What is planned to go wrong in a workspace, at whichever of its servers. */
export interface FaultPlan {
  /** Whether this server knows of none. */
  readonly none: boolean
  /** Those that this server knows of, in the order in which they were planned. */
  list(): readonly PlannedFault[]
  /** @throws AdminError where too many wait already */
  plan(fault: Fault): Promise<PlannedFault>
  /** Takes one back; false where there is none of that id. */
  cancel(id: string): Promise<boolean>
  /** The first fault that is meant for this request, counted as used. */
  take(request: MatchedRequest): PlannedFault | null | Promise<PlannedFault | null>
  /** Nothing is planned any more. */
  clear(): Promise<void>
  /** The world is another, and nothing is planned for it. */
  forget(): void
}
