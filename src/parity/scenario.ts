import type { RuleId } from '../evidence/deletion-sources.ts'
import type { BehaviourId } from '../evidence/behaviours/index.ts'
import type { SwitchName, SwitchValue } from '../options/switches.ts'
import type { Stage } from './stage.ts'

/** The three test users by the parts they play: who owns the dialogs, who sends the message in question, and one more. */
export const roles = ['owner', 'sender', 'third'] as const
export type Role = (typeof roles)[number]

/** What can be seen of a server once the scenario is played: each thing looked at, and what there was, in words. */
export type Sight = Readonly<Record<string, string>>

/** What a scenario can't do without, beside three users. */
export type Need = 'api key' | 'other application'

/** A fidelity switch that the scenario decides: the mock does what is expected by default, and with another value what is seen otherwise. */
export type Decision = { readonly [Name in SwitchName]: DecisionOf<Name> }[SwitchName]

interface DecisionOf<Name extends SwitchName> {
  readonly option: Name
  /** More than one sight where other switches have a say. */
  readonly otherwise: { readonly value: SwitchValue<Name>, readonly sights: readonly Sight[] }
}

/** One thing done to a server through the vendor's API, and what must be seen of it. */
export interface Scenario {
  /** The rule or behaviour that it shows. */
  readonly id: RuleId | BehaviourId
  /** What is done. */
  readonly title: string
  readonly needs?: readonly Need[]
  readonly expected: Sight
  readonly decides?: Decision
  /** Makes what it needs, does one thing, and looks. */
  play (stage: Stage): Promise<Sight>
}
