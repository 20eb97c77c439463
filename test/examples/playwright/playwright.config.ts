import { defineConfig } from '@playwright/test'

// CHROMIUM names a browser of the system; without it, Playwright's own: npx playwright install chromium
const { CHROMIUM: executablePath } = process.env

export default defineConfig({
  fullyParallel: true,
  // Long, since a machine can be busy: nothing waits for them but what hangs.
  timeout: 600_000,
  expect: { timeout: 300_000 },
  outputDir: process.env['PLAYWRIGHT_OUTPUT'] ?? 'test-results',
  use: { launchOptions: { ...(executablePath !== undefined && { executablePath, args: ['--no-sandbox'] }) } }
})
