import { randomBytes } from 'node:crypto'

const ofProcess = randomBytes(12).toString('hex')
// The least number of eight hex digits, so that none has to be filled up.
let ofRequest = 0x1000_0000

/** 32 hex digits, another for every request. */
export function requestId (): string {
  return ofProcess + (ofRequest++).toString(16)
}
