import { connect } from 'node:net'
import { pino } from 'pino'
import { expect } from 'vitest'
import { loggerOptions } from '../../src/shared/logging.ts'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServerOptions } from '../../src/options/mock-server-options.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { world } from '../helpers/world.ts'
import { expectUntouchedPrototypes } from './prototypes.ts'

/**
 * How often a property is tried: a little in every run of the tests; with FUZZ_TIMES=N, as `npm run fuzz` sets it, so
 * many times as often.
 */
export const runs = (usual: number): number => Math.ceil(usual * Number(process.env['FUZZ_TIMES'] ?? 1))

/** After so many tries it is looked after the server, so that long runs find what is wrong when it comes. */
const checked = 500

/** FUZZ_SEED=N tries what the run with that seed tried. */
export const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31)

/** In every credential of the world and of the requests, so that it is easily found where it should not be. */
const mark = 'TOP-SECRET'
export const secretToken = `${mark}-token-of-user-1`
export const secretKey = `${mark}-key-of-10`
export const secretPassword = `${mark}-password`

const fixtures = {
  ...world,
  applications: [...world.applications ?? []].map((one) => ({
    ...one,
    auth_secret: `${mark}-${one.id}`,
    api_keys: [`${mark}-key-of-${one.id}`]
  })),
  users: [...world.users ?? []].map((one) => ({ ...one, password: secretPassword })),
  sessions: [{ token: secretToken, application_id: 10, user_id: 1 }]
}

/** How long an answer may take before it counts as none, in milliseconds; generous, because machines are busy. */
const patience = 15_000

/** A server on a port, with all that it logs. */
export class Victim implements AsyncDisposable {
  readonly mock: MockServer
  readonly log: string[]
  /** How many requests it was sent. */
  sent = 0
  #tries = 0

  private constructor (mock: MockServer, log: string[]) {
    this.mock = mock
    this.log = log
  }

  static async start (): Promise<Victim> {
    const log: string[] = []
    const logger = pino(loggerOptions('trace'), { write: (line: string) => { log.push(line) } })
    return new Victim(
      await startMockServer({
        fixtures,
        store: (process.env['FUZZ_STORE'] ?? 'memory') as MockServerOptions['store'] & string
      }, logger),
      log
    )
  }

  /**
   * Sends pieces on one connection, each on its own, then ends or cuts it; everything that came back until the server
   * closed.
   */
  send (
    pieces: ReadonlyArray<string | Uint8Array>,
    how: 'end' | 'cut' | 'wait' = 'wait',
    requests = 1
  ): Promise<string> {
    this.sent += requests
    return new Promise((resolve, reject) => {
      let answer = ''
      const socket = connect({ port: Number(new URL(this.mock.url).port), host: '127.0.0.1', allowHalfOpen: true })
      const hang = setTimeout(() => {
        socket.destroy()
        reject(new Error(`It hangs: ${JSON.stringify(pieces.map(String).join('|').slice(0, 2000))}`))
      }, patience)
      socket.setNoDelay(true).setEncoding('latin1').on('data', (text: string) => {
        answer += text
      })
      // A server that has answered all it means to may reset what is still being sent.
      socket.on('error', () => {})
      socket.on('end', () => socket.end())
      socket.on('close', () => {
        clearTimeout(hang)
        resolve(answer)
      })
      const write = ([piece, ...rest]: ReadonlyArray<string | Uint8Array>): void => {
        if (piece !== undefined) socket.write(piece, () => setImmediate(write, rest))
        else if (how === 'end') socket.end()
        else if (how === 'cut') socket.destroy()
      }
      write(pieces)
    })
  }

  /** That it is none the worse: it answers a plain request, and has told nobody a secret or how it works inside. */
  async isWell (): Promise<void> {
    expectUntouchedPrototypes()
    // By the key, since a session may have been ended by what was sent.
    const answer = await fetch(`${this.mock.url}/chat/Message/5d76b6sdfff9a0cc7cb023.json`, {
      method: 'DELETE',
      headers: { authorization: `ApiKey ${secretKey}` }
    })
    expect([answer.status, await answer.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
    expect(this.log.filter((line) => line.includes(mark) || /"level":(?:50|60)/.test(line))).toEqual([])
    this.log.length = 0
    expect(this.mock.requests().filter((entry) => JSON.stringify(entry).includes(mark))).toEqual([])
    await this.mock.reset()
  }

  /** Now and then, that it is none the worse. */
  async goesOn (): Promise<void> {
    if (++this.#tries % checked === 0) await this.isWell()
  }

  /** What a long run comes to. */
  report (what: string): void {
    if (process.env['FUZZ_TIMES'] !== undefined) {
      console.log(
        `${what}: ${this.sent} requests, ${Math.round(process.memoryUsage().rss / 1e6)} MB with those who asked`
      )
    }
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.mock.close()
  }
}

/** The statuses of the answers in what came back on a connection. */
export function statusesIn (answer: string): number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
}

/** That there is no failure of the server's own in it, and nothing that is nobody's business. */
export function expectCivil (answer: string): void {
  expect(statusesIn(answer).filter((status) => status >= 500)).toEqual([])
  expect(answer).not.toMatch(/\n\s+at |node:internal|\.ts:\d|\.js:\d|node_modules/)
  expect(withoutOwnToken(answer)).not.toContain(mark)
}

/** A session is told its own token. */
function withoutOwnToken (answer: string): string {
  return answer.replace(/(\{"session":\{[^}]*"token":)"[^"]*"/g, '$1""')
}
