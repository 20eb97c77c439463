// npm run fuzz -- COUNT: the fuzzers of test/hostile, with about so many requests in all, and how many they were.
// FUZZ_SEED=N tries the same again; FUZZ_STORE=mongodb://... has another store than memory.
import { spawn } from 'node:child_process'

/** What an ordinary run of the tests sends, about. */
const ordinary = 1_200

const [count = '10000'] = process.argv.slice(2)
const times = Number(count) / ordinary
if (!(times > 0)) {
  console.error('Say how many requests, like npm run fuzz -- 10000')
  process.exit(1)
}
const suites = ['test/hostile', 'test/workspace/faults/on-a-socket.test.ts']
const vitest = spawn('npx', ['vitest', 'run', '--project', 'sources', ...suites], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_TIMES: String(times) }
})
vitest.on('exit', (code) => { process.exitCode = code ?? 1 })
