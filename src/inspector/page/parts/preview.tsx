import type { Judgement } from '../../../deletion/verdict.ts'
import { titleOf } from '../model/people.ts'
import { verdictWords } from '../model/preview.ts'
import { count, pretty, shortId } from '../model/words.ts'
import { attempt, preview } from '../state/trial.ts'
import { faults, world } from '../state/world.ts'
import { RuleText } from './rule.tsx'
import { StatusCode } from './trial.tsx'

/** What the rules say before anything is sent. */
export function PreviewView () {
  const { caller, verdicts, answer } = preview.value
  if (attempt.value.ids.length === 0) return <p class='hint'>Tick messages in the table or dialogs in the list, and see here what will come of it and why.</p>
  return (
    <div class='preview'>
      <h3>If sent now <StatusCode status={answer.status} /></h3>
      {caller === undefined && <p>Refused for who asks, before any id is looked at: <code>{pretty(answer.body).replaceAll(/\s+/g, ' ')}</code></p>}
      {verdicts.length > 0 && <ul class='verdicts'>{verdicts.map((verdict) => <VerdictItem key={verdict.id} verdict={verdict} name={whatIs(verdict.id)} />)}</ul>}
      {faults.value.length > 0 && <p class='hint'>{count(faults.value.length, 'fault is', 'faults are')} planned: the answer may be another.</p>}
    </div>
  )
}

export function VerdictItem ({ verdict: { id, verdict, reason }, name }: { verdict: Judgement, name?: string | undefined }) {
  return (
    <li data-verdict={verdict}>
      <span class='what'>{name ?? <code title={id}>{shortId(id)}</code>}</span> <strong>{verdictWords[verdict]}</strong>
      <RuleText reason={reason} />
    </li>
  )
}

function whatIs (id: string): string | undefined {
  const { dialogs, messages } = world.value
  const dialog = dialogs.find(({ _id }) => _id === id)
  return dialog === undefined ? messages.find(({ _id }) => _id === id)?.message ?? undefined : titleOf(dialog, world.value)
}
