// node test/bench/ids.mjs [memory|mongod] [ROUNDS] [hide|destroy]: what a delete costs as its list of ids grows, in one
// world.
import { reset, startServer } from './processes.mjs'
import { costOf, takeTurns } from './turns.mjs'
import { pathTo, spread } from './worlds.mjs'

const [store = 'memory', rounds = '40', verdict = 'hide'] = process.argv.slice(2)
// A stand-in for MongoDB may look at all there is for each request.
const messages = store === 'memory' ? 100_000 : 10_000
const idsOfTurn = store === 'memory' ? 10_000 : 1000
const requests = (ids) => Math.ceil(Math.min(idsOfTurn / ids, idsOfTurn / 20))

const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(messages) })
let used = 0
const lists = [1, 2, 5, 10, 20, 50, 100, 200, 500].map((ids) => ({
  name: String(ids),
  server,
  next: async () => {
    if (used + requests(ids) * ids > messages) {
      await reset(server)
      used = 0
    }
    return Array.from(
      { length: requests(ids) },
      () => pathTo(Array.from({ length: ids }, () => spread(used++, messages)), verdict === 'destroy')
    )
  }
}))
await takeTurns(lists, Number(rounds))
console.log(
  `ids a request that ${verdict}s: µs of CPU a request, of that the mongod's, and µs for each id more than in the ` +
    'line above'
)
for (const [n, list] of lists.entries()) {
  const before = lists[n - 1]
  const more = before === undefined ? '' : ((costOf(list) - costOf(before)) / (list.name - before.name)).toFixed(2)
  console.log(`| ${list.name} | ${costOf(list).toFixed(1)} | ${costOf(list, 'mongod').toFixed(1)} | ${more} |`)
}
await server.stop()
