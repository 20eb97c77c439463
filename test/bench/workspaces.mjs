// node test/bench/workspaces.mjs [memory|mongod] [ROUNDS]: what a delete of two messages costs as workspaces grow in
// number, of 1,000 messages each; of 100 on a mongod.
import { load, memoryOf, startServer } from './processes.mjs'
import { row, takeTurns } from './turns.mjs'
import { pathTo, spread } from './worlds.mjs'

const [store = 'memory', rounds = '100'] = process.argv.slice(2)
const [messages, requests] = store === 'memory' ? [1000, 500] : [100, 50]

/** The default workspace comes on top. */
async function open (workspaces) {
  const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(messages) })
  const prefix = (n) => `/@w${String(n % workspaces).padStart(3, '0')}`
  const reset = () =>
    load(server, (n) => n < workspaces ? `${prefix(n)}/__admin/reset` : undefined, {
      method: 'POST',
      status: 204,
      connections: 1
    })
  await reset()
  let used = 0
  const pathFrom = (n) =>
    prefix(n) + pathTo([0, 1].map((one) => spread(Math.floor(n / workspaces) * 2 + one, messages)))
  const next = async () => {
    if (used + requests > workspaces * messages / 2) {
      await reset()
      used = 0
    }
    return Array.from({ length: requests }, () => pathFrom(used++))
  }
  return { name: String(workspaces), server, next }
}

const servers = []
for (const workspaces of [1, 16, 64, 255]) servers.push(await open(workspaces))
await takeTurns(servers, Number(rounds))
console.log(
  `µs of CPU a request in one of so many workspaces, and ratios to the first line: the median of ${rounds} (the ` +
    'middle half), and of the sums'
)
for (const one of servers) {
  console.log(`${row(one, servers[0])} ${memoryOf(one.server.pid).toFixed(0)} MiB`)
  await one.server.stop()
}
