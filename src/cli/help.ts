import { commands } from './commands.ts'
import type { Option } from './options.ts'
import { readPackage } from './version.ts'

/** `--help` */
export async function run (): Promise<number> {
  const { name, description } = readPackage()
  process.stdout.write(helpText(name, description))
  return 0
}

export function helpText (program: string, description: string): string {
  const rows = Object.values(commands)
  const width = Math.max(...rows.map(({ usage }) => usage.length))
  const usages = rows.map(({ usage, help }) => `  ${program} ${usage.padEnd(width)}   ${help}\n`)
  return `${description}.\n\n${usages.join('')}${[...optionTables()].map(optionsText).join('')}`
}

/** Each table of options with the commands that take it. */
function optionTables (): Map<Readonly<Record<string, Option>>, string[]> {
  const tables = new Map<Readonly<Record<string, Option>>, string[]>()
  for (const [name, { options }] of Object.entries(commands)) {
    if (Object.keys(options).length > 0) tables.set(options, [...tables.get(options) ?? [], name])
  }
  return tables
}

function optionsText ([options, names]: [Readonly<Record<string, Option>>, string[]]): string {
  return `\nOptions of ${names.join(' and ')}, with their environment variables (a flag wins):\n${Object.values(options).map(optionText).join('')}`
}

function optionText ({ flag, variable, kind, default: byDefault, help }: Option): string {
  const usage = [flag && `--${flag}`, flag && kind.placeholder, variable && (flag ? `(${variable})` : `${variable}=${kind.placeholder}`)]
  const otherwise = byDefault === undefined || byDefault === false ? '' : ` Default: ${String(byDefault)}.`
  return `\n  ${usage.filter((part) => part !== undefined).join(' ')}\n      ${help}${otherwise}\n`
}
