import { dialogRules } from '../../../deletion/dialog-rules.ts'
import { messageRules } from '../../../deletion/message-rules.ts'
import { judgeDialog, judgeMessage } from '../../../deletion/permissions.ts'
import type { Caller, Judgement, Rule } from '../../../deletion/verdict.ts'
import type { FidelitySwitches } from '../../../options/switches.ts'
import { QuickBloxError } from '../../../quickblox/errors.ts'
import { dialogsAnswer, messagesAnswer } from '../../../quickblox/formatters.ts'
import type { DeleteAnswer } from '../../../quickblox/formatters.ts'
import { readIds } from '../../../quickblox/ids.ts'
import { callerOf } from './attempt.ts'
import type { Attempt } from './attempt.ts'
import type { PageWorld } from './world.ts'

/** The rule of a verdict, in words. */
export type RuleWords = Pick<Rule<never>, 'id' | 'caller' | 'when' | 'plainly' | 'evidence'>

/** What a request will come to. */
export interface Preview {
  /** Who asks, or undefined where the request is refused for it. */
  readonly caller: Caller | undefined
  /** One for each id; none where the request is refused. */
  readonly verdicts: readonly Judgement[]
  readonly answer: DeleteAnswer
}

const rules: ReadonlyMap<string, RuleWords> = new Map([...messageRules, ...dialogRules].map((rule) => [rule.id, rule]))

/** A rule by its id. */
export function ruleOf (reason: string): RuleWords | undefined {
  return rules.get(reason)
}

/** What the server's own rules say of a request, before it is sent; `now` in milliseconds since 1970. */
export function previewOf (attempt: Attempt, world: PageWorld, switches: FidelitySwitches, now: number): Preview {
  const caller = callerOf(attempt.who, world, now)
  if (caller instanceof QuickBloxError) {
    return { caller: undefined, verdicts: [], answer: { status: caller.statusCode, body: caller.body } }
  }
  const { ids, several } = readIds(attempt.ids.join(','))
  const verdicts = ids.map((id) => judge(attempt, id, caller, world, switches))
  const answer = attempt.what === 'Message'
    ? messagesAnswer(verdicts, several, switches)
    : dialogsAnswer(verdicts, several, switches)
  return { caller, verdicts, answer }
}

function judge (
  { what, force }: Attempt,
  id: string,
  caller: Caller,
  { dialogs, messages }: PageWorld,
  switches: FidelitySwitches
): Judgement {
  if (what === 'Dialog') return judgeDialog(id, caller, dialogs.find(({ _id }) => _id === id), force)
  const message = messages.find(({ _id }) => _id === id)
  return judgeMessage(id, caller, message, dialogs.find(({ _id }) => _id === message?.chat_dialog_id), force, switches)
}
