// node test/bench/starts.mjs [memory|mongod] [MOST]: how long it takes to start with 10 to MOST messages, and to reset,
// and how much memory at most.
import { startMockServer } from '../../dist/index.mjs'
import { median, peakOf } from './processes.mjs'
import { worldOf } from './worlds.mjs'

const [store = 'memory', most = '1000000'] = process.argv.slice(2)
const sizes = [10, 100, 1000, 10_000, 100_000, 1_000_000].filter((size) => size <= Number(most))

let before

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

/** The world that it starts with is made in that time, too. */
function start (size) {
  const fixtures = worldOf(size)
  before = peakOf('self')
  return startMockServer({ store, fixtures })
}

const line = (...cells) =>
  console.log(`| ${cells.map((cell) => typeof cell === 'number' ? cell.toFixed(2) : cell).join(' | ')} |`)

console.log('messages: ms to start with them; ms of a reset, the fastest, the median and the slowest')
for (const size of sizes) {
  const { ms, result: mock } = await timeOf(() => start(size))
  const resets = await timesOf(size > 10_000 ? 5 : 50, () => mock.reset())
  line(size.toLocaleString('en'), ms, Math.min(...resets), median(resets), Math.max(...resets))
  await mock.close()
}
console.log(`${peakOf('self').toFixed(0)} MiB at most, ${before.toFixed(0)} before the last start`)
