// node test/bench/cpu.mjs [ROUNDS] [SIZES]: CPU per request, start and memory of the mock, with so many messages,
// against a bare Fastify route.
import { load, median, memoryOf, reset, startServer } from './processes.mjs'
import { row, takeTurns } from './turns.mjs'
import { pathFor } from './worlds.mjs'

const [rounds = '60', sizes = '10000,100000'] = process.argv.slice(2)
const bare = './bare-fastify.mjs'
const mock = './server.mjs'
const requests = 500

/** Each request deletes two messages that are there; a world that is used up is reset between the turns. */
async function open (name, file, messages) {
  const server = await startServer(file, { MESSAGES: String(messages) })
  let used = 0
  const next = async () => {
    if (used + requests * 2 > messages) {
      if (file === mock) await reset(server)
      used = 0
    }
    used += requests * 2
    return Array.from({ length: requests }, (_, n) => pathFor(used - (n + 1) * 2, used - n * 2))
  }
  return { name, server, next }
}

const subjects = [await open('bare Fastify', bare, 1_000_000)]
for (const size of sizes.split(',')) {
  subjects.push(await open(`mock, ${Number(size).toLocaleString('en')} messages`, mock, Number(size)))
}
await takeTurns(subjects, Number(rounds))
console.log(
  `µs of CPU a request, and ratios to the first line: the median of ${rounds} (the middle half), of the sums, and of ` +
    'the user time in them'
)
for (const subject of subjects) {
  console.log(row(subject, subjects[0]))
  await subject.server.stop()
}

const figures = new Map([bare, mock].map((file) => [file, { start: [], memory: [] }]))
for (let round = 0; round < 5; round++) {
  for (const [file, { start, memory }] of figures) {
    const server = await startServer(file)
    start.push(server.startMs)
    // Without a world to speak of: what is not there is asked for, and looked for all the same.
    await load(server, (n) => n < 60_000 ? pathFor(n * 2, n * 2 + 2) : undefined, { status: file === mock ? 404 : 200 })
    memory.push(memoryOf(server.pid))
    await server.stop()
  }
}
for (const [kind, unit] of [['start', 'ms'], ['memory', 'MiB after 60,000 requests']]) {
  const [one, other] = [...figures.values()].map((figure) => median(figure[kind]))
  console.log(`${kind}: bare ${one.toFixed(0)}, mock ${other.toFixed(0)} ${unit}, ${(other / one).toFixed(2)}x`)
}
