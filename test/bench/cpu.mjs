// node test/bench/cpu.mjs [REQUESTS] [ROUNDS]: CPU per request, start and memory of the mock against a bare Fastify route, in alternation.
import { cpuOf, load, median, memoryOf, startServer } from './processes.mjs'
import { pathFor } from './worlds.mjs'

const requests = Number(process.argv[2] ?? 60_000)
const rounds = Number(process.argv[3] ?? 5)
const servers = ['./bare-fastify.mjs', './server.mjs']
const figures = new Map(servers.map((file) => [file, { start: [], cpu: [], after: [] }]))

for (let round = 0; round < rounds; round++) {
  for (const file of servers) {
    const one = figures.get(file)
    const cold = await startServer(file)
    one.start.push(cold.startMs)
    await cold.stop()
    const server = await startServer(file, { MESSAGES: String(requests * 2) })
    const two = (from, to) => (n) => from + n < to ? pathFor((from + n) * 2, (from + n) * 2 + 2) : undefined
    await load(server, two(0, requests / 3))
    const used = cpuOf(server.pid)
    await load(server, two(requests / 3, requests))
    one.cpu.push((cpuOf(server.pid) - used) / (requests * 2 / 3))
    await server.stop()
    // Memory without a world to speak of: what is not there is asked for, and looked for all the same.
    const small = await startServer(file)
    await load(small, two(0, requests), { status: file === './server.mjs' ? 404 : 200 })
    one.after.push(memoryOf(small.pid))
    await small.stop()
  }
}
const [bare, mock] = servers.map((file) => figures.get(file))
for (const [name, unit] of [['start', 'ms'], ['cpu', 'µs a request'], ['after', 'MiB after load']]) {
  const [one, other] = [median(bare[name]), median(mock[name])]
  console.log(`${name}: bare ${one.toFixed(1)}, mock ${other.toFixed(1)} ${unit}, ${(other / one).toFixed(2)}x (all: ${bare[name].map((n) => n.toFixed(1)).join(' ')} | ${mock[name].map((n) => n.toFixed(1)).join(' ')})`)
}
