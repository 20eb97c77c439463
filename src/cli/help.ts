import { commands } from './commands.ts'
import type { Command, CommandName } from './commands.ts'
import type { Config } from './config.ts'
import type { Option } from '../options/option.ts'
import { readPackage } from '../shared/package.ts'

const inWords = new Intl.ListFormat('en-GB')

/** `--help`, and `COMMAND --help` for that command alone. */
export async function run ({ operands: [command] }: Pick<Config, 'operands'>): Promise<number> {
  const { name, description } = readPackage()
  process.stdout.write(command === undefined ? helpText(name, description) : commandText(name, command as CommandName))
  return 0
}

/** One command, with its own options. */
export function commandText (program: string, name: CommandName): string {
  const { usage, help, options }: Command = commands[name]
  const taken = Object.values(options)
  return `${program} ${usage}\n  ${help}\n${taken.length === 0 ? '' : optionsText([name, taken])}`
}

export function helpText (program: string, description: string): string {
  const rows = Object.values(commands)
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  const usages = rows.map(({ usage, help }) => `  ${program} ${usage.padEnd(width)}   ${help}\n`)
  return `${description}.\n\n${usages.join('')}${[...optionGroups()].map(optionsText).join('')}`
}

/** The options, those of the same commands together. */
function optionGroups (): Map<string, Option[]> {
  const takers = new Map<Option, string[]>()
  for (const [name, { options }] of Object.entries(commands)) {
    for (const option of Object.values<Option>(options)) takers.set(option, [...takers.get(option) ?? [], name])
  }
  const groups = new Map<string, Option[]>()
  for (const [option, names] of takers) {
    const heading = inWords.format(names)
    groups.set(heading, [...groups.get(heading) ?? [], option])
  }
  return groups
}

function optionsText ([names, options]: [string, Option[]]): string {
  return `\nOptions of ${names}, with their environment variables (a flag wins):\n${options.map(optionText).join('')}`
}

function optionText ({ flag, variable, kind, default: byDefault, help }: Option): string {
  const usage = [
    flag && `--${flag}`,
    flag && kind.placeholder,
    variable && (flag ? `(${variable})` : `${variable}=${kind.placeholder}`)
  ]
  const text = byDefault === undefined || byDefault === false ? '' : String(byDefault)
  const otherwise = text === '' ? '' : ` Default: ${text}.`
  return `\n  ${usage.filter((part) => part !== undefined).join(' ')}\n      ${help}${otherwise}\n`
}
