import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const root = new URL('../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const workflows = readdirSync(new URL('.github/workflows', root)).map((name) => `.github/workflows/${name}`)
const linesLike = (text: string, pattern: RegExp): string[] =>
  text.split('\n').filter((line) => pattern.test(line)).map((line) => line.trim())

describe.each(workflows)('%s', (path) => {
  test('pins every action by its commit, and says which version that is', () => {
    const uses = linesLike(read(path), /\buses:/)
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  test('has the least rights, and keeps no credentials', () => {
    expect(read(path)).toMatch(/^permissions:\n {2}contents: read\n\n/m)
    expect(linesLike(read(path), /persist-credentials: false/)).toHaveLength(
      linesLike(read(path), /actions\/checkout@/).length
    )
  })
})

test.each([...workflows, '.ci/run', 'Dockerfile'])('%s runs no script of a dependency when it installs', (path) => {
  expect(linesLike(read(path), /\bnpm ci\b/).filter((line) => !line.includes('--ignore-scripts'))).toEqual([])
})

describe('the audit', async () => {
  const { judge } = await import(new URL('scripts/audit.js', root).href)
  const hole = { name: 'x', severity: 'high', range: '<2', via: [{ title: 'A hole', url: 'https://example.com/1' }] }
  const y = { name: 'y', severity: 'low', range: '*', via: ['x'] }

  test.each([
    ['is good where there is no hole', '{"vulnerabilities":{}}', 0, ['No dependency has a known hole.']],
    ['fails for a hole, of whatever severity', JSON.stringify({ vulnerabilities: { x: hole, y } }), 1, [
      'high: x <2: A hole (https://example.com/1)',
      'low: y *: by x'
    ]],
    ["tells apart a registry that can't be asked", '{"message":"405 Method Not Allowed","error":{}}', 75, [
      "The registry can't be asked for known holes: 405 Method Not Allowed"
    ]],
    ['tells apart no report at all', '', 75, ["The registry can't be asked for known holes: it gave no report"]]
  ])('%s', (_what, report, code, lines) => expect(judge(report)).toEqual({ code, lines }))
})
