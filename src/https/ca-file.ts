import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpsError, reasonOf } from './https-error.ts'

/** The certificate of an authority where clients can read it: in a temporary folder of its own. */
export interface CaFile {
  readonly path: string
  /** Removes it with its folder; harmless when called again. */
  remove(): Promise<void>
}

/** @throws HttpsError when there is no room or no permission for it; nothing of it is left then */
export async function writeCaFile (pem: string): Promise<CaFile> {
  let folder: string | undefined
  try {
    folder = await mkdtemp(join(tmpdir(), 'quickblox-delete-mock-'))
    const path = join(folder, 'ca.pem')
    await writeFile(path, pem)
    return { path, remove: remover(folder) }
  } catch (error) {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    throw new HttpsError(`The certificate for HTTPS can't be written to ${tmpdir()} (${reasonOf(error)}); set TMPDIR to a folder that has room and can be written to, or give a certificate of your own`)
  }
}

/** Removes a folder when asked to, or else when the process exits. */
function remover (folder: string): () => Promise<void> {
  const atExit = (): void => rmSync(folder, { recursive: true, force: true })
  process.once('exit', atExit)
  return async () => {
    process.removeListener('exit', atExit)
    await rm(folder, { recursive: true, force: true })
  }
}
