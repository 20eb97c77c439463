import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { patience } from '../helpers/patience.ts'

/** Where Debian and its like have it. */
const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)

let browser: Browser

/** One browser for the tests of a file. */
export function useBrowser (): (options?: BrowserContextOptions) => Promise<OpenPage> {
  beforeAll(async () => {
    if (chromiumPath === undefined) throw new Error('These tests need Chromium: apt-get install chromium')
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'], timeout: patience })
  })
  afterAll(() => browser.close())
  return async (options) => new OpenPage(await (await browser.newContext(options)).newPage())
}

/** A page in a profile of its own, with what went wrong in it. */
export class OpenPage implements AsyncDisposable {
  readonly page: Page
  readonly complaints: string[] = []

  constructor (page: Page) {
    this.page = page
    page.setDefaultTimeout(patience)
    page.on('pageerror', (error) => this.complaints.push(error.message))
    // What the browser says of an answer of 400 and above is no complaint of the page.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text())
      }
    })
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.page.context().close()
  }
}
