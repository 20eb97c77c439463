import type { RuleId } from '../evidence/deletion-sources.ts'
import type { BehaviourId } from '../evidence/behaviours/index.ts'
import type { SwitchName, SwitchValue } from '../options/switches.ts'
import type { Findings, Need } from './parts.ts'
import type { Stage } from './stage.ts'

/**
 * A fidelity switch that the scenario decides: the mock does what is expected by default, and with another value what
 * is seen otherwise.
 */
export type Decision = { readonly [Name in SwitchName]: DecisionOf<Name> }[SwitchName]

interface DecisionOf<Name extends SwitchName> {
  readonly option: Name
  /** More than one sight where other switches have a say. */
  readonly otherwise: { readonly value: SwitchValue<Name>, readonly sights: readonly Findings[] }
}

/** One thing done to a server through the vendor's API, and what must be seen of it. */
export interface Scenario {
  /** The rule or behaviour that it shows. */
  readonly id: RuleId | BehaviourId
  /** What is done. */
  readonly title: string
  readonly needs?: readonly Need[]
  readonly expected: Findings
  readonly decides?: Decision
  /** Makes what it needs, does one thing, and looks. */
  play (stage: Stage): Promise<Findings>
}
