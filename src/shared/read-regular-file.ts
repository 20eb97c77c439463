import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { constants } from 'node:fs'

/**
 * The text of a regular file. A pipe or a device may never end, and what waits to read one can't be stopped.
 *
 * @throws Error for what is none
 */
export function readRegularFile (path: string): Promise<string> {
  return withRegularFile(path, (file) => file.readFile('utf8'))
}

/** What is made of a regular file, which is open that long. */
export async function withRegularFile<T> (path: string, read: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    if (!(await file.stat()).isFile()) throw new Error('it is not a regular file; write it to one first')
    return await read(file)
  } finally {
    await file.close()
  }
}
