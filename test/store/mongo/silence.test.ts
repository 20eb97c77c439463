import { MongoServerSelectionError } from 'mongodb'
import type { TopologyDescription } from 'mongodb'
import { expect, test } from 'vitest'
import { isSilence } from '../../../src/store/mongo/silence.ts'

/** What the driver says of servers, each of which has refused for a reason or has not. */
function notFound (...obstacles: ReadonlyArray<Error | null>): MongoServerSelectionError {
  const servers = new Map(obstacles.map((error, index) => [`host:${index}`, { error }]))
  return new MongoServerSelectionError('timed out', { servers } as unknown as TopologyDescription)
}

test.each([
  ['a server that has not answered', notFound(null), true],
  ['two of them', notFound(null, null), true],
  ['one that refused', notFound(new Error('ECONNREFUSED')), false],
  ['one of two that refused', notFound(null, new Error('ECONNREFUSED')), false],
  ['no server that is of the replica set in the URL', notFound(), false],
  ['another error', new Error('bad auth'), false]
])('whether it is silence: %s', (_, error, silent) => {
  expect(isSilence(error)).toBe(silent)
})
