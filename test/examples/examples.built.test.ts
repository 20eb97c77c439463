import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const cwd = fileURLToPath(new URL('../..', import.meta.url))
const run = (file: string, ...words: string[]) =>
  promisify(execFile)(file, words, { cwd, env: { PATH: process.env.PATH, STORE: 'memory' } })

// Vitest's own example is one of these tests already.

test('the suite for node:test passes', async () => {
  const { stdout } = await run(process.execPath, '--test', '--test-reporter=tap', 'test/examples/node-test.js')
  expect(stdout).toMatch(/^# pass 3$/m)
})

test('the suite for Python\'s unittest passes, as do two of it at once on one mock', async () => {
  const suite = 'python3 -B -m unittest discover test/examples'
  const { stderr } = await run(
    process.execPath,
    'dist/cli.js',
    'exec',
    '--',
    'sh',
    '-c',
    `${suite} & ${suite} && wait $!`
  )
  // That both passed, their exit codes say; their lines may have got mixed up.
  expect(stderr.match(/Ran 5 tests/g)).toHaveLength(2)
})
