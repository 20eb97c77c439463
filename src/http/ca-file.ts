import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeTemporaryFolder, unwritable } from '../shared/temporary-folder.ts'
import type { TemporaryFolder } from '../shared/temporary-folder.ts'
import { HttpsError, codeOf } from './https-error.ts'

/** The certificate of an authority where clients can read it: in a temporary folder of its own. */
export interface CaFile {
  readonly path: string
  /** Removes it with its folder; harmless when called again. */
  remove(): Promise<void>
}

/** @throws HttpsError when there is no room or no permission for it; nothing of it is left then */
export async function writeCaFile (pem: string): Promise<CaFile> {
  let folder: TemporaryFolder | undefined
  try {
    folder = await makeTemporaryFolder()
    const path = join(folder.path, 'ca.pem')
    await writeFile(path, pem)
    return { path, remove: folder.remove }
  } catch (error) {
    await folder?.remove()
    throw new HttpsError(
      unwritable(
        'The certificate for HTTPS',
        codeOf(error),
        'give a certificate of your own with --tls-cert and --tls-key'
      )
    )
  }
}
