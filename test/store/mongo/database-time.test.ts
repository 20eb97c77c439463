import { EventEmitter } from 'node:events'
import type { MongoClient } from 'mongodb'
import { expect, test } from 'vitest'
import { DatabaseTime } from '../../../src/store/mongo/database-time.ts'

const minute = 60_000

/** A server whose clock is so far ahead of the database's, after what the database has said of itself. */
function hearing (
  ...beats: ReadonlyArray<{ readonly ahead: number, readonly primary?: boolean, readonly duration?: number }>
) {
  const client = new EventEmitter()
  const time = new DatabaseTime(client as unknown as MongoClient)
  for (const { ahead, primary = true, duration = 0 } of beats) {
    const reply = { localTime: new Date(Date.now() - ahead - duration / 2), isWritablePrimary: primary }
    client.emit('serverHeartbeatSucceeded', { reply, duration, awaited: false })
  }
  return (time.now() - Date.now()) / minute
}

test.each([
  ['that nobody has told yet is its own', [], 0],
  ['is that of the database, where the clocks differ by minutes', [{ ahead: 5 * minute }], -5],
  ['is that of the database on either side', [{ ahead: -7 * minute }], 7],
  ['knows how long the answer took', [{ ahead: 5 * minute, duration: minute }], -5],
  ['takes no delay for a difference', [{ ahead: 9000 }], 0],
  ['follows a clock that is set', [{ ahead: 5 * minute }, { ahead: 0 }], 0],
  ['asks the primary alone', [{ ahead: 5 * minute }, { ahead: 0, primary: false }], -5]
])('the time %s', (_what, beats, minutes) => {
  expect(hearing(...beats)).toBeCloseTo(minutes, 2)
})
