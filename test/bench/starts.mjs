// node test/bench/starts.mjs [memory|mongod] [MOST]: how long it takes to load 1,000 to MOST messages, to reset worlds,
// and to start in a test.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startMockServer } from '../../dist/index.mjs'
import { median } from './processes.mjs'
import { worldOf } from './worlds.mjs'

const [store = 'memory', most = '1000000'] = process.argv.slice(2)
const sizes = [10, 100, 1000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(most))

async function timeOf (action) {
  const began = performance.now()
  const result = await action()
  return { ms: performance.now() - began, result }
}

async function timesOf (times, action) {
  const all = []
  for (let n = 0; n < times; n++) all.push((await timeOf(action)).ms)
  return all
}

const line = (...cells) =>
  console.log(`| ${cells.map((cell) => typeof cell === 'number' ? cell.toFixed(2) : cell).join(' | ')} |`)

console.log('messages: ms to start with them; ms of a reset, the fastest, the median and the slowest')
for (const size of sizes) {
  const { ms, result: mock } = await timeOf(() => startMockServer({ store, fixtures: worldOf(size) }))
  const resets = await timesOf(size > 10_000 ? 5 : 50, () => mock.reset())
  line(size.toLocaleString('en'), ms, Math.min(...resets), median(resets), Math.max(...resets))
  await mock.close()
}

// The first start in a process loads the server's own code, which a test file pays once.
const first = `const { startMockServer } = await import(${
  JSON.stringify(new URL('../../dist/index.mjs', import.meta.url).href)
})
const began = performance.now()
const mock = await startMockServer({ store: ${JSON.stringify(store)} })
console.log(performance.now() - began)
await mock.close()`
const firsts = []
for (let n = 0; n < 15; n++) {
  firsts.push(Number((await promisify(execFile)(process.execPath, ['--input-type=module', '-e', first])).stdout))
}
const later = []
for (let n = 0; n < 50; n++) {
  const { ms, result: mock } = await timeOf(() => startMockServer({ store }))
  later.push(ms)
  await mock.close()
}
console.log('start in a test, ms after the import, the fastest and the median: the first in a process, and later ones')
line(Math.min(...firsts), median(firsts), Math.min(...later), median(later))
