import { nearest } from '../shared/nearest.ts'
import { maskUrl } from '../shared/redaction.ts'
import { UsageError } from '../options/option.ts'
import { exportOptions } from '../options/export-options.ts'
import type { Option } from '../options/option.ts'
import { parityOptions } from '../options/parity-options.ts'
import { serverOptions } from '../options/server-options.ts'
import { execOptions } from '../options/exec-options.ts'

/** One row of the table of commands. */
export interface Command {
  readonly usage: string
  readonly help: string
  readonly options: Readonly<Record<string, Option>>
  /** What its operands are, where it takes any. */
  readonly operands?: string
  /** Whether they stand after `--`. */
  readonly afterDashes?: boolean
}

const { host, port, https, tlsCert, tlsKey } = serverOptions
const healthOptions = { host, port, https, tlsCert, tlsKey }

/** Every command; `src/cli/` has a file for each. */
export const commands = {
  serve: { usage: '[serve]', help: 'start the mock (default command)', options: serverOptions },
  validate: {
    usage: 'validate FILE...',
    help: 'check fixtures; exit 1 with every problem, one a line',
    options: {},
    operands: 'fixture files or folders'
  },
  exec: {
    usage: 'exec -- COMMAND',
    help:
      'start on a free port, run COMMAND with QUICKBLOX_MOCK_URL set, stop, exit with its code; with --as, what ' +
        'COMMAND asks of that host comes to the mock',
    options: execOptions,
    operands: 'a command to run, after --',
    afterDashes: true
  },
  health: { usage: 'health', help: 'ask a running mock whether it is ready; exit 0 if so', options: healthOptions },
  parity: {
    usage: 'parity --url URL',
    help:
      "play the scenarios against a server, this mock or the vendor's own, and say what differs; exit 1 if anything " +
        "does, 2 if they can't be played",
    options: parityOptions
  },
  export: {
    usage: 'export --url URL',
    help: 'the whole present world of a running mock as one fixtures file, on standard output',
    options: exportOptions
  },
  help: { usage: '--help', help: 'print this', options: {} },
  version: { usage: '--version', help: 'print the version', options: {} }
} as const satisfies Readonly<Record<string, Command>>

export type CommandName = keyof typeof commands

/** The command of a command line, `serve` if it names none, and the words after it. */
export function readCommand (argv: readonly string[]): { name: CommandName, words: readonly string[] } {
  const [first, ...words] = argv
  return first === undefined || first.startsWith('-')
    ? { name: 'serve', words: argv }
    : { name: commandName(first), words }
}

export function checkOperands (name: CommandName, given: readonly string[]): void {
  const { operands: taken }: Command = commands[name]
  if (taken === undefined && given[0] !== undefined) {
    throw new UsageError(`"${maskUrl(given[0])}": ${name} takes flags only, and a command comes first; see --help`)
  }
  if (taken !== undefined && given.length === 0) throw new UsageError(`${name}: give ${taken}`)
}

function commandName (word: string): CommandName {
  if (Object.hasOwn(commands, word)) return word as CommandName
  const meant = nearest(word, Object.keys(commands))
  throw new UsageError(
    `"${maskUrl(word)}" is not a command; ${meant === undefined ? 'see --help' : `did you mean ${meant}?`}`
  )
}
