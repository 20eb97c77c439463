import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { DryMongoBinary } from 'mongodb-memory-server-core'
import { packageRoot } from '../../package-root.ts'
import { StoreError, reasonOf } from '../stores.ts'
import type { Environment } from '../../shared/environment.ts'

/** The part of mongodb-memory-server that looks. */
interface Finder {
  readonly DryMongoBinary: typeof DryMongoBinary
}

/**
 * Whether it is worth asking mongodb-memory-server for a mongod, whose import takes longer than all the rest of a
 * start. It says yes wherever that might find one: a setting of its own, or one of the folders that it looks in.
 */
export function mayHaveMongod (environment: Environment, directory = process.cwd(), home = homedir()): boolean {
  if (Object.keys(environment).some((name) => name.startsWith('MONGOMS_'))) return true
  if (existsSync(join(home, '.cache/mongodb-binaries'))) return true
  if (environment.CACHE_DIR !== undefined && existsSync(join(environment.CACHE_DIR, 'mongodb-memory-server'))) {
    return true
  }
  return [directory, environment.INIT_CWD ?? directory].some((start) => withParents(start).some(pointsToMongod))
}

/** Whether what starts a mongod is installed: it is optional, and left out of the image. */
export function canStartMongod (from = packageRoot): boolean {
  try {
    createRequire(from).resolve('mongodb-memory-server-core')
    return true
  } catch {
    return false
  }
}

/**
 * The mongod that mongodb-memory-server would start, if it is on the machine already; it asks no network, and nothing
 * is changed.
 *
 * @throws StoreError when MONGOMS_SYSTEM_BINARY names none, or mongodb-memory-server can't look: it was left out of the
 * installation, or can't read its settings
 */
export async function locateMongod (load = loadFinder): Promise<string | undefined> {
  const { wanted, found } = await look(load)
  if (wanted !== '' && wanted !== found) {
    throw new StoreError(
      `MONGOMS_SYSTEM_BINARY is ${wanted}, and no program is there; set it to the path of a mongod, or unset it`
    )
  }
  return found
}

/** Not by `locateBinary`, which deletes what it takes for broken, such as the downloads of its own earlier versions. */
async function look (load: typeof loadFinder): Promise<{ wanted: string, found: string | undefined }> {
  try {
    const { DryMongoBinary } = await load()
    const options = await DryMongoBinary.generateOptions()
    const [found, path] = await DryMongoBinary.generateDownloadPath(options)
    return { wanted: options.systemBinary, found: found ? path : undefined }
  } catch (error) {
    throw new StoreError(
      isMissing(error)
        ? 'mongodb-memory-server-core, which finds and starts a mongod, is not installed: npm install it, or take ' +
          'the URL of a MongoDB, or memory'
        : `mongodb-memory-server can't look for a mongod: ${reasonOf(error)}`
    )
  }
}

function loadFinder (): Promise<Finder> {
  return import('mongodb-memory-server-core')
}

function isMissing (error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return /MODULE_NOT_FOUND$/.test(String(code))
}

function pointsToMongod (directory: string): boolean {
  if (
    existsSync(join(directory, 'node_modules/.cache/mongodb-memory-server')) ||
    existsSync(join(directory, 'mongodb-binaries'))
  ) return true
  try {
    return readFileSync(join(directory, 'package.json')).includes('mongodbMemoryServer')
  } catch {
    return false
  }
}

function withParents (directory: string): string[] {
  const parent = dirname(directory)
  return parent === directory ? [directory] : [directory, ...withParents(parent)]
}
