import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeTemporaryFolder, unwritable } from '../../shared/temporary-folder.ts'
import type { TemporaryFolder } from '../../shared/temporary-folder.ts'
import { StoreError, reasonOf } from '../stores.ts'

/**
 * With so many bytes free a disk is not why a mongod does not start; its journal alone takes 100 million, before there
 * is any data.
 */
const enough = 500_000_000

// A mongod empties its lock when it has ended, which the killer process of mongodb-memory-server sees to within
// seconds.
const lock = 'mongod.lock'

/** A temporary folder for the data of a mongod; it goes even when this process is killed. */
export async function makeDataFolder (): Promise<TemporaryFolder> {
  try {
    return await makeTemporaryFolder(lock)
  } catch (error) {
    throw new StoreError(
      unwritable(
        'The data of a mongod',
        (error as NodeJS.ErrnoException).code ?? reasonOf(error),
        'start with --store memory'
      )
    )
  }
}

/** How many blocks are free, and how large one is. */
type LookAtDisk = (folder: string) => Promise<{ readonly bavail: number, readonly bsize: number }>

/**
 * What to say besides of a mongod that does not start, whose exit code tells little: nothing, unless its disk is full
 * or nearly so.
 */
export async function adviceOnRoom ({ path }: TemporaryFolder, look: LookAtDisk = statfs): Promise<string> {
  const { bavail, bsize } = await look(dirname(path))
  const free = bavail * bsize
  return free < enough
    ? `. Its data goes to ${dirname(path)}, where ${Math.floor(free / 1_000_000)} MB are free; set TMPDIR to a ` +
      'folder that has more room, or start with --store memory'
    : ''
}
