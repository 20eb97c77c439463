import { dialogFacts, dialogRules } from './dialog-rules.ts'
import { messageFacts, messageRules } from './message-rules.ts'
import type { DialogTraits, MessageTraits } from './traits.ts'
import { firstThatApplies } from './verdict.ts'
import type { Caller, DeletionPolicy, Judgement } from './verdict.ts'

/** The verdict on a message: that of the first rule that applies. */
export function judgeMessage (
  id: string,
  caller: Caller,
  message: MessageTraits | undefined,
  dialog: DialogTraits | undefined,
  force: boolean,
  policy: DeletionPolicy
): Judgement {
  const rule = firstThatApplies(messageRules, messageFacts(caller, message, dialog, force, policy))
  return { id, verdict: rule.verdict, reason: rule.id }
}

/** The verdict on a dialog: that of the first rule that applies. */
export function judgeDialog (id: string, caller: Caller, dialog: DialogTraits | undefined, force: boolean): Judgement {
  const rule = firstThatApplies(dialogRules, dialogFacts(caller, dialog, force))
  return { id, verdict: rule.verdict, reason: rule.id }
}
