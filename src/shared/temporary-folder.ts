import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of our own, which goes when it is removed, or else when the process ends, however it does. */
export interface TemporaryFolder {
  readonly path: string
  /** Harmless when called again. */
  remove(): Promise<void>
}

const removal = { recursive: true, force: true, maxRetries: 5 } as const

/**
 * With the name of a file in it that is not empty while another program uses the folder: then it goes no sooner than
 * that has ended, or after ten seconds.
 */
export async function makeTemporaryFolder (lock = ''): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'quickblox-delete-mock-'))
  const atExit = (): void => rmSync(path, removal)
  process.once('exit', atExit)
  const letGo = process.platform === 'win32' ? (): void => {} : outlive(path, lock)
  return {
    path,
    async remove () {
      await rm(path, removal)
      process.off('exit', atExit)
      letGo()
    }
  }
}

// The input ends when the process that holds its other end does, however it ended.
const script =
  'read _; n=10; while [ -f "$0/$1" ] && [ -s "$0/$1" ] && [ $((n -= 1)) -gt 0 ]; do sleep 1; done; rm -rf -- "$0"'

/**
 * Has a shell wait to remove it if this process no longer can; in a group of its own, so that no signal to ours reaches
 * it. Returns how to let it go.
 */
function outlive (path: string, lock: string): () => void {
  const shell = spawn('/bin/sh', ['-c', script, path, lock], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore']
  })
  // Where there is no shell, a folder is left behind by a process that is killed, and by no other.
  shell.on('error', () => {})
  shell.unref()
  return () => { shell.stdin.destroy() }
}

/** That nothing can be written where temporary folders are, why, and what to do about it. */
export function unwritable (what: string, reason: string, otherwise: string): string {
  return `${what} can't be written to ${tmpdir()} (${reason}); set TMPDIR to a folder that has room and can be ` +
    `written to, or ${otherwise}`
}
