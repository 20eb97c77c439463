// node test/bench/growth.mjs [memory|mongod] [SIZES] [ROUNDS] [hide|destroy] [far|near]: what a delete of two messages
// costs in worlds of so many messages.
import { memoryOf, reset, startServer } from './processes.mjs'
import { row, takeTurns } from './turns.mjs'
import { pathTo, spread } from './worlds.mjs'

const [store = 'memory', sizes = '1000,10000,100000,1000000', rounds = '100', verdict = 'hide', apart = 'far'] = process
  .argv.slice(2)
const requests = store === 'memory' ? 500 : 50

async function open (messages) {
  const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(messages) })
  let used = 0
  const next = async () => {
    if (used + requests * 2 > messages) {
      await reset(server)
      used = 0
    }
    return Array.from(
      { length: requests },
      () => pathTo([used++, used++].map((n) => spread(n, messages, apart === 'far' ? 7919 : 1)), verdict === 'destroy')
    )
  }
  return { name: messages.toLocaleString('en'), server, next }
}

const worlds = []
for (const size of sizes.split(',')) worlds.push(await open(Number(size)))
await takeTurns(worlds, Number(rounds))
console.log(
  `µs of CPU a request that ${verdict}s two messages, and ratios to the first world: the median of ${rounds} (the ` +
    'middle half), and of the sums'
)
for (const world of worlds) {
  console.log(
    `${row(world, worlds[0])} start ${world.server.startMs.toFixed(0)} ms, ${memoryOf(world.server.pid).toFixed(0)} MiB`
  )
  await world.server.stop()
}
