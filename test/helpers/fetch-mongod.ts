import { downloadMongod } from '../../src/store/mongod/download-mongod.ts'
import { canStartMongod, locateMongod, mayHaveMongod } from '../../src/store/mongod/find-mongod.ts'

/** How long the server that has the downloads may take to answer, in milliseconds. */
const patience = 3000

/**
 * Has a mongod for the tests that need one: that of this machine, or one that is downloaded once. Where none can be
 * had, it says so in one line when the tests are over, and those are skipped.
 */
export async function setup (): Promise<() => void> {
  const missing = await whyMissing()
  return () => {
    if (missing !== undefined) {
      process.stderr.write(
        `Skipped: the tests against MongoDB, since ${missing}; set MONGOMS_SYSTEM_BINARY to the path of a mongod to ` +
          'run them\n'
      )
    }
  }
}

async function whyMissing (): Promise<string | undefined> {
  if (!canStartMongod()) return 'mongodb-memory-server-core is not installed'
  if (mayHaveMongod(process.env) && await locateMongod() !== undefined) return undefined
  if (!await isDownloadable()) {
    return 'there is no mongod on this machine, and where it would be downloaded from does not answer'
  }
  return downloadMongod((text) => process.stderr.write(`${text}\n`)).then(
    () => undefined,
    (error: Error) => error.message
  )
}

async function isDownloadable (): Promise<boolean> {
  const { DryMongoBinary } = await import('mongodb-memory-server-core')
  const { MongoBinaryDownloadUrl } = await import('mongodb-memory-server-core/lib/util/MongoBinaryDownloadUrl.js')
  const { platform, arch, version, os } = await DryMongoBinary.generateOptions()
  try {
    const url = await new MongoBinaryDownloadUrl({ platform, arch, version, ...(os !== undefined && { os }) })
      .getDownloadUrl()
    return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) })).ok
  } catch {
    return false
  }
}
