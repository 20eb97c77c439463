import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { fileURLToPath } from 'node:url'

/** A server of this folder in a process of its own; resolves once it listens. */
export async function startServer (file, env = {}) {
  const start = performance.now()
  const child = spawn(process.execPath, [fileURLToPath(new URL(file, import.meta.url))], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  // A measurement that fails leaves no server behind.
  const end = () => child.kill('SIGTERM')
  process.once('exit', end)
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  const { hostname, port } = new URL(/^Listening on (\S+)/.exec(line)[1])
  const stop = async () => {
    process.off('exit', end)
    end()
    await once(child, 'exit')
  }
  return { pid: child.pid, hostname, port, startMs: performance.now() - start, stop }
}

/**
 * Asks for paths over kept connections, those of `agent` if there is one, one request in flight on each, and checks
 * each answer; `pathOf` says undefined at the end.
 */
export async function load (
  { hostname, port },
  pathOf,
  { connections = 32, method = 'DELETE', headers = { 'qb-token': 't' }, status = 200, agent: given } = {}
) {
  const agent = given ?? new Agent({ keepAlive: true, maxSockets: connections })
  let next = 0
  const client = async () => {
    for (let path = pathOf(next++); path !== undefined; path = pathOf(next++)) {
      const answer = await new Promise((resolve, reject) => {
        request({ hostname, port, path, method, headers, agent }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode))
        }).on('error', reject).end()
      })
      if (answer !== status) throw new Error(`${method} ${path.slice(0, 100)} was answered ${answer}`)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, client))
  } finally {
    if (given === undefined) agent.destroy()
  }
}

/** Back to the world that a mock was started with. */
export async function reset (server) {
  await load(server, (n) => n === 0 ? '/__admin/reset' : undefined, { method: 'POST', status: 204 })
}

/** Memory of a process, in MiB. */
export function memoryOf (pid) {
  return statusOf(pid, 'VmRSS')
}

/** The most memory that a process has had, in MiB. */
export function peakOf (pid) {
  return statusOf(pid, 'VmHWM')
}

function statusOf (pid, name) {
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024
}

export function median (numbers) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
