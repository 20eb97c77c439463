import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a test runner or npm sets, and what finds a mongod, is not there on somebody else's machine. */
const ours =
  /^(?:NODE_ENV|NODE_OPTIONS|VITEST.*|TEST|DEV|PROD|MODE|MONGOMS_.*|npm_(?:package|lifecycle)_.*|INIT_CWD|PORT|STORE)$/

/** A network may fail for a moment, and a new version of npm is no news here. */
const npm = { npm_config_fetch_retries: '5', npm_config_update_notifier: 'false' }

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
const environment = { ...inherited, ...npm }

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A program and all that it starts, in a folder. */
export class Run implements AsyncDisposable {
  stdout = ''
  stderr = ''
  readonly #child
  readonly #closed: Promise<unknown>
  #running = true

  constructor (
    folder: string,
    [program = '', ...words]: readonly string[],
    env: Readonly<Record<string, string>> = {}
  ) {
    this.#child = spawn(program, words, {
      cwd: folder,
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
    this.#closed = once(this.#child, 'close').finally(() => {
      this.#running = false
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
  }

  /** Where a server among them listens, as soon as it says so. */
  async url (): Promise<string> {
    for (;;) {
      const url = /^Listening on (\S+)\n/m.exec(this.stdout)?.[1]
      if (url !== undefined) return url
      if (!this.#running) throw new Error(`It ended before it listened: ${this.stdout}${this.stderr}`)
      await Promise.race([once(this.#child.stdout, 'data'), this.#closed])
    }
  }

  async ended (): Promise<Ended> {
    await this.#closed
    return { code: this.#child.exitCode, stdout: this.stdout, stderr: this.stderr }
  }

  /** Asks all of them to stop, as Ctrl-C would. */
  async stop (): Promise<void> {
    if (this.#running && this.#child.pid !== undefined) process.kill(-this.#child.pid, 'SIGINT')
    await this.#closed
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.stop()
  }
}

/** Runs a program to its end. */
export async function run (
  folder: string,
  words: readonly string[],
  env?: Readonly<Record<string, string>>
): Promise<Ended> {
  return await new Run(folder, words, env).ended()
}

/** Runs a program that has to succeed. */
export async function succeed (
  folder: string,
  words: readonly string[],
  env?: Readonly<Record<string, string>>
): Promise<Ended> {
  const ended = await run(folder, words, env)
  if (ended.code !== 0) throw new Error(`${words.join(' ')} ends with ${ended.code}:\n${ended.stdout}${ended.stderr}`)
  return ended
}
