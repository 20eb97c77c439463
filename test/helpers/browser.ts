import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { patience } from './patience.ts'

const run = promisify(execFile)

/**
 * Debian's Chromium, with a home of its own. It trusts the certificate of one more authority, as a user would have it,
 * and is not told to overlook anything.
 */
export async function openBrowser (caPath: string): Promise<{ browser: Browser, close: () => Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'browser-'))
  const database = join(home, '.pki', 'nssdb')
  await mkdir(database, { recursive: true })
  await run('certutil', ['-d', `sql:${database}`, '-N', '--empty-password'])
  await run('certutil', ['-d', `sql:${database}`, '-A', '-n', 'mock', '-t', 'C,,', '-i', caPath])
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    env: { ...process.env, HOME: home },
    timeout: patience
  })
  return {
    browser,
    close: async () => {
      await browser.close()
      await rm(home, { recursive: true, force: true, maxRetries: 5 })
    }
  }
}
