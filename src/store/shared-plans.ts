/** Something that is planned, for so many uses. */
export interface Plan {
  readonly number: number
  /** How many uses are left. */
  readonly left: number | 'always'
  readonly text: string
}

/** How much can be planned at once. */
export interface PlanBounds {
  readonly plans: number
  /** The length of all their texts. */
  readonly length: number
}

/**
 * What is planned for all servers of a workspace. A change has taken effect at every server when it resolves; resetting
 * the world is one, too, and nothing is planned after it.
 *
 * Every method rejects with StoreUnavailableError while the database does not answer.
 */
export interface SharedPlans {
  /** What this server knows of, in the order in which it was planned. A view that has caught up knows of everything. */
  readonly known: readonly Plan[]
  /** Undefined where there is no room for it. */
  add(text: string, times: Plan['left'], most: PlanBounds): Promise<Plan | undefined>
  /** False where there is none of that number. */
  remove(number: number): Promise<boolean>
  clear(): Promise<void>
  /** Counts a use of one that has an end; false when none was left. */
  use(number: number): Promise<boolean>
}
