import type { JournalEntry } from '../api/admin.ts'
import { pretty } from '../model/words.ts'
import { VerdictList } from './preview.tsx'

/** What was sent, what the rules said, what was answered. */
export function EntryDetails ({ entry }: { entry: JournalEntry }) {
  const { method, url, headers, body, verdicts, response, durationMs, server, ignored = [] } = entry
  const sent = Object.entries(headers).map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)
  return (
    <div class='details'>
      <VerdictList verdicts={verdicts} />
      {ignored.length > 0 && (
        <p class='ignored'>
          The service ignores {ignored.map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code>{name}</code>
            </span>
        ))}: nothing came of it.
        </p>
      )}
      <h3>Request{server !== undefined && `, received by ${server}`}</h3>
      <pre tabIndex={0}>{[`${method} ${url}`, ...sent, ...(body === null ? [] : ['', pretty(body)])].join('\n')}</pre>
      <h3>Answer, after {Math.round(durationMs * 10) / 10} ms</h3>
      <pre tabIndex={0}>
        {response === null ? '(none)' : `${response.status}\n${pretty(response.body ?? '') || '(an empty body)'}`}
      </pre>
    </div>
  )
}
