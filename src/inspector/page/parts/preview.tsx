import type { Judgement } from '../../../deletion/verdict.ts'
import { titleOf } from '../model/people.ts'
import { verdictWords } from '../../../deletion/verdict-words.ts'
import { groupVerdicts } from '../model/verdicts.ts'
import { count, pretty, shortId } from '../model/words.ts'
import { attempt, preview, sent } from '../state/trial.ts'
import { faults, world } from '../state/world.ts'
import { RuleText } from './rule.tsx'
import { StatusCode } from './status-code.tsx'

/** What the rules say before anything is sent, or before it is sent once more. */
export function PreviewView () {
  const { caller, verdicts, answer } = preview.value
  if (attempt.value.ids.length === 0) {
    return (
      <p class='hint'>Tick messages in the table or dialogs in the list, and see here what will come of it and why.</p>
    )
  }
  const isAgain = sent.value !== null
  return (
    <div class='preview' data-again={isAgain ? '' : undefined}>
      <h3>
        {isAgain ? 'If sent once more' : 'If sent now'} <StatusCode status={answer.status} />
      </h3>
      {caller === undefined && (
        <p>
          Refused for who asks, before any id is looked at: <code>{pretty(answer.body).replaceAll(/\s+/g, ' ')}</code>
        </p>
      )}
      <VerdictList verdicts={verdicts} nameOf={whatIs} />
      {faults.value.length > 0 && (
        <p class='hint'>{count(faults.value.length, 'fault is', 'faults are')} planned: the answer may be another.</p>
      )}
    </div>
  )
}

interface ListProps {
  readonly verdicts: readonly Judgement[]
  readonly nameOf?: (id: string) => string | undefined
}

/** How many things of one verdict are named. */
const named = 3

/** The verdicts of a request, those of one rule together. */
export function VerdictList ({ verdicts, nameOf }: ListProps) {
  if (verdicts.length === 0) return null
  return (
    <ul class='verdicts'>
      {groupVerdicts(verdicts).map(({ verdict, reason, ids }) => (
        <li key={reason} data-verdict={verdict}>
          {ids.slice(0, named).map((id) => (
            <span key={id} class='what'>{nameOf?.(id) ?? <code title={id}>{shortId(id)}</code>}</span>
          ))}
          {ids.length > named && <span class='what'>and {ids.length - named} more</span>}
          <strong>{verdictWords[verdict]}</strong>
          <RuleText reason={reason} />
        </li>
      ))}
    </ul>
  )
}

function whatIs (id: string): string | undefined {
  const { dialogs, messages } = world.value
  const dialog = dialogs.find(({ _id }) => _id === id)
  return dialog === undefined
    ? messages.find(({ _id }) => _id === id)?.message ?? undefined
    : titleOf(dialog, world.value)
}
