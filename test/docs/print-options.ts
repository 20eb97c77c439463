import { exportOptions } from '../../src/options/export-options.ts'
import type { Option } from '../../src/options/option.ts'
import { parityOptions } from '../../src/options/parity-options.ts'
import { serverOptions } from '../../src/options/server-options.ts'
import { execOptions } from '../../src/options/exec-options.ts'
import { switchNames, switchTable } from '../../src/options/switches.ts'
import type { SwitchName } from '../../src/options/switches.ts'

type Row = readonly [name: string, option: Option]

const rowsOf = (table: Readonly<Record<string, Option>>): readonly Row[] => Object.entries(table)
const isSwitch = ([name]: Row): boolean => (switchNames as readonly string[]).includes(name)

/** `docs/command-line.md` with the tables of options as they are in the code. */
export function withOptions (page: string): string {
  return page.replace(
    /(?<=<!-- (options|switches)(?:: (\w+))? -->\n)[\s\S]*?(?=<!-- end -->)/g,
    (_, what: string, command: string | undefined) => {
      if (what === 'switches') return switchesTable()
      if (command === 'exec') {
        return commandTable(
          rowsOf(execOptions).filter(([name]) => !Object.hasOwn(serverOptions, name))
        )
      }
      if (command === 'parity') return commandTable(rowsOf(parityOptions))
      if (command === 'export') return commandTable(rowsOf(exportOptions))
      return serverTable(rowsOf(serverOptions).filter((row) => !isSwitch(row)))
    }
  )
}

function serverTable (rows: readonly Row[]): string {
  return table(['flag', 'variable', 'default', 'in code', 'meaning'], rows.map(([name, option]) => [
    flagOf(option), code(option.variable), code(defaultOf(option)), code(name), option.help
  ]))
}

function commandTable (rows: readonly Row[]): string {
  return table(
    ['flag', 'variable', 'meaning'],
    rows.map(([, option]) => [flagOf(option), code(option.variable), option.help])
  )
}

function switchesTable (): string {
  return table(
    ['flag', 'variable', 'in code', 'values', 'what it decides'],
    rowsOf(serverOptions).filter(isSwitch).map(([name, option]) => {
      const { values, meaning } = switchTable[name as SwitchName]
      return [code(`--${option.flag}`), code(option.variable), code(name), values.map(code).join(', '), meaning]
    })
  )
}

function flagOf ({ flag, kind, separator }: Option): string {
  if (flag === undefined) return ''
  const words = [`--${flag}`, kind.placeholder].filter((word) => word !== undefined)
  return `${code(words.join(' '))}${separator === undefined ? '' : ', repeatable'}`
}

function defaultOf (option: Option): string | undefined {
  const text = option.default === undefined || option.default === false ? '' : String(option.default)
  return text === '' ? undefined : text
}

function code (text: string | undefined): string {
  return text === undefined ? '' : `\`${text.replaceAll('|', '\\|')}\``
}

function table (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
