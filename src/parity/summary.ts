import { entryOf } from '../evidence/entries.ts'
import type { EvidenceEntry } from '../evidence/entries.ts'
import { flagOf, switchNames, switchTable } from '../options/switches.ts'
import { isSame } from './play.ts'
import type { Result } from './play.ts'
import type { Decision } from './scenario.ts'
import { sightText } from './table.ts'

/** What the server turned out to do where the vendor's sources disagree. */
export interface SwitchFinding {
  readonly option: Decision['option']
  /** The value that makes the mock do the same; undefined where none does. */
  readonly value: string | undefined
  readonly text: string
}

/** What became of a guess. */
export interface GuessFinding {
  readonly id: string
  readonly what: string
  readonly holds: boolean | undefined
  readonly text: string
}

/** One finding for each switch that was looked at. */
export function switchFindings (results: readonly Result[]): SwitchFinding[] {
  return switchNames.map((option) =>
    switchFinding(option, results.filter(({ scenario }) => scenario.decides?.option === option))
  ).filter((finding) => finding !== undefined)
}

/** One finding for each rule that is this project's guess, or in part. */
export function guessFindings (results: readonly Result[]): GuessFinding[] {
  const guesses = new Map<string, Result[]>()
  for (const result of results) guesses.set(result.scenario.id, [...guesses.get(result.scenario.id) ?? [], result])
  return [...guesses].flatMap(([id, of]) => {
    const entry = entryOf.get(id)
    return entry?.evidence.includes('ours') ? [guessFinding(entry, of)] : []
  })
}

/** The counts, then every switch and every guess. */
export function summaryText (results: readonly Result[]): string {
  const count = (verdict: Result['verdict']): number => results.filter((result) => result.verdict === verdict).length
  const switches = switchFindings(results).map(({ option, text }) => `  ${option.padEnd(19)}${text}\n`)
  const guesses = guessFindings(results).map(({ id, text, what }) => `  ${id.padEnd(5)}${text}\n       ${what}\n`)
  return [
    `\n${count('same')} same, ${count('different')} different, ${count('not run')} not run\n`,
    ...switches.length > 0 ? ['\nWhere the vendor\'s sources disagree, and the mock has a switch:\n', ...switches] : [],
    ...guesses.length > 0 ? ['\nWhat the mock guesses, in part or in whole:\n', ...guesses] : []
  ].join('')
}

function switchFinding (option: Decision['option'], results: readonly Result[]): SwitchFinding | undefined {
  if (results.length === 0) return undefined
  const values = results.map(valueOf)
  const rules = [...new Set(results.map(({ scenario }) => scenario.id))].join(', ')
  const [value] = values
  if (value === undefined || values.some((one) => one !== value)) {
    return {
      option,
      value: undefined,
      text: `none of its values does what was seen (${rules}); no option makes the mock do the same`
    }
  }
  const isDefault = results.every(({ verdict }) => verdict === 'same')
  return {
    option,
    value,
    text: isDefault
      ? `${value}, as the mock does by default (${rules})`
      : `${value}: start the mock with --${flagOf(option)} ${value} (${rules})`
  }
}

/** The value of the switch under which the mock does what was seen. */
function valueOf ({ scenario: { decides }, verdict, seen }: Result): string | undefined {
  if (decides === undefined || typeof seen === 'string') return undefined
  if (verdict === 'same') return switchTable[decides.option].values[0]
  return decides.otherwise.sights.some((sight) => isSame(seen, sight)) ? decides.otherwise.value : undefined
}

function guessFinding ({ id, what }: EvidenceEntry, results: readonly Result[]): GuessFinding {
  const different = results.filter(({ verdict }) => verdict === 'different')
  if (different.length > 0) {
    return { id, what, holds: false, text: `does not hold: ${different.map(seenText).join(' | ')}` }
  }
  const notRun = results.find(({ verdict }) => verdict === 'not run')
  if (notRun !== undefined) return { id, what, holds: undefined, text: `not settled: ${String(notRun.seen)}` }
  return { id, what, holds: true, text: 'holds' }
}

function seenText (result: Result): string {
  const { scenario, seen } = result
  const value = valueOf(result)
  const way = value === undefined || scenario.decides === undefined
    ? 'no option makes the mock do the same'
    : `--${flagOf(scenario.decides.option)} ${value} makes the mock do the same`
  return `${scenario.title}: ${typeof seen === 'string' ? seen : sightText(seen)} (${way})`
}
