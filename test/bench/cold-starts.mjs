// node test/bench/cold-starts.mjs [ROUNDS] [DIST...]: from the command until the first right answer, of the mock as it
// is built in each of these folders, of a bare Fastify route and of a bare node:http server; in turns.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { median } from './processes.mjs'
import { cpuOf } from './turns.mjs'

const [rounds = '15', ...dists] = process.argv.slice(2)
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const path = '/chat/Message/5d76b949a0eb4721f80b72ab,5d76b657a28f9a0cc7cb0f99.json'
const headers = { 'qb-token': 'eddf864695d72d33b959eec2ae6c640d817dfada' }
const bareHttp = "require('node:http').createServer((_, answer) => answer.end('{}')).listen(process.env.PORT)"
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env
const subjects = new Map([
  ['bare Fastify', [here('bare-fastify.mjs')]],
  ['bare node:http', ['-e', bareHttp]],
  ...(dists.length > 0 ? dists : [here('../../dist')]).map((dist) =>
    [dist, [resolve(dist, 'cli.js'), '--store', 'memory', '--log-level', 'warn']]
  )
])

let port = 20_000
const all = new Map([...subjects.keys()].map((name) => [name, []]))
for (let round = 0; round < Number(rounds); round++) {
  for (const [name, words] of subjects) all.get(name).push(await start(words))
}

async function start (words) {
  const began = performance.now()
  const child = spawn(process.execPath, words, { env: { ...env, PORT: String(++port) }, stdio: 'ignore' })
  while (await ask() !== 200) await setTimeout(2)
  const started = { ms: performance.now() - began, cpu: cpuOf(child.pid) / 1000 }
  child.kill('SIGKILL')
  await once(child, 'exit')
  return started
}

function ask () {
  return new Promise((resolve) => {
    const asking = request({ port, path, method: 'DELETE', headers, agent: false }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
    })
    asking.on('error', () => resolve(undefined)).end()
  })
}

console.log('| started | ms of CPU | ms | CPU beside bare Fastify |\n| --- | ---: | ---: | ---: |')
for (const [name, starts] of all) {
  const ratio = median(starts.map(({ cpu }, n) => cpu / all.get('bare Fastify')[n].cpu))
  const cells = ['cpu', 'ms'].map((kind) => median(starts.map((one) => one[kind])).toFixed(0))
  console.log(`| ${[name, ...cells, ratio.toFixed(2)].join(' | ')} |`)
}
