import type { FastifyRequest } from 'fastify'
import type { FidelitySwitches } from '../options/switches.ts'
import { QuickBloxError } from './errors.ts'

/** What every call knows: who asks may be told as a parameter. */
const token = 'token'

/** A body that is no form at all can be one long name. */
const mostTold = 50
const longestTold = 200

type Policy = Pick<FidelitySwitches, 'unknownParameters'>

/** Tells the journal which parameters meant nothing; with the switch, refuses the request for them. */
export function ignore (request: FastifyRequest, names: readonly string[], { unknownParameters }: Policy): void {
  if (names.length === 0) return
  if (unknownParameters === 'refused') throw unknownParameter(names)
  request.ignored = names.slice(0, mostTold).map((name) => name.slice(0, longestTold))
}

/** The names among these parameters that are not known. */
export function unknownNames (known: ReadonlySet<string>, ...sources: ReadonlyArray<object>): string[] {
  const unknown: string[] = []
  for (const source of sources) {
    for (const name of Object.keys(source)) if (!known.has(name) && name !== token) unknown.push(name)
  }
  return unknown
}

function unknownParameter (names: readonly string[]): QuickBloxError {
  return new QuickBloxError(422, Object.fromEntries(names.map((name) => [name, ['is not a parameter of this call']])))
}
