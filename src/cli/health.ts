import { readFileSync } from 'node:fs'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { MockServerOptions } from '../options/mock-server-options.ts'
import { reachable } from '../http/reachable.ts'

/** How long the mock may take to answer, in milliseconds. */
const patience = 2000

/** Asks the mock whether it is ready: exit code 0 if so. */
export async function run ({ options }: Config): Promise<number> {
  const { host = '127.0.0.1', port, https, tlsCert } = firstProcess() ?? options
  const protocol = https || tlsCert !== undefined ? 'https' : 'http'
  const ready = await isReady(`${protocol}://${reachable(host)}:${port}/readyz`)
  process.stdout.write(ready ? 'ready\n' : 'not ready\n')
  return ready ? 0 : 1
}

/** In a container the mock is the first process, and was perhaps told by flags where to listen. */
function firstProcess (program = process.argv[1] ?? ''): MockServerOptions | undefined {
  try {
    const words = readFileSync('/proc/1/cmdline', 'utf8').split('\0').slice(0, -1)
    return words.includes(program) ? readConfig(words.slice(words.indexOf(program) + 1)).options : undefined
  } catch {
    return undefined
  }
}

async function isReady (url: string): Promise<boolean> {
  const { get } = url.startsWith('https') ? await import('node:https') : await import('node:http')
  return new Promise((resolve) => {
    // Nothing secret is sent, and whose the certificate is says nothing of whether the mock is ready.
    const request = get(
      url,
      { timeout: patience, rejectUnauthorized: false },
      (answer) => resolve(answer.resume().statusCode === 200)
    )
    request.on('timeout', () => request.destroy())
    request.on('error', () => resolve(false))
  })
}
