import { canStartMongod, locateMongod, mayHaveMongod } from './mongod/find-mongod.ts'
import { memoryStores } from './memory/memory-stores.ts'
import { StoreError, reasonOf } from './stores.ts'
import type { Stores } from './stores.ts'
import type { Environment } from '../shared/environment.ts'

export { StoreError } from './stores.ts'
export type { Stores } from './stores.ts'

export interface StoreOptions {
  /**
   * `auto`, `memory`, `mongod`, or a `mongodb://` or `mongodb+srv://` URL.
   *
   * @default 'memory'
   */
  readonly store?: string
  /** The MongoDB that `auto` takes. */
  readonly mongodbUri?: string
  /**
   * Spares `auto` a closer look for a mongod where the environment has no MONGOMS_ variable; left out, it always looks.
   */
  readonly env?: Environment
  /** Hears of a download, in lines for people. */
  readonly onProgress?: (text: string) => void
}

/**
 * Opens the stores that are asked for. Only `auto` has a choice; what is asked for by name is had or refused.
 *
 * @throws StoreError when a store asked for by name can't be had; its message says what to do
 */
export async function openStores (
  { store = 'memory', mongodbUri, env, onProgress = () => {} }: StoreOptions = {}
): Promise<Stores> {
  if (store === 'memory') return memoryStores('memory, as asked for')
  if (store === 'auto') {
    return mongodbUri === undefined
      ? localStores(env)
      : mongodbStores(mongodbUri, 'named by MONGODB_URI')
  }
  if (store === 'mongod') return mongodStores(await locateMongod() ?? await download(onProgress))
  if (/^mongodb(\+srv)?:\/\//.test(store)) return mongodbStores(store, 'as asked for')
  throw new StoreError('There is no such store; take auto, memory, mongod or a mongodb:// URL')
}

/** Where something is installed that can start a mongod. */
const otherWays = ' or MONGOMS_SYSTEM_BINARY, or take --store mongod, which downloads one'

/** A mongod that is on this machine, or memory and why. */
async function localStores (env?: Environment): Promise<Stores> {
  try {
    const binary = env === undefined || mayHaveMongod(env) ? await locateMongod() : undefined
    if (binary !== undefined) return await mongodStores(binary)
    return memoryStores(
      'memory, since no mongod was found on this machine; for a real MongoDB set ' +
        `MONGODB_URI${canStartMongod() ? otherWays : ''}`
    )
  } catch (error) {
    return memoryStores(`memory, since no mongod could be started: ${reasonOf(error)}`)
  }
}

async function mongodbStores (uri: string, why: string): Promise<Stores> {
  const { openMongodb } = await import('./mongo/connection.ts')
  return openMongodb(uri, why)
}

async function mongodStores (binary: string): Promise<Stores> {
  const { openMongod } = await import('./mongo/connection.ts')
  return openMongod(binary)
}

async function download (onProgress: (text: string) => void): Promise<string> {
  const { downloadMongod } = await import('./mongod/download-mongod.ts')
  return downloadMongod(onProgress)
}
