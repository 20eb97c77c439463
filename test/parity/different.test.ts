import { describe, expect, test } from 'vitest'
import { dialogRules } from '../../src/deletion/dialog-rules.ts'
import { messageRules } from '../../src/deletion/message-rules.ts'
import type { Verdict } from '../../src/deletion/verdict.ts'
import { startMockServer } from '../../src/mock-server.ts'
import { switchNames } from '../../src/options/switches.ts'
import type { FidelitySwitches } from '../../src/options/switches.ts'
import type { Scenario } from '../../src/parity/scenario.ts'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import { switchFindings } from '../../src/parity/summary.ts'
import { differing, playAt } from './server.ts'

describe('a server with other switches is found out, and each option named', () => {
  const rows: ReadonlyArray<[Partial<FidelitySwitches>, string[], string]> = [
    [{ singleMessageBody: 'empty' }, ['R2'], 'empty: start the mock with --single-message-body empty (R2)'],
    [{ allForbidden: '403' }, ['R5', 'R11'], '403: start the mock with --all-forbidden 403 (R5, R11)'],
    [{ messageOwner: 'dialog' }, ['M8'], 'dialog: start the mock with --message-owner dialog (M8)'],
    [{ emptyBody: 'space' }, ['R7', 'C5'], 'space: start the mock with --empty-body space (R7, C5)'],
    [{ privateHistory: 'cleared' }, ['R15'], 'cleared: start the mock with --private-history cleared (R15)'],
    [{ unknownParameters: 'refused' }, ['K11'], 'refused: start the mock with --unknown-parameters refused (K11)']
  ]
  const asByDefault = (text: string): boolean => text.endsWith(')') && text.includes('as the mock does by default')
  const playWith = async (switches: Partial<FidelitySwitches>, played: readonly Scenario[]) => {
    await using mock = await startMockServer(switches)
    return await playAt(mock.url, played)
  }

  test('all of them at once, and nothing else differs', async () => {
    const all: Partial<FidelitySwitches> = Object.assign({}, ...rows.map(([switches]) => switches))
    const results = await playWith(all, scenarios)
    expect(differing(results).toSorted()).toEqual(rows.flatMap(([, ids]) => ids).toSorted())
    const found = switchFindings(results)
    for (const [switches, , text] of rows) {
      expect(found).toContainEqual(expect.objectContaining({ option: Object.keys(switches)[0], text }))
    }
    expect(found.filter(({ text }) => asByDefault(text))).toHaveLength(switchNames.length - rows.length)
  }, 180_000)

  const telling = new Set(rows.flatMap(([, ids]) => ids))
  test.each(rows)('%j', async (switches, different, text) => {
    const results = await playWith(switches, scenarios.filter(({ id }) => telling.has(id)))
    expect(differing(results)).toEqual(different)
    expect(switchFindings(results).filter((finding) => !asByDefault(finding.text))).toContainEqual(
      expect.objectContaining({ option: Object.keys(switches)[0], text })
    )
  })
})

describe('a server with another rule is found out, and the rule named', () => {
  const others: Record<Verdict, Verdict> = {
    destroy: 'WrongPermissions',
    hide: 'destroy',
    leave: 'hide',
    NotFound: 'WrongPermissions',
    WrongPermissions: 'NotFound'
  }

  // What other scenarios do beside their rule: they ask for an id of nothing too, and who left a group is no occupant.
  const consequences: Record<string, string[]> = { M1: ['M3', 'M7', 'M8', 'M9', 'M10'], D1: ['D9'], D8: ['D9'] }

  test.each([...messageRules, ...dialogRules].map(({ id }) => id))('%s', async (id) => {
    const rule = [...messageRules, ...dialogRules].find((one) => one.id === id) as { verdict: Verdict }
    const { verdict } = rule
    await using mock = await startMockServer()
    rule.verdict = others[verdict]
    try {
      const results = await playAt(mock.url, scenarios.filter((scenario) => /^\D/.exec(scenario.id)?.[0] === id[0]))
      expect(differing(results)).toEqual([id, ...consequences[id] ?? []])
    } finally {
      rule.verdict = verdict
    }
  })
})
