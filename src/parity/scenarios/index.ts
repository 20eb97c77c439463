import type { Scenario } from '../scenario.ts'
import { answerScenarios } from './answers.ts'
import { authenticationScenarios } from './authentication.ts'
import { companionScenarios } from './companions.ts'
import { dialogScenarios } from './dialogs.ts'
import { forceScenarios } from './force.ts'
import { headerScenarios } from './headers.ts'
import { idScenarios } from './ids.ts'
import { messageScenarios } from './messages.ts'

/** Every scenario, in the order of the rules. */
export const scenarios: readonly Scenario[] = [
  ...messageScenarios,
  ...dialogScenarios,
  ...authenticationScenarios,
  ...idScenarios,
  ...forceScenarios,
  ...answerScenarios,
  ...headerScenarios,
  ...companionScenarios
]
