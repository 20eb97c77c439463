import { EventEmitter } from 'node:events'
import type { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DatabaseTime } from '../../../src/store/mongo/database-time.ts'

const minute = 60_000

// Of itself no time passes.
beforeEach(() => { vi.useFakeTimers({ toFake: ['Date'] }) })
afterEach(() => { vi.useRealTimers() })

/** What a server hears: how far its clock is ahead of the database's, from whom, and after what time. */
interface Beat {
  readonly ahead: number
  readonly by?: object
  readonly duration?: number
  readonly awaited?: boolean
}

/** How far the time is from the server's own, in minutes. */
function hearing (...beats: readonly Beat[]): number {
  const client = new EventEmitter()
  const time = new DatabaseTime(client as unknown as MongoClient)
  for (const { ahead, by = { isWritablePrimary: true }, duration = 0, awaited = false } of beats) {
    const sent = Date.now() - (awaited ? 0 : duration / 2)
    const reply = { localTime: new Date(sent - ahead), ...by }
    client.emit('serverHeartbeatSucceeded', { reply, duration, awaited })
  }
  return (time.now() - Date.now()) / minute
}

test.each<[string, Beat[], number]>([
  ['that nobody has told yet is its own', [], 0],
  ['is that of the database, where the clocks differ by minutes', [{ ahead: 5 * minute }], -5],
  ['is that of the database on either side', [{ ahead: -7 * minute }], 7],
  ['knows how long the answer took', [{ ahead: 5 * minute, duration: minute }], -5],
  ['knows that what was waited for was sent at the end', [{ ahead: 5 * minute, duration: 9000, awaited: true }], -5],
  ['takes no delay for a difference', [{ ahead: 9000 }], 0],
  ['takes no delay for another difference', [{ ahead: 5 * minute }, { ahead: 5 * minute - 9000 }], -5],
  ['follows a clock that is set', [{ ahead: 5 * minute }, { ahead: 0 }], 0],
  ['asks the primary alone', [{ ahead: 5 * minute }, { ahead: 0, by: { isWritablePrimary: false } }], -5],
  ['asks an older primary, too', [{ ahead: 5 * minute, by: { ismaster: true } }], -5],
  ['asks no older server that is none', [{ ahead: 5 * minute, by: { ismaster: false } }], 0],
  ['asks nobody who does not say what he is', [{ ahead: 5 * minute, by: {} }], 0],
  ['asks nobody who does not tell it', [{ ahead: 0, by: { isWritablePrimary: true, localTime: undefined } }], 0]
])('the time %s', (_what, beats, minutes) => {
  expect(hearing(...beats)).toBe(minutes)
})
