// node --expose-gc test/bench/soak.mjs [REQUESTS] [STORE] [LEAK]: one server for a long time; ends with 1 when memory
// grows or anything is left open. LEAK plants one of those of leaks.mjs, to see that this notices.
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMockServer } from '../../dist/index.mjs'
import { leaks } from './leaks.mjs'
import { difference, memory, openThings, settled } from './open-things.mjs'
import { ask, round } from './soak-round.mjs'
import { worldOf } from './worlds.mjs'

const [total = '1000000', store = 'memory', planted] = process.argv.slice(2)
const rounds = 20
/** What the first rounds do is warm up: journals fill, and code is compiled. */
const warm = 5
if (globalThis.gc === undefined) throw new Error('Start it with node --expose-gc')
if (planted !== undefined && leaks[planted] === undefined) {
  throw new Error(`There is no leak ${planted}; take one of ${Object.keys(leaks)}`)
}

// Nobody else writes there.
const folder = process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'soak-'))
// Before the first look, since standard output may be opened by it.
console.log('| requests | heap MiB | buffers MiB | RSS MiB | open things |\n| ---: | ---: | ---: | ---: | ---: |')
// What a process loads and opens once, in its first start and its first requests, is no leak.
const first = await startMockServer({ store, fixtures: worldOf(1) })
await ask(first.url, undefined, 'GET', '/__admin/health')
await first.close()
const before = await settled(() => openThings(folder))

const mock = await startMockServer({ store, fixtures: worldOf(100) })
const used = []
for (let number = 0; number < rounds; number++) {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  await round(mock, agent, Number(total) / rounds, () => leaks[planted]?.(mock))
  agent.destroy()
  const open = await settled(() => openThings(folder))
  used.push({ ...memory(), open })
  const { heap, outside, rss } = used.at(-1)
  console.log(
    `| ${(number + 1) * Number(total) / rounds} | ${heap.toFixed(1)} | ${outside.toFixed(1)} | ${rss.toFixed(0)} | ` +
      `${Object.values(open).reduce((sum, count) => sum + count, 0)} |`
  )
}
await mock.close()
const left = difference(before, await settled(() => openThings(folder)))
rmSync(folder, { recursive: true })

const growth = (kind) => used.at(-1)[kind] - used[warm - 1][kind]
const growing = difference(used[warm - 1].open, used.at(-1).open)
const [heap, outside, rss] = ['heap', 'outside', 'rss'].map(growth)
console.log(
  `from round ${warm} to the last: heap ${heap.toFixed(2)} MiB, buffers ${outside.toFixed(2)} MiB, RSS ` +
    `${rss.toFixed(1)} MiB, more open: ${growing.join(', ') || 'nothing'}; left open after close: ` +
    `${left.join(', ') || 'nothing'}`
)
process.exit(heap > 0.75 || outside > 0.75 || rss > 10 || growing.length > 0 || left.length > 0 ? 1 : 0)
