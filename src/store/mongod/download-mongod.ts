import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { StoreError, reasonOf } from '../stores.ts'

/**
 * Has mongodb-memory-server download a mongod, and resolves to its path.
 *
 * @throws StoreError when it can't be downloaded
 */
export async function downloadMongod (onProgress: (text: string) => void): Promise<string> {
  onProgress('Downloading a mongod, since there is none on this machine')
  try {
    const { MongoBinary } = await import('mongodb-memory-server-core')
    await divertProgress(onProgress)
    return await MongoBinary.getPath()
  } catch (error) {
    await removeHalf()
    throw new StoreError(
      `There is no mongod on this machine, and none could be downloaded: ${reasonOf(error)}. ` +
        'Set MONGOMS_SYSTEM_BINARY to the path of one, or MONGODB_URI to a MongoDB that runs (with --store auto), or ' +
        'start with --store memory'
    )
  }
}

/**
 * What is half unpacked would be taken for a mongod at the next start. A whole one has its checksum beside it, which is
 * written last.
 */
async function removeHalf (): Promise<void> {
  const { DryMongoBinary } = await import('mongodb-memory-server-core')
  const [isThere, path] = await DryMongoBinary.generateDownloadPath(await DryMongoBinary.generateOptions())
  if (isThere && !existsSync(`${path}.md5`)) await rm(path)
}

/** Of itself it writes to standard output, whose first line is for the URL that the server listens on. */
async function divertProgress (onProgress: (text: string) => void): Promise<void> {
  const { MongoBinaryDownload } = await import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js')
  MongoBinaryDownload.prototype.printDownloadProgress = function ({ length }, last = false) {
    const { dlProgress: progress, binaryOpts: { version } } = this
    progress.current += length
    if (!last && Date.now() - progress.lastPrintedAt < 1000) return
    progress.lastPrintedAt = Date.now()
    onProgress(`Downloading MongoDB ${version}: ${megabytes(progress.current)} of ${megabytes(progress.length)} MB`)
  }
}

function megabytes (bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
