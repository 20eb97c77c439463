import { spawn } from 'node:child_process'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeTemporaryFolder, unwritable } from '../../shared/temporary-folder.ts'
import type { TemporaryFolder } from '../../shared/temporary-folder.ts'
import { StoreError, reasonOf } from '../stores.ts'

/** With so many bytes free a disk is not why a mongod does not start; its journal alone takes 100 million, before there is any data. */
const enough = 500_000_000

/** A temporary folder for the data of a mongod; it goes even when this process is killed. */
export async function makeDataFolder (): Promise<TemporaryFolder> {
  try {
    const folder = await makeTemporaryFolder()
    return process.platform === 'win32' ? folder : outlived(folder)
  } catch (error) {
    throw new StoreError(unwritable('The data of a mongod', (error as NodeJS.ErrnoException).code ?? reasonOf(error), 'start with --store memory'))
  }
}

/** What to say besides of a mongod that does not start, whose exit code tells little: nothing, unless its disk is full or nearly so. */
export async function adviceOnRoom ({ path }: TemporaryFolder): Promise<string> {
  const { bavail, bsize } = await statfs(dirname(path))
  const free = bavail * bsize
  return free < enough ? `. Its data goes to ${dirname(path)}, where ${Math.floor(free / 1_000_000)} MB are free; set TMPDIR to a folder that has more room, or start with --store memory` : ''
}

// The input ends when the process that holds its other end does, however it ended. A mongod empties its lock when it has ended, which the killer
// process of mongodb-memory-server sees to within seconds.
const script = 'read _; n=10; while [ -s "$0/mongod.lock" ] && [ $((n -= 1)) -gt 0 ]; do sleep 1; done; rm -rf -- "$0"'

/** Has a shell wait to remove it if this process no longer can; in a group of its own, so that no signal to ours reaches it. */
function outlived ({ path, remove }: TemporaryFolder): TemporaryFolder {
  const shell = spawn('/bin/sh', ['-c', script, path], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.on('error', () => {})
  shell.unref()
  return {
    path,
    async remove () {
      await remove()
      shell.stdin.destroy()
    }
  }
}
