// node test/bench/mongo-cpu.mjs [ROUNDS] [IDS] [CONNECTIONS] [DIST...]: what a delete costs the mock on MongoDB,
// whatever the database takes, as it is built in each of these folders; in turns. Each twice, since processes differ.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MongoMemoryServer } from 'mongodb-memory-server-core'
import { load, median, startServer } from './processes.mjs'
import { cpuOf } from './turns.mjs'
import { pathFor } from './worlds.mjs'

const [rounds = 12, ids = 2, connections = 16] = process.argv.slice(2, 5).map(Number)
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const dists = process.argv.length > 5 ? process.argv.slice(5) : [here('../../dist')]
const requests = 400

const mongod = await MongoMemoryServer.create({ instance: { launchTimeout: 60_000 } })
const { port: upstream } = new URL(mongod.getUri())
const proxy = spawn(process.execPath, [here('answering-proxy.mjs'), upstream], { stdio: ['ignore', 'pipe', 'inherit'] })
const [port] = await once(proxy.stdout.setEncoding('utf8'), 'data')

const subjects = []
for (const [n, dist] of [...dists, ...dists].entries()) {
  const store = `mongodb://127.0.0.1:${port.trim()}/cpu-${n}?directConnection=true`
  const server = await startServer('server.mjs', { STORE: store, MESSAGES: '20', DIST: resolve(dist) })
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  subjects.push({ dist, server, agent, costs: [] })
}
// The first turns don't count: code is still being compiled.
for (let round = -4; round < rounds; round++) {
  for (const { server, agent, costs } of round % 2 === 0 ? subjects : [...subjects].reverse()) {
    const before = cpuOf(server.pid)
    const pathOf = (n) => n < requests ? pathFor(n * ids, (n + 1) * ids) : undefined
    await load(server, pathOf, { agent, connections })
    if (round >= 0) costs.push((cpuOf(server.pid) - before) / requests)
  }
}
console.log(`µs of CPU a request of ${ids} ids, the median, and ratios to the first of the same time`)
for (const [n, { dist, server, agent, costs }] of subjects.entries()) {
  const first = subjects[n < dists.length ? 0 : dists.length]
  const ratio = median(costs.map((cost, round) => cost / first.costs[round]))
  console.log(`| ${[dist, median(costs).toFixed(0), ratio.toFixed(2)].join(' | ')} |`)
  agent.destroy()
  await server.stop()
}
proxy.kill()
await mongod.stop()
