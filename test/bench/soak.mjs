// node --expose-gc test/bench/soak.mjs [REQUESTS]: one server for a long time; ends with 1 when memory grows or anything is left open.
import { Agent, request } from 'node:http'
import { startMockServer } from '../../dist/index.mjs'
import { spare, worldOf } from './worlds.mjs'

const total = Number(process.argv[2] ?? 1_000_000)
const rounds = 20
const connections = 16
if (globalThis.gc === undefined) throw new Error('Start it with node --expose-gc')

const mock = await startMockServer({ fixtures: worldOf(100) })
const { hostname, port } = new URL(mock.url)

function ask (agent, method, path, body) {
  return new Promise((resolve) => {
    const asked = request({ hostname, port, method, path, agent, headers: { 'qb-token': 't', ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) } }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode)).on('error', () => resolve('cut'))
    })
    // A fault cuts the connection.
    asked.on('error', () => resolve('cut')).end(body)
  })
}

const paths = [`/chat/Message/${spare[0]}.json?force=1`, `/chat/Message/${spare.join()}.json`, '/chat/Message/nothing.json', '/chat/Dialog/nothing,else.json', '/chat/Dialog.json']

/** A share of the requests: plain ones, with faults that strike some of them, and in a workspace that is made and deleted. */
async function round (agent, requests, number) {
  const name = `soak-${number}`
  let next = 0
  const client = async () => {
    for (let n = next++; n < requests; n = next++) {
      const path = paths[n % paths.length]
      if (n % 500 === 0) mock.fail({ match: { path: '/chat' }, ...[{ connection: 'reset' }, { connection: 'close', when: 'after' }, { status: 503 }, { delayMs: 5 }][n / 500 % 4] })
      if (n % 1000 === 999) await mock.reset()
      await ask(agent, n % paths.length === 4 ? 'GET' : 'DELETE', n % 10 === 0 ? `/@${name}${path}` : path)
    }
  }
  await Promise.all(Array.from({ length: connections }, client))
  await mock.reset()
  const dropped = await ask(agent, 'DELETE', `/__admin/workspaces/${name}`)
  if (dropped !== 204) throw new Error(`The workspace could not be deleted: ${dropped}`)
}

function collected () {
  for (let n = 0; n < 3; n++) globalThis.gc()
  return process.memoryUsage().heapUsed / 1024 / 1024
}

/** What keeps a process alive, by kind. */
function open () {
  const counts = {}
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const heap = []
for (let number = 0; number < rounds; number++) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  await round(agent, total / rounds, number)
  agent.destroy()
  heap.push(collected())
  console.log(`${(number + 1) * total / rounds} requests: heap ${heap.at(-1).toFixed(1)} MiB, RSS ${(process.memoryUsage().rss / 1024 / 1024).toFixed(0)} MiB`)
}
await mock.close()
await new Promise((resolve) => setTimeout(resolve, 500))
const left = Object.entries(open()).filter(([kind]) => /TCP|Timeout|Immediate|FS|Process/.test(kind))
// The first rounds warm up: the journal fills, and code is compiled.
const growth = heap.at(-1) - heap[4]
console.log(`heap grew by ${growth.toFixed(2)} MiB from the fifth round to the last; left open: ${left.length === 0 ? 'nothing' : JSON.stringify(left)}`)
process.exitCode = growth > 2 || left.length > 0 ? 1 : 0
