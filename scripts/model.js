// npm run model -- COUNT: so many random requests in random worlds, on each store, against a plain model of the mock.
// MODEL_SEED=N plays the same again.
import { spawn } from 'node:child_process'

const [count = '20000'] = process.argv.slice(2)
if (!/^[1-9]\d*$/.test(count)) {
  console.error('Say how many requests, like npm run model -- 20000')
  process.exit(1)
}
const vitest = spawn('npx', ['vitest', 'run', '--project', 'sources', 'test/model/model.test.ts', '--testTimeout=0'], {
  stdio: 'inherit',
  env: { ...process.env, MODEL_REQUESTS: count }
})
vitest.on('exit', (code) => { process.exitCode = code ?? 1 })
