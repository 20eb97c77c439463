import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const output = mkdtempSync(join(tmpdir(), 'examples-'))

afterAll(() => rmSync(output, { recursive: true }))

// What this test runner sets is not there for another.
const inherited = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV$|TEST$|QUICKBLOX_)/.test(name))
)

async function run (words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const [program = '', ...rest] = words
  const { stdout } = await promisify(execFile)(program, rest, {
    cwd: root,
    env: { ...inherited, NO_COLOR: '1', ...env },
    maxBuffer: 64 * 1024 * 1024
  })
    .catch(({ message, stdout = '' }: Error & { stdout?: string }) => {
      throw new Error(`${message}\n${stdout}`)
    })
  return stdout
}

const exec = (
  ...words: readonly string[]
): string[] => [process.execPath, 'dist/cli.js', 'exec', '--fixtures', 'team', '--', ...words]

function has (...words: readonly string[]): boolean {
  const [program = '', ...rest] = words
  try {
    execFileSync(program, rest, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const vitest = ['npx', 'vitest', 'run', '--root', 'test/examples/vitest']
const pytest = ['python3', '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', 'test/examples/pytest']

test('Vitest: a mock for each worker', async () => {
  expect(await run([...vitest, 'worker.test.ts'])).toMatch(/Tests +4 passed/)
})

test('Vitest: one mock for all workers', async () => {
  expect(await run(exec(...vitest, 'shared.test.ts'))).toMatch(/Tests +3 passed/)
})

test.skipIf(!existsSync('/usr/bin/chromium'))('Playwright', async () => {
  const env = { CHROMIUM: '/usr/bin/chromium', PLAYWRIGHT_OUTPUT: join(output, 'playwright') }
  expect(await run(['npx', 'playwright', 'test', '--config', 'test/examples/playwright'], env))
    .toMatch(/3 passed/)
})

test.skipIf(!has('python3', '-m', 'pytest', '--version'))(
  'pytest, with a mock that runs and with its own',
  async () => {
    expect(await run(exec(...pytest))).toMatch(/^4 passed/m)
    expect(await run(pytest, { QUICKBLOX_MOCK_COMMAND: `"${process.execPath}" dist/cli.js` })).toMatch(/^4 passed/m)
  }
)

test.skipIf(!has('mvn', '--version') || !has('docker', 'image', 'inspect', 'quickblox-delete-mock'))(
  'JUnit 5, with Testcontainers',
  async () => {
    const build = [
      'mvn',
      '-B',
      '-f',
      'test/examples/junit/pom.xml',
      `-DbuildDirectory=${join(output, 'junit')}`,
      'test'
    ]
    const env = { TESTCONTAINERS_RYUK_DISABLED: 'true', TESTCONTAINERS_CLIENT_PING_TIMEOUT: '600' }
    expect(await run(build, env)).toMatch(/Tests run: 3, Failures: 0, Errors: 0, Skipped: 0/)
  }
)

test('each helper is short enough to copy', () => {
  const files = ['playwright/mock.ts', 'pytest/quickblox_mock.py', 'junit/src/test/java/example/QuickbloxMock.java']
    .map((name) => join(root, 'test/examples', name))
  for (const file of files) expect(readFileSync(file, 'utf8').trimEnd().split('\n').length, file).toBeLessThan(60)
})

test('each is on the page of examples', () => {
  const page = readFileSync(join(root, 'docs/examples.md'), 'utf8')
  const folders = readdirSync(join(root, 'test/examples'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory() && !entry.name.startsWith('_')
  )
  for (const { name } of folders) expect(page).toContain(`../test/examples/${name}`)
})
