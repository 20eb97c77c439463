import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { environment } from '../options/option.ts'
import type { Config } from './config.ts'
import { endWithNpm } from './npm-parent.ts'
import { startMockServer } from '../mock-server.ts'
import type { MockServer } from '../workspace/server-handle.ts'
import { closeAll } from '../shared/closable.ts'
import type { Closable } from '../shared/closable.ts'
import { afterOwnTime } from '../shared/own-time.ts'

/** What is passed on to the command. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** How long a start may still take after a signal, in milliseconds. */
const graceTime = 1800

/** How a shell says that a command was ended by a signal: this and the signal's number. */
const signalled = 128

/**
 * Starts the mock, runs a command that finds its URL in the environment, stops the mock, and has the command's exit
 * code.
 */
export async function run (
  { options: { workspace, ...options }, operands: [command = '', ...words] }: Config
): Promise<number> {
  const signals = new SignalRelay()
  endWithNpm()
  const opened: Closable[] = []
  try {
    const mock = await startMockServer(options, undefined, workspace && `/@${workspace}`)
    opened.push(mock)
    // Another mock that the command starts is not run by npm itself.
    const npm = { npm_lifecycle_script: undefined }
    const env = { ...environment, ...await environmentOf(mock, workspace, options.as, opened), ...npm }
    if (signals.received !== undefined) return codeOf(signals.received)
    return await runCommand(command, words, env, signals)
  } finally {
    await closeAll(opened)
  }
}

async function runCommand (
  command: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  signals: SignalRelay
): Promise<number> {
  try {
    const child = spawn(command, words, { stdio: 'inherit', env })
    signals.passTo(child)
    return await exitCode(child)
  } catch (error) {
    return complain(command, error as NodeJS.ErrnoException)
  }
}

/** Where the mock is, whom to trust there, and with names how these are reached. */
async function environmentOf (
  mock: MockServer,
  workspace: string | undefined,
  as: readonly string[] = [],
  opened: Closable[]
): Promise<Record<string, string>> {
  const { url } = workspace === undefined ? mock : await mock.workspace(workspace)
  const place = { QUICKBLOX_MOCK_URL: url, ...(mock.caPath !== undefined && { QUICKBLOX_MOCK_CA: mock.caPath }) }
  if (as.length === 0) return place
  const { openProxy } = await import('./exec/open-proxy.ts')
  return { ...place, ...await openProxy(mock, as, opened) }
}

/** Keeps signals from ending the mock before its command has ended. */
class SignalRelay {
  /** One that came while there was no command yet. */
  received: NodeJS.Signals | undefined
  #child: ChildProcess | undefined

  constructor () {
    for (const signal of signals) process.on(signal, () => this.#pass(signal))
  }

  passTo (child: ChildProcess): void {
    this.#child = child
    process.once('exit', () => child.kill())
  }

  #pass (signal: NodeJS.Signals): void {
    this.received ??= signal
    if (this.#child === undefined) afterOwnTime(graceTime, () => process.exit(codeOf(signal)))
    // A terminal sends what its keys mean to the command too, and twice is what many take for "at once".
    else if (!isFromKeys(signal)) this.#child.kill(signal)
  }
}

function isFromKeys (signal: NodeJS.Signals): boolean {
  return (signal === 'SIGINT' || signal === 'SIGQUIT') && [0, 1, 2].some(isatty)
}

/** Rejects when there is no such command. */
async function exitCode (child: ChildProcess): Promise<number> {
  const [code, signal] = await once(child, 'exit') as [number, null] | [null, NodeJS.Signals]
  return signal === null ? code : codeOf(signal)
}

function codeOf (signal: NodeJS.Signals): number {
  return signalled + constants.signals[signal]
}

/** As shells have it: 127 for a command that is not there, 126 for one that can't be run. */
function complain (command: string, { code, message }: NodeJS.ErrnoException): number {
  const missing = code === 'ENOENT'
  const why = missing
    ? 'there is no such command; give one that is on the PATH, or the path of a program'
    : code === 'EACCES'
      ? 'it is not a program that may be run; see its permissions'
      : message
  process.stderr.write(`exec: ${JSON.stringify(command)} can't be run: ${why}\n`)
  return missing ? 127 : 126
}
