import { entries } from '../../evidence/entries.ts'
import type { Scenario } from '../scenario.ts'
import { answerScenarios } from './answers.ts'
import { authenticationScenarios } from './authentication.ts'
import { callScenarios } from './calls.ts'
import { clientScenarios } from './clients.ts'
import { companionScenarios } from './companions.ts'
import { dialogScenarios } from './dialogs.ts'
import { forceScenarios } from './force.ts'
import { headerScenarios } from './headers.ts'
import { idScenarios } from './ids.ts'
import { messageScenarios } from './messages.ts'

/** Every scenario, in the order of the rules. */
export const scenarios: readonly Scenario[] = inOrder([
  ...messageScenarios,
  ...dialogScenarios,
  ...authenticationScenarios,
  ...idScenarios,
  ...forceScenarios,
  ...answerScenarios,
  ...headerScenarios,
  ...companionScenarios,
  ...clientScenarios,
  ...callScenarios
])

function inOrder (all: readonly Scenario[]): Scenario[] {
  const order = entries.map(({ id }) => id)
  return all.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id))
}
