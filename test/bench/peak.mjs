// node test/bench/peak.mjs [ROUNDS] [MESSAGES] [DIST...]: how much memory, at its most, and CPU time the command takes
// until it listens with a file of so many messages, as it is built in each of these folders; in turns.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, peakOf } from './processes.mjs'
import { cpuOf } from './turns.mjs'
import { worldOf } from './worlds.mjs'

const [rounds = '3', messages = '1000000', ...given] = process.argv.slice(2)
const dists = given.length > 0 ? given : [fileURLToPath(new URL('../../dist', import.meta.url))]
const folder = mkdtempSync(join(tmpdir(), 'peak-'))
const file = join(folder, 'world.json')

async function start (dist) {
  const words = [resolve(dist, 'cli.js'), '--store', 'memory', '--port', '0', '--log-level', 'warn', '--fixtures', file]
  const began = performance.now()
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  const started = { ms: performance.now() - began, cpu: cpuOf(child.pid) / 1000, peak: peakOf(child.pid) }
  child.kill('SIGKILL')
  await once(child, 'exit')
  return started
}

try {
  writeFileSync(file, JSON.stringify(worldOf(Number(messages))))
  const all = new Map(dists.map((dist) => [dist, []]))
  for (let round = 0; round < Number(rounds); round++) {
    for (const dist of dists) all.get(dist).push(await start(dist))
  }
  console.log('| built in | MiB at most | ms of CPU | ms |\n| --- | ---: | ---: | ---: |')
  for (const [dist, starts] of all) {
    const cells = ['peak', 'cpu', 'ms'].map((kind) => median(starts.map((one) => one[kind])).toFixed(0))
    console.log(`| ${[dist, ...cells].join(' | ')} |`)
  }
} finally {
  rmSync(folder, { recursive: true })
}
