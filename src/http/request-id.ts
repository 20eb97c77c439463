import { randomUUID } from 'node:crypto'

const length = 36
const madeAtOnce = 64
// A UUID of version 4 up to its last eight digits, which count the requests.
const ofProcess = randomUUID().slice(0, -8)
// The least number of eight hex digits, so that none has to be filled up.
let ofRequest = 0x1000_0000
let made = ''
let end = 0

/**
 * A UUID, another for every request. It is cut from many in one text: one that was put together just now would be
 * copied first wherever it is looked at, as where headers are checked.
 */
export function requestId (): string {
  if (end === made.length) makeMore()
  end += length
  return made.slice(end - length, end)
}

function makeMore (): void {
  made = Array.from({ length: madeAtOnce }, () => ofProcess + (ofRequest++).toString(16)).join('')
  end = 0
}
