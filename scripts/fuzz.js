// npm run fuzz -- COUNT: the fuzzers of test/hostile, with so many tries for each of their properties. FUZZ_SEED=N tries the same again.
import { spawn } from 'node:child_process'

const [count = '10000'] = process.argv.slice(2)
const vitest = spawn('npx', ['vitest', 'run', '--project', 'sources', 'test/hostile'], { stdio: 'inherit', env: { ...process.env, FUZZ_RUNS: count } })
vitest.on('exit', (code) => { process.exitCode = code ?? 1 })
