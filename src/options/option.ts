import { maskUrl } from '../shared/redaction.ts'
import type { Environment } from '../shared/environment.ts'

/** What a user gave that can't be used; the message names it and says what is accepted. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** How a text becomes a value, and how to speak of it. */
export interface Kind<T> {
  /** Stands for the value in the help text; a kind without one is switched on by its bare flag. */
  readonly placeholder?: string
  /** Completes `"80x" is not ...`. */
  readonly noun: string
  /** Completes `give ...`. */
  readonly accepts: string
  /** Not to be shown, not even where it is refused. */
  readonly secret?: boolean
  /** The value, or undefined where the text is none. */
  readonly read: (text: string) => T | undefined
}

/** One row of a table of options. */
export interface Option<T = unknown> {
  /** The flag's name, without its dashes. */
  readonly flag?: string
  /** The environment variable. */
  readonly variable?: string
  readonly kind: Kind<T extends ReadonlyArray<infer Item> ? Item : T>
  /** May be given several times; what the character separates in the variable counts as several. */
  readonly separator?: string
  readonly default?: T
  /** Where the programmatic default is another one. */
  readonly apiDefault?: T
  /** One sentence. */
  readonly help: string
}

/** By a flag's name, everything that was given for it. */
export type Flags = ReadonlyMap<string, readonly string[]>

/** The environment of the process; nothing else reads `process.env`. */
export const environment: Environment = process.env

// Splits nothing.
const never = /(?!)/

/** What was given for an option, and where. */
interface Given {
  readonly label: string
  readonly texts: readonly string[]
}

export function integer (noun: string, least: number, most: number): Kind<number> {
  const accepts = `a whole number from ${least} to ${most}`
  const read = (text: string): number | undefined =>
    /^\d{1,15}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined
  return { placeholder: 'N', noun, accepts, read }
}

export function choice<const T extends string> (noun: string, values: readonly T[]): Kind<T> {
  return {
    placeholder: values.join('|'),
    noun,
    accepts: alternatives(values),
    read: (text) => values.find((value) => value === text)
  }
}

/** Any text that matches; `accepts` says which do. */
export function text<T extends string = string> (
  placeholder: string,
  noun: string,
  accepts: string,
  pattern = /./s
): Kind<T> {
  return { placeholder, noun, accepts, read: (given) => pattern.test(given) ? given as T : undefined }
}

/** On or off. */
export const onOff: Kind<boolean> = {
  noun: 'on or off',
  accepts: '1, true, 0 or false',
  read: (text) => text === '1' || text === 'true' ? true : text === '0' || text === 'false' ? false : undefined
}

/**
 * The value of an option, undefined where none is given; a flag wins over a variable, and an empty variable counts as
 * unset.
 */
export function readOption (option: Option, flags: Flags, environment: Environment): unknown {
  const given = givenFor(option, flags, environment)
  if (given === undefined) return undefined
  const values = given.texts.map((text) => parseValue(option.kind, text, given.label))
  return option.separator === undefined ? values.at(-1) : values
}

export function parseValue (kind: Kind<unknown>, text: string, label: string): unknown {
  const value = kind.read(text)
  if (value === undefined) {
    throw new UsageError(
      `${label}: ${kind.secret === true ? 'what is given' : JSON.stringify(maskUrl(text))} is not ${kind.noun}; give ` +
        `${kind.accepts}`
    )
  }
  return value
}

function givenFor ({ flag, variable, separator }: Option, flags: Flags, environment: Environment): Given | undefined {
  const fromFlag = flag === undefined ? undefined : flags.get(flag)
  if (fromFlag !== undefined) return { label: `--${flag}`, texts: fromFlag }
  if (variable === undefined) return undefined
  const texts = environment[variable]?.split(separator ?? never).filter((text) => text !== '') ?? []
  return texts.length === 0 ? undefined : { label: variable, texts }
}

function alternatives (values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`
}
