import { randomBytes } from 'node:crypto'

const processPart = randomBytes(5).toString('hex')
let counter = randomBytes(3).readUIntBE(0, 3)

/**
 * A new ObjectId as MongoDB makes them, 24 lower-case hex digits: the time, the process and a counter, so that later
 * ones are greater.
 */
export function newObjectId (now: number): string {
  const seconds = Math.max(0, Math.floor(now / 1000)) % 2 ** 32
  counter = (counter + 1) % 2 ** 24
  return hex(seconds, 8) + processPart + hex(counter, 6)
}

function hex (number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}
