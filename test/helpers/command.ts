import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** What a terminal is to the program. */
const terminal = 'data:text/javascript,process.stdout.isTTY = process.stderr.isTTY = true'

export interface CommandSetting {
  readonly env?: Readonly<Record<string, string>>
  readonly atTerminal?: boolean
  /** Words that run it. */
  readonly within?: readonly string[]
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The built command, running. */
export class Command implements AsyncDisposable {
  readonly child: ChildProcess
  stdout = ''
  stderr = ''
  readonly #closed: Promise<unknown>
  #hasEnded = false

  constructor (words: readonly string[], { env = {}, atTerminal = false, within = [] }: CommandSetting = {}) {
    const options = atTerminal ? ['--import', terminal] : []
    const [program = '', ...rest] = [...within, process.execPath, ...options, cli, ...words]
    this.child = spawn(program, rest, {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, STORE: 'memory', PORT: '0', ...env }
    })
    this.#closed = once(this.child, 'close').then(() => { this.#hasEnded = true })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => { this.stdout += text })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => { this.stderr += text })
  }

  /** Where it listens, as soon as it does. */
  async url (): Promise<string> {
    return await this.says(/^Listening on (\S+)\n/)
  }

  /** What the group in the pattern found in what it prints, as soon as it does. */
  async says (pattern: RegExp, stream: 'stdout' | 'stderr' = 'stdout'): Promise<string> {
    for (;;) {
      const found = pattern.exec(this[stream])
      if (found !== null) return found[1] ?? found[0]
      if (this.#hasEnded) throw new Error(`It ended before it said ${pattern}: ${this.stdout}${this.stderr}`)
      await Promise.race([once(this.child[stream] ?? this.child, 'data'), this.#closed])
    }
  }

  async ended (): Promise<Ended> {
    await this.#closed
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr }
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended()
  }
}

/** Runs the built command to its end. */
export async function runCommand (words: readonly string[], setting?: CommandSetting): Promise<Ended> {
  await using command = new Command(words, setting)
  return await command.ended()
}
