import { describe } from 'vitest'
import { locateMongod, mayHaveMongod } from '../../src/store/mongod/find-mongod.ts'
import type { Mongod } from '../../src/store/mongod/mongod.ts'
import { openStores } from '../../src/store/open-stores.ts'
import type { Stores } from '../../src/store/open-stores.ts'

/** Where worlds are kept: each call is one more server on it. */
export type Place = () => Promise<Stores>

const isWanted = process.env.TEST_STORES !== 'memory' && mayHaveMongod(process.env)

/** The mongod of this machine, found as the product finds it; undefined where there is none, or TEST_STORES=memory. */
export const mongodPath = isWanted ? await locateMongod() : undefined

let mongod: Promise<Mongod> | undefined
let databases = 0

const poll = 'serverMonitoringMode=poll&minHeartbeatFrequencyMS=10'

/** The stores that a suite can run on, each with a way to a place with nothing in it. */
export const stores = [
  { name: 'memory', missing: false, place: memoryPlace },
  { name: 'MongoDB', missing: mongodPath === undefined, place: mongoPlace }
] as const

/** One suite for each store, reported as skipped where there is no mongod. */
export function onEveryStore (title: string, suite: (place: () => Promise<Place>) => void): void {
  for (const { name, missing, place } of stores) describe.skipIf(missing)(`${title} on ${name}`, () => suite(place))
}

/**
 * A database that does not exist yet, on a mongod that all tests of a process share, and that ends with it; it is
 * waited for patiently.
 */
export async function freshDatabase (): Promise<`mongodb://${string}`> {
  mongod ??= import('../../src/store/mongod/mongod.ts').then(({ startMongod }) => startMongod(mongodPath ?? ''))
  return patiently(`${(await mongod).uri}/test-${++databases}`)
}

/**
 * A URL whose server may take as long to answer as a busy machine makes it; of itself two seconds are the most, and ten
 * for a heartbeat. After a failure it is looked for at once, not after half a second.
 */
export function patiently (uri: string): `mongodb://${string}` {
  return `mongodb://${uri.replace(/^mongodb:\/\//, '')}?serverSelectionTimeoutMS=60000&connectTimeoutMS=60000&${poll}`
}

async function memoryPlace (): Promise<Place> {
  const here = await openStores({ store: 'memory' })
  return async () => here
}

async function mongoPlace (): Promise<Place> {
  const store = await freshDatabase()
  return () => openStores({ store })
}
