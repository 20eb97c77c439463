import { entryOf } from '../evidence/entries.ts'
import type { Result } from './play.ts'
import { guessFindings, switchFindings } from './summary.ts'

/** What came of a run, as JSON. */
export function report (url: string, results: readonly Result[]): string {
  const told = results.map(({ scenario: { id, title, expected }, verdict, seen, left }) => ({
    rule: id,
    title,
    evidence: entryOf.get(id)?.evidence,
    expected,
    seen,
    result: verdict,
    left
  }))
  const whole = {
    url,
    at: new Date().toISOString(),
    results: told,
    switches: switchFindings(results),
    guesses: guessFindings(results)
  }
  return `${JSON.stringify(whole, null, 2)}\n`
}
