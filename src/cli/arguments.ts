import { parseArgs } from 'node:util'
import { nearest } from '../shared/nearest.ts'
import { maskUrl } from '../shared/redaction.ts'
import { UsageError } from '../options/option.ts'
import type { Flags, Option } from '../options/option.ts'

/** A command line, taken apart. */
export interface Arguments {
  /** A bare flag counts as `true`. */
  readonly flags: Flags
  readonly operands: readonly string[]
}

/**
 * Takes the words after the command apart; `--help` and `--version` are always understood, and after `--` every word is
 * an operand. With `afterDashes`, no operand may stand before it, so that nobody's flags are taken for those of
 * another.
 */
export function readArguments (words: readonly string[], options: readonly Option[], afterDashes = false): Arguments {
  const known = flagTypes(options)
  const { tokens, positionals } = parseArgs({ args: [...words], options: known, strict: false, tokens: true })
  const flags = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') break
    if (token.kind === 'positional' && afterDashes) {
      throw new UsageError(
        `"${maskUrl(token.value)}": the command to run comes after --, as in: -- ${maskUrl(token.value)}`
      )
    }
    if (token.kind !== 'option') continue
    const flag = known[token.name]
    if (flag === undefined) throw unknownFlag(token.rawName, Object.keys(known))
    if (flag.type === 'string' && isMissing(token.value, token.inlineValue)) {
      throw new UsageError(`${token.rawName}: its value is missing; see --help`)
    }
    flags.set(token.name, [...flags.get(token.name) ?? [], token.value ?? 'true'])
  }
  return { flags, operands: positionals }
}

type FlagTypes = Record<string, { type: 'string' | 'boolean', short?: string }>

function flagTypes (options: readonly Option[]): FlagTypes {
  const known: FlagTypes = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } }
  for (const { flag, kind } of options) {
    if (flag !== undefined) known[flag] = { type: kind.placeholder === undefined ? 'boolean' : 'string' }
  }
  return Object.assign(Object.create(null), known)
}

/** `--port --host x` lacks the port; `--port=--host` is a bad one. */
function isMissing (value: string | undefined, inline: boolean | undefined): boolean {
  return value === undefined || (inline !== true && value.startsWith('--'))
}

function unknownFlag (typed: string, names: readonly string[]): UsageError {
  const meant = nearest(typed, names.map((name) => `--${name}`))
  return new UsageError(
    `${typed}: there is no such flag; ${meant === undefined ? 'see --help' : `did you mean ${meant}?`}`
  )
}
