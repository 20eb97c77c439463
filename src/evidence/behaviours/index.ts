import { answerBehaviours } from './answers.ts'
import { authenticationBehaviours } from './authentication.ts'
import { callBehaviours } from './calls.ts'
import { clientBehaviours } from './clients.ts'
import { companionBehaviours } from './companions.ts'
import { headerBehaviours } from './headers.ts'
import { forceBehaviours, idBehaviours } from './ids-and-force.ts'

/** Everything that a client can see beside the rules, by matter. */
export const behaviours = [
  ...authenticationBehaviours,
  ...idBehaviours,
  ...forceBehaviours,
  ...answerBehaviours,
  ...headerBehaviours,
  ...companionBehaviours,
  ...clientBehaviours,
  ...callBehaviours
] as const

/** A1, A2, ... */
export type BehaviourId = (typeof behaviours)[number]['id']
