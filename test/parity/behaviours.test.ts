import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { dialogRules } from '../../src/deletion/dialog-rules.ts'
import { messageRules } from '../../src/deletion/message-rules.ts'
import { ruleSources } from '../../src/evidence/deletion-sources.ts'
import { entries } from '../../src/evidence/entries.ts'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import { evidenceOf } from '../../src/evidence/sources.ts'
import { printBehaviours, withRules } from './print-behaviours.ts'

// Both files are written anew by `npx vitest run --project sources test/parity/behaviours.test.ts -u`.

test('docs/behaviours.md tells what is in the code', async () => {
  await expect(printBehaviours()).toMatchFileSnapshot('../../docs/behaviours.md')
})

test('docs/rules.md has the rules of the code', async () => {
  const page = await readFile(new URL('../../docs/rules.md', import.meta.url), 'utf8')
  expect(page).toContain('<!-- rules: messages -->')
  expect(page).toContain('<!-- rules: dialogs -->')
  await expect(withRules(page)).toMatchFileSnapshot('../../docs/rules.md')
})

test('every rule and behaviour has a scenario, and every scenario an entry', () => {
  expect([...new Set(scenarios.map(({ id }) => id))]).toEqual(entries.map(({ id }) => id))
})

test.each([...messageRules, ...dialogRules])('the evidence of $id is what its sources come to', ({ id, evidence }) => {
  expect(evidence).toEqual(evidenceOf(ruleSources[id]))
})

test.each(entries.flatMap(({ id, sources }) => sources.map((source) => ({ id, ...source }))))(
  '$id: $place is public, and quoted in a line',
  ({ url, quote }) => {
    expect(url).toMatch(/^https:\/\/[a-z.]+\/\S+$/)
    expect(quote).toMatch(/^.{4,400}$/)
  }
)
