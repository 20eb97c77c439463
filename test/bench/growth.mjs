// node test/bench/growth.mjs [memory|mongodb://...] [MOST]: what a delete costs as the world, the list of ids and the number of workspaces grow.
import { cpuOf, load, startServer } from './processes.mjs'
import { idFor, pathFor, worldOf } from './worlds.mjs'

const [store = 'memory', most = '1000000'] = process.argv.slice(2)

console.log('messages stored: µs of CPU a request of two ids; ms to start with them')
for (let messages = 1000; messages <= Number(most); messages *= 10) {
  const requests = store === 'memory' ? 10_000 : 2000
  // Those that are deleted come on top of those that stay.
  const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(messages + requests * 4) })
  const pairs = (from) => (n) => n < requests ? pathFor(messages + (from + n) * 2, messages + (from + n) * 2 + 2) : undefined
  await load(server, pairs(0))
  const used = cpuOf(server.pid)
  const began = performance.now()
  await load(server, pairs(requests))
  console.log(`${messages}: ${((cpuOf(server.pid) - used) / requests).toFixed(1)} µs, ${((performance.now() - began) * 1000 / requests).toFixed(0)} µs of time; start ${server.startMs.toFixed(0)} ms`)
  await server.stop()
}

console.log('ids a request: µs of CPU a request')
for (const ids of [1, 2, 5, 10, 50, 100, 500]) {
  const requests = Math.max(200, Math.round((store === 'memory' ? 40_000 : 8000) / ids))
  const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(requests * ids * 2) })
  const lists = (from) => (n) => n < requests ? pathFor((from + n) * ids, (from + n + 1) * ids) : undefined
  await load(server, lists(0))
  const used = cpuOf(server.pid)
  await load(server, lists(requests))
  const cost = (cpuOf(server.pid) - used) / requests
  console.log(`${ids}: ${cost.toFixed(1)} µs, ${(cost / ids).toFixed(2)} µs an id`)
  await server.stop()
}

console.log('workspaces: µs of CPU a request of one id')
for (const workspaces of [1, 16, 64, 255]) {
  const each = Math.ceil(20_000 / workspaces)
  const server = await startServer('./server.mjs', { STORE: store, MESSAGES: String(each * 2) })
  const world = (from) => (n) => n < each * workspaces ? `/@w${n % workspaces}/chat/Message/${idFor(from + Math.floor(n / workspaces))}` : undefined
  await load(server, (n) => n < workspaces ? `/@w${n}/chat/Dialog.json` : undefined, { method: 'GET', connections: 1 })
  await load(server, world(0))
  const used = cpuOf(server.pid)
  await load(server, world(each))
  console.log(`${workspaces}: ${((cpuOf(server.pid) - used) / (each * workspaces)).toFixed(1)} µs`)
  await server.stop()
}

const { startMockServer } = await import('../../dist/index.mjs')
console.log('resets: ms, the median of 50')
for (const messages of [10, 1000, 100_000]) {
  const mock = await startMockServer({ store, fixtures: worldOf(messages) })
  const times = []
  for (let n = 0; n < (messages > 1000 ? 10 : 50); n++) {
    const began = performance.now()
    await mock.reset()
    times.push(performance.now() - began)
  }
  console.log(`${messages} messages: ${times.sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(3)} ms`)
  await mock.close()
}

const starts = []
for (let n = 0; n < 20; n++) {
  const began = performance.now()
  const mock = await startMockServer({ store })
  starts.push(performance.now() - began)
  await mock.close()
}
console.log(`start in a test, after the import: the first ${starts[0].toFixed(1)} ms, the median ${starts.sort((a, b) => a - b)[10].toFixed(1)} ms`)
