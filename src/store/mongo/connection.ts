import { MongoClient, MongoServerError } from 'mongodb'
import { DatabaseTime } from './database-time.ts'
import { MongoStores } from './mongo-stores.ts'
import { longestName } from './names.ts'
import { isSilence } from './silence.ts'
import { StoreError, reasonOf } from '../stores.ts'
import type { Stores } from '../stores.ts'

/**
 * In milliseconds. A client that waits for its 503 has it after two seconds, and at the latest twelve after the server
 * began to hang; one that is merely slow is not given up for that.
 */
const usual = { serverSelectionTimeoutMS: 2000, connectTimeoutMS: 10_000, heartbeatFrequencyMS: 2000 }

/**
 * How much longer one that says nothing may take to answer at the start, in milliseconds: it may be busy. With the rest
 * it is less than the ten seconds after which test runners give up a hook, and tell nothing of why.
 */
const startPatience = 6000

/** Codes of a refused login: of MongoDB, and of Atlas. */
const refusedLogin: ReadonlySet<unknown> = new Set([18, 8000])

const defaultDatabase = 'quickblox_delete_mock'

/** The stores on a MongoDB that runs, and why on that one. */
export async function openMongodb (uri: string, why: string): Promise<Stores> {
  const database = databaseOf(uri)
  const { client, version, time } = await connect(uri)
  return new MongoStores(client, database, {
    time,
    kind: 'mongodb',
    description: `MongoDB ${version} at ${shown(uri)}, ${why}`
  })
}

/** The stores on a mongod of our own, which goes when they close. */
export async function openMongod (binary: string): Promise<Stores> {
  const { startMongod } = await import('../mongod/mongod.ts')
  const { uri, stop } = await startMongod(binary)
  try {
    const { client, version } = await connect(uri)
    const description = `mongod ${version}, found at ${binary}; its data goes when it stops`
    return new MongoStores(client, defaultDatabase, { kind: 'mongod', description, afterwards: stop })
  } catch (error) {
    await stop()
    throw error
  }
}

interface Connected {
  readonly client: MongoClient
  readonly version: string
  readonly time: DatabaseTime
}

/** @throws StoreError when the URL is no good or nothing answers there */
async function connect (uri: string): Promise<Connected> {
  const client = clientFor(uri)
  try {
    return await begin(client).catch(async (error: unknown) => {
      if (!isSilence(error)) throw error
      const patient = clientFor(uri, { ...usual, serverSelectionTimeoutMS: startPatience })
      await begin(patient)
      await patient.close()
      return await begin(clientFor(uri))
    })
  } catch (error) {
    throw new StoreError(`The MongoDB at ${shown(uri)} can't be used: ${reasonOf(error)}. ${adviceFor(error)}`)
  }
}

/** Connects a client, which is closed if it can't be. */
async function begin (client: MongoClient): Promise<Connected> {
  const time = new DatabaseTime(client)
  try {
    await client.connect()
    const { version } = await client.db('admin').command({ buildInfo: 1 })
    return { client, version, time }
  } catch (error) {
    await client.close()
    throw error
  }
}

function adviceFor (error: unknown): string {
  if (!(error instanceof MongoServerError) || !refusedLogin.has(error.code)) {
    return 'Check the URL and that it runs, or start with --store memory'
  }
  return 'Check user and password; a user that was made in another database than the one in the URL, as most are in ' +
    'admin, needs ?authSource=admin'
}

function clientFor (uri: string, timing: typeof usual = usual): MongoClient {
  try {
    const unsaid = Object.entries(timing).filter(([option]) => !new RegExp(`[?&]${option}=`, 'i').test(uri))
    return new MongoClient(uri, { appName: 'quickblox-delete-mock', ...Object.fromEntries(unsaid) })
  } catch (error) {
    throw new StoreError(
      `"${shown(uri)}" is not a MongoDB URL: ${reasonOf(error)}. It looks like ` +
        'mongodb://user:password@host:27017/database?authSource=admin'
    )
  }
}

function databaseOf (uri: string): string {
  const path = /^[^/]+:\/\/[^/]*\/([^?]+)/.exec(uri)?.[1]
  const name = path === undefined ? defaultDatabase : decodeURIComponent(path)
  if (Buffer.byteLength(name) <= longestName) return name
  throw new StoreError(
    `The database of a MongoDB URL has a name of at most ${longestName} bytes, and "${name}" has ` +
      `${Buffer.byteLength(name)}: shorten it`
  )
}

/** The URL as people may see it: no user, no password, no options. */
function shown (uri: string): string {
  return withoutCredentials(uri).replace(/\?.*/s, '')
}

/** To the last `@`, since a password that was not escaped may hold some. */
function withoutCredentials (text: string): string {
  const [start, end] = [text.indexOf('//'), text.lastIndexOf('@')]
  return start === -1 || end < start ? text : `${text.slice(0, start)}//***${text.slice(end)}`
}
