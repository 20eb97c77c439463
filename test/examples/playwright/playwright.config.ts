import { defineConfig } from '@playwright/test'

// CHROMIUM names a browser of the system; without it, Playwright's own: npx playwright install chromium
const { CHROMIUM: executablePath } = process.env

export default defineConfig({
  fullyParallel: true,
  outputDir: process.env['PLAYWRIGHT_OUTPUT'] ?? 'test-results',
  use: { launchOptions: { ...(executablePath !== undefined && { executablePath, args: ['--no-sandbox'] }) } }
})
