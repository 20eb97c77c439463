import type { Judgement } from '../../../deletion/verdict.ts'
import type { JournalEntry } from '../api/admin.ts'
import { applicationName, userName } from '../model/people.ts'
import { verdictWords } from '../model/preview.ts'
import { pretty, shortUrl, timeOf } from '../model/words.ts'
import { admin, attempted } from '../state/connection.ts'
import { journal, journalIsOff, refreshJournal, world } from '../state/world.ts'
import { VerdictItem } from './preview.tsx'
import { StatusCode } from './trial.tsx'

/** The requests of every client, as they come. */
export function Journal () {
  const forget = () => attempted(async () => {
    await admin.forgetRequests()
    await refreshJournal()
  })
  return (
    <section class='panel journal' aria-labelledby='journal'>
      <div class='head'>
        <h2 id='journal'>Journal</h2>
        {journal.value.length > 0 && <button type='button' class='plain' onClick={forget}>Forget them</button>}
      </div>
      {journal.value.length === 0 && <p class='hint'>{journalIsOff.value ? 'The server was started without one.' : 'Requests of every client appear here as they come.'}</p>}
      <ol aria-live='polite' aria-relevant='additions'>
        {journal.value.map((entry) => <Entry key={entry.id} entry={entry} />)}
      </ol>
    </section>
  )
}

function Entry ({ entry }: { entry: JournalEntry }) {
  const { at, method, url, caller, response, verdicts, fault } = entry
  return (
    <li>
      <details>
        <summary>
          <time dateTime={at}>{timeOf(at)}</time>
          <StatusCode status={response?.status ?? null} />
          <code class='call'>{method} {shortUrl(url)}</code>
          <span class='caller'>{callerName(caller)}</span>
          {tally(verdicts).map(([words, verdict]) => <span key={words} class='chip' data-verdict={verdict}>{words}</span>)}
          {fault !== null && <span class='chip fault'>{fault}</span>}
        </summary>
        <Details entry={entry} />
      </details>
    </li>
  )
}

function Details ({ entry: { method, url, headers, body, verdicts, response, durationMs } }: { entry: JournalEntry }) {
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)
  return (
    <div class='details'>
      {verdicts.length > 0 && <ul class='verdicts'>{verdicts.map((verdict) => <VerdictItem key={verdict.id} verdict={verdict} />)}</ul>}
      <h3>Request</h3>
      <pre tabIndex={0}>{[`${method} ${url}`, ...sent, ...(body === null ? [] : ['', pretty(body)])].join('\n')}</pre>
      <h3>Answer, after {Math.round(durationMs * 10) / 10} ms</h3>
      <pre tabIndex={0}>{response === null ? '(none)' : `${response.status}\n${response.body === null || response.body === '' ? '(an empty body)' : pretty(response.body)}`}</pre>
    </div>
  )
}

function callerName (caller: JournalEntry['caller']): string {
  if (caller === null) return 'nobody'
  return caller.kind === 'user' ? userName(caller.userId, world.value) : applicationName(caller.applicationId, world.value)
}

/** `refused M11 ×2`, for each rule that decided. */
function tally (verdicts: readonly Judgement[]): Array<[string, Judgement['verdict']]> {
  const counts = new Map<string, { verdict: Judgement['verdict'], count: number }>()
  for (const { verdict, reason } of verdicts) counts.set(reason, { verdict, count: (counts.get(reason)?.count ?? 0) + 1 })
  return [...counts].map(([reason, { verdict, count }]) => [`${verdictWords[verdict]} ${reason}${count > 1 ? ` ×${count}` : ''}`, verdict])
}
