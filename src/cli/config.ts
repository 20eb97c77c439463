import type { ExportOptions } from '../options/export-options.ts'
import type { MockServerOptions } from '../options/mock-server-options.ts'
import { environment, readOption } from '../options/option.ts'
import type { Flags, Option } from '../options/option.ts'
import type { ParityOptions } from '../options/parity-options.ts'
import { bare } from '../shared/bare.ts'
import { readArguments } from './arguments.ts'
import { checkOperands, commands, readCommand } from './commands.ts'
import type { Command, CommandName } from './commands.ts'
import { refuseKeptFlags } from './npm-flags.ts'
import type { Environment } from '../shared/environment.ts'

/** What the command line and the environment come to. */
export interface Config {
  readonly command: CommandName
  readonly options: MockServerOptions & ParityOptions & ExportOptions
  readonly operands: readonly string[]
}

/**
 * Reads the command line: a command, `serve` if none is named, then its flags and operands.
 *
 * @throws {UsageError} names the flag or variable, the value, and what is accepted
 */
export function readConfig (argv: readonly string[] = process.argv.slice(2), env: Environment = environment): Config {
  refuseKeptFlags(env)
  const { name, words } = readCommand(argv)
  const { options, afterDashes }: Command = commands[name]
  const { flags, operands } = readArguments(words, Object.values(options), afterDashes)
  if (flags.has('help')) return { command: 'help', options: {}, operands: words === argv ? [] : [name] }
  if (flags.has('version')) return { command: 'version', options: {}, operands: [] }
  checkOperands(name, operands)
  return { command: name, options: readOptions(options, flags, env), operands }
}

function readOptions (options: Readonly<Record<string, Option>>, flags: Flags, env: Environment): Config['options'] {
  const read = Object.entries(options).map((
    [name, option]
  ): [string, unknown] => [name, readOption(option, flags, env) ?? option.default])
  return bare(read.filter(([, value]) => value !== undefined))
}
