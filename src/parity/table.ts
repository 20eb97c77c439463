import { entryOf } from '../evidence/entries.ts'
import { differences } from './play.ts'
import type { Result } from './play.ts'
import type { Findings } from './parts.ts'

const columns = [6, 19, 11] as const

export const tableHead = `${row('rule', 'evidence', 'result', 'what is done, and what is seen')}\n`

/** A result as it is told in the table; a difference with what was expected. */
export function tableRow ({ scenario, verdict, seen, left }: Result): string {
  const { id, title, expected } = scenario
  const evidence = entryOf.get(id)?.evidence.join(', ') ?? ''
  const lines = [row(id, evidence, verdict, verdict === 'same' ? `${title}: ${sightText(expected)}` : title)]
  if (typeof seen === 'string') lines.push(row('', '', '', seen))
  else if (verdict === 'different') {
    lines.push(...differences(seen, expected).map((what) => difference(what, expected, seen)))
  }
  if (left.length > 0) lines.push(row('', '', '', `left behind: ${left.join(', ')}`))
  return lines.map((line) => `${line}\n`).join('')
}

/** What was seen, in a line: `answer 200 empty; owner sees nothing`. */
export function sightText (sight: Findings): string {
  return Object.entries(sight).map(([what, how]) => `${what} ${how}`).join('; ')
}

function difference (what: string, expected: Findings, seen: Findings): string {
  const told = row('', 'expected', '', `${what} ${expected[what] ?? ''}`)
  return `${told}\n${row('', 'seen', '', `${what} ${seen[what] ?? ''}`)}`
}

function row (rule: string, evidence: string, result: string, text: string): string {
  return printable([rule.padEnd(columns[0]), evidence.padEnd(columns[1]), result.padEnd(columns[2]), text].join(''))
}

/** What a server answers can't move the cursor. */
function printable (text: string): string {
  return text.replace(/\p{Cc}/gu, '')
}
