import { randomUUID } from 'node:crypto'

// A UUID of version 4 up to its last eight digits, which count the requests.
const ofProcess = randomUUID().slice(0, -8)
// The least number of eight hex digits, so that none has to be filled up.
let ofRequest = 0x1000_0000

/** A UUID, another for every request. */
export function requestId (): string {
  return ofProcess + (ofRequest++).toString(16)
}
