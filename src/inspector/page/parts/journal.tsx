import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import type { Judgement } from '../../../deletion/verdict.ts'
import type { JournalEntry } from '../api/admin.ts'
import { applicationName, userName } from '../model/people.ts'
import { verdictWords } from '../../../deletion/verdict-words.ts'
import { isFound } from '../model/search.ts'
import { groupVerdicts } from '../model/verdicts.ts'
import { shortUrl, timeOf } from '../model/words.ts'
import { admin, attempted } from '../state/connection.ts'
import { journal, journalIsOff, refreshJournal, world } from '../state/world.ts'
import { EntryDetails } from './entry-details.tsx'
import { SearchField } from './search-field.tsx'
import { StatusCode } from './status-code.tsx'

/** With fewer there is nothing to look for. */
const many = 8

const looked = signal('')

/** The requests of every client, as they come. */
export function Journal () {
  const { value: all } = journal
  const found = all.filter((entry) => isFound(looked.value, textsOf(entry)))
  const forget = () => attempted(async () => {
    await admin.forgetRequests()
    await refreshJournal()
  })
  return (
    <section class='panel journal' aria-labelledby='journal'>
      <div class='head'>
        <h2 id='journal'>Journal</h2>
        {all.length > 0 && <button type='button' class='plain' onClick={forget}>Forget them</button>}
      </div>
      {all.length >= many && <SearchField label='Search requests' looked={looked} />}
      {all.length === 0 && (
        <p class='hint'>
          {journalIsOff.value
            ? 'The server was started without one.'
            : 'Requests of every client appear here as they come.'}
        </p>
      )}
      <ol class='scroll' aria-live='polite' aria-relevant='additions'>
        {found.map((entry) => <Entry key={entry.id} entry={entry} />)}
      </ol>
    </section>
  )
}

function Entry ({ entry }: { entry: JournalEntry }) {
  const { at, method, url, caller, response, verdicts, fault, nearest, ignored = [] } = entry
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <StatusCode status={response?.status ?? null} />
          <span class='caller'>{callerName(caller)}</span>
          <time dateTime={at}>{timeOf(at, Date.now())}</time>
          <code class='call'>{method} {shortUrl(url)}</code>
          {tally(verdicts).map(([words, verdict]) => (
            <span key={words} class='chip' data-verdict={verdict}>{words}</span>
          ))}
          {ignored.length > 0 && <span class='chip ignored'>ignored: {ignored.join(', ')}</span>}
          {nearest !== undefined && <span class='chip ignored'>unknown path; did you mean {nearest}?</span>}
          {fault !== null && <span class='chip fault'>{fault}</span>}
        </summary>
        {isOpen && <EntryDetails entry={entry} />}
      </details>
    </li>
  )
}

/** What a request can be found by. */
function textsOf ({ method, url, caller, response, verdicts, fault, server }: JournalEntry): Array<string | null> {
  return [
    method,
    url,
    callerName(caller),
    String(response?.status ?? 'none'),
    fault,
    server ?? null,
    ...tally(verdicts).map(([words]) => words)
  ]
}

function callerName (caller: JournalEntry['caller']): string {
  if (caller === null) return 'nobody'
  return caller.kind === 'user'
    ? userName(caller.userId, world.value)
    : applicationName(caller.applicationId, world.value)
}

/** `refused M11 ×2`, for each rule that decided. */
function tally (verdicts: readonly Judgement[]): Array<[string, Judgement['verdict']]> {
  return groupVerdicts(verdicts).map((
    { verdict, reason, ids }
  ) => [`${verdictWords[verdict]} ${reason}${ids.length > 1 ? ` ×${ids.length}` : ''}`, verdict])
}
