// node test/bench/first-starts.mjs [ROUNDS] [DIST...]: what the first start in a process takes, after the import, and
// each further one, of the mock as it is built in each of these folders, and of a bare Fastify route; in turns.
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './processes.mjs'

const [rounds = '12', ...dists] = process.argv.slice(2)
const built = fileURLToPath(new URL('../../dist', import.meta.url))
const script = fileURLToPath(new URL('some-starts.mjs', import.meta.url))
// Fastify loads compilers of schemas with its first start, which a mock does without.
const bare = ['bare', 'bare without compilers']
const subjects = [...bare, ...(dists.length > 0 ? dists.map((dist) => resolve(dist)) : [built])]
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env

const all = new Map(subjects.map((subject) => [subject, []]))
for (let round = 0; round < Number(rounds); round++) {
  for (const subject of round % 2 === 0 ? subjects : [...subjects].reverse()) {
    const { stdout } = await promisify(execFile)(process.execPath, [script, subject, '30'], { env })
    all.get(subject).push(JSON.parse(stdout))
  }
}

console.log('milliseconds of CPU and of time, medians: the first start, the second, and those from the sixth on')
for (const [subject, runs] of all) {
  const first = (kind) => median(runs.map((run) => run[kind][0]))
  const second = median(runs.map((run) => run.cpu[1]))
  const further = (kind) => median(runs.map((run) => median(run[kind].slice(5))))
  const cells = [first('cpu'), first('ms'), second, further('cpu'), further('ms')].map((ms) => ms.toFixed(1))
  console.log(`| ${[subject, ...cells].join(' | ')} |`)
}
