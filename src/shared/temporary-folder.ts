import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of our own, which goes when it is removed, or else when the process exits. */
export interface TemporaryFolder {
  readonly path: string
  /** Harmless when called again. */
  remove(): Promise<void>
}

const removal = { recursive: true, force: true, maxRetries: 5 } as const

export async function makeTemporaryFolder (): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'quickblox-delete-mock-'))
  const atExit = (): void => rmSync(path, removal)
  process.once('exit', atExit)
  return {
    path,
    async remove () {
      await rm(path, removal)
      process.off('exit', atExit)
    }
  }
}

/** That nothing can be written where temporary folders are, why, and what to do about it. */
export function unwritable (what: string, reason: string, otherwise: string): string {
  return `${what} can't be written to ${tmpdir()} (${reason}); set TMPDIR to a folder that has room and can be written to, or ${otherwise}`
}
