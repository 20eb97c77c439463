import type { FidelitySwitches } from '../options/switches.ts'

/** Who asks: a user, or an application acting for everybody. */
export type Caller =
  | { readonly kind: 'application', readonly applicationId: number }
  | { readonly kind: 'user', readonly userId: number, readonly applicationId: number }

/** What the rules say of one id: destroy it for everybody, hide it from the caller, let the caller leave, or refuse. */
export type Verdict = 'destroy' | 'hide' | 'leave' | 'NotFound' | 'WrongPermissions'

/**
 * doc: on the vendor's pages. wire: seen in logs, the vendor's tests or an SDK. client: a published client does not
 * work otherwise. staff: said by the vendor. ours: a choice of this project.
 */
export type Evidence = 'doc' | 'wire' | 'client' | 'staff' | 'ours'

/** One row of a table of rules: the first row that applies decides. */
export interface Rule<Facts> {
  readonly id: string
  readonly caller: 'any' | 'application' | 'user'
  /** The case, as docs/rules.md tells it. */
  readonly when: string
  /** The case on its own, where `when` means what the rules before it leave over. */
  readonly plainly?: string
  readonly verdict: Verdict
  readonly evidence: readonly Evidence[]
  applies(facts: Facts): boolean
}

/** The verdict on one id, and the rule that it comes from. */
export interface Judgement {
  readonly id: string
  readonly verdict: Verdict
  /** The id of the rule. */
  readonly reason: string
}

/** The judgements of one request, one for each id. */
export type Outcome = readonly Judgement[]

/** The switches that the rules depend on: with `messageOwner: 'dialog'`, M8 does not apply. */
export type DeletionPolicy = Pick<FidelitySwitches, 'messageOwner'>

/** Who asks; nobody where an application does, for which no rule looks at a user. */
export function userIdOf (caller: Caller): number {
  return caller.kind === 'user' ? caller.userId : 0
}

/** @throws when none does: the last rule of a table applies to everything */
export function firstThatApplies<Facts> (rules: readonly Rule<Facts>[], facts: Facts): Rule<Facts> {
  const rule = rules.find((one) => one.applies(facts))
  if (rule === undefined) throw new Error('The last rule of a table applies to everything')
  return rule
}
