import type { Clock } from '../../workspace/clock.ts'
import type { Parameters } from '../body.ts'
import { invalid } from '../errors.ts'
import { text, wholeNumber } from '../fields.ts'

/** A whole number that has to be there. */
export function required (fields: Parameters, name: string): number {
  const number = wholeNumber(fields, name)
  if (number === undefined) throw invalid(name, 'is required')
  return number
}

/** Any text that is not empty; a whole number is kept as one. */
export function readNonce (fields: Parameters): number | string {
  const nonce = text(fields, 'nonce') ?? ''
  if (nonce === '') throw invalid('nonce', 'is required')
  return /^-?\d{1,15}$/.test(nonce) ? Number(nonce) : nonce
}

/** Seconds since 1970, with a fraction or without. */
export function readTimestamp (fields: Parameters): number {
  const timestamp = text(fields, 'timestamp') ?? ''
  if (timestamp === '') throw invalid('timestamp', 'is required')
  if (!/^\s*\d{1,16}(?:\.\d{1,16})?\s*$/.test(timestamp)) {
    throw invalid('timestamp', 'must be a number: seconds since 1970')
  }
  return Number(timestamp)
}

/** How far a client's clock may be off, in seconds. */
const tolerance = 60 * 60

/** A client may live by the time of the workspace or by real time. */
export function isTimely (timestamp: number, clock: Pick<Clock, 'now' | 'real'>): boolean {
  return [clock.now(), clock.real()].some((time) => Math.abs(time / 1000 - timestamp) <= tolerance)
}
