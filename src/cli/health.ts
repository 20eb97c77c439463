import { readFileSync } from 'node:fs'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import type { MockServerOptions } from '../options/mock-server-options.ts'
import { reachable } from '../http/reachable.ts'

/** How long the mock may take to answer, in milliseconds. */
const patience = 8000

/** Asks the mock whether it is ready: exit code 0 if so. */
export async function run ({ options }: Config): Promise<number> {
  const { host = '127.0.0.1', port, https, tlsCert } = firstProcess() ?? options
  const protocol = https || tlsCert !== undefined ? 'https' : 'http'
  const url = `${protocol}://${reachable(host)}:${port}/readyz`
  const obstacle = await obstacleAt(url)
  process.stdout.write(obstacle === undefined ? 'ready\n' : `not ready: ${url} ${obstacle}\n`)
  return obstacle === undefined ? 0 : 1
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

/** What is between the mock and its being ready, if anything is. */
async function obstacleAt (url: string): Promise<string | undefined> {
  const { get } = url.startsWith('https') ? await import('node:https') : await import('node:http')
  return new Promise((resolve) => {
    // Nothing secret is sent, and whose the certificate is says nothing of whether the mock is ready.
    const request = get(
      url,
      { timeout: patience, rejectUnauthorized: false },
      (answer) => {
        const { statusCode } = answer.resume()
        resolve(statusCode === 200 ? undefined : `answers ${statusCode}`)
      }
    )
    request.on('timeout', () => request.destroy(new Error(`no answer within ${patience} ms`)))
    request.on('error', ({ message }) => resolve(`can't be asked: ${message}`))
  })
}
