import { dialogRules } from '../../src/deletion/dialog-rules.ts'
import { messageRules } from '../../src/deletion/message-rules.ts'
import { ruleSources } from '../../src/evidence/deletion-sources.ts'
import { entries, entryOf, verdictText } from '../../src/evidence/entries.ts'
import type { EvidenceEntry } from '../../src/evidence/entries.ts'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import type { Source } from '../../src/evidence/sources.ts'

const matters = {
  M: ['Deleting messages', 'messages'],
  D: ['Deleting dialogs', 'dialogs'],
  A: ['Who is calling', 'authentication'],
  I: ['The ids', 'ids'],
  F: ['`force`', 'force'],
  R: ['What a delete is answered, and what it does beside', 'answers'],
  W: ['Two requests at once', 'answers'],
  H: ['The headers of every answer', 'headers'],
  C: ['The calls around a delete', 'companions'],
  K: ['What published clients need', '{clients,calls}'],
  U: ['Who may change a dialog', 'calls']
} as const

const top = `# Behaviours

Everything that this mock does in the vendor's name, with what it rests on: **doc**, the vendor's
documentation; **wire**, seen in a log, in the vendor's own tests or in an SDK;
**client**, a published client does not work unless it is so; **staff**, said by the vendor's staff in public;
**ours**, a choice of this project where nothing was found, or for the part that is named.
Where a source only bears on a behaviour, or contradicts it, it stands in *italics* and does not count.
What is in the last column is done to a server by \`quickblox-delete-mock parity\`.

<!-- Change the entries in src/; \`npx vitest run --project sources test/parity/behaviours.test.ts -u\` writes this. -->
`

/** `docs/behaviours.md`: every entry, with quotes. */
export function printBehaviours (): string {
  return [top, ...Object.entries(matters).map(([letter, [title, file]]) => {
    const rows = entries.filter(({ id }) => id.startsWith(letter)).map((entry) => [
      entry.id,
      entry.what,
      entry.evidenceText,
      entry.sources.map(quotation).join('<br>'),
      titlesOf(entry).join('; ')
    ])
    const heads = ['rule', 'what happens', 'evidence', 'source', `test: \`src/parity/scenarios/${file}.ts\``]
    return `## ${title}\n\n${table(heads, rows)}`
  })].join('\n')
}

/**
 * A page with its two tables of rules, and the evidence in others (cells like `A7, A8: doc / wire`), as they are in the
 * code.
 */
export function withRules (page: string): string {
  return page
    .replace(
      /(<!-- rules: messages -->\n)[\s\S]*?(?=<!-- end -->)/,
      (_, start: string) => start + rulesTable(messageRules, 'messages')
    )
    .replace(
      /(<!-- rules: dialogs -->\n)[\s\S]*?(?=<!-- end -->)/,
      (_, start: string) => start + rulesTable(dialogRules, 'dialogs')
    )
    .replace(
      /(?<=\| )([A-Z]\d+(?:, [A-Z]\d+)*): [^|\n]*(?= \|$)/gm,
      (_, ids: string) => `${ids}: ${evidenceOfAll(ids.split(', '))}`
    )
}

function evidenceOfAll (ids: readonly string[]): string {
  const texts = ids.map((id) => entryOf.get(id)?.evidenceText ?? 'no such entry')
  return new Set(texts).size === 1 ? texts[0] ?? '' : texts.join(' / ')
}

function rulesTable (rules: typeof messageRules | typeof dialogRules, file: string): string {
  const rows = rules.map(({ id, caller, when, verdict, evidence }) => [
    id,
    caller,
    when,
    verdictText[verdict],
    evidence.join(', '),
    ruleSources[id].filter(({ kind }) => kind !== 'hint').map(link).join(', '),
    `[${file}](../src/parity/scenarios/${file}.ts)`
  ])
  return table(['rule', 'caller', 'case', 'what happens', 'evidence', 'source', 'test'], rows)
}

function titlesOf ({ id }: EvidenceEntry): string[] {
  return scenarios.filter((scenario) => scenario.id === id).map(({ title }) => title)
}

function quotation (source: Source): string {
  const text = `[${source.place}](${source.url}): ${source.quote}`
  return source.kind === 'hint' ? `*${text.replaceAll('*', '\\*')}*` : text
}

/** A short name: the page, the thread, the repository. */
function link ({ place, url }: Source): string {
  const [name = place] = place.replace('docs.quickblox.com/reference/', '').split(' ')
  return `[${name.replace(/^QuickBlox\//, '')}](${url})`
}

function table (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')
}
