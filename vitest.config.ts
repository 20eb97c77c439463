import { defineConfig } from 'vitest/config'

// Tests of the built package, in *.built.test.ts, need it built once before; the others run from the sources.
const built = 'test/**/*.built.test.ts'

// What these need, a browser, Docker, the packed package or the vendor's SDK, not every machine has: they are run by name.
const demanding = ['browser', 'docker', 'package', 'sdk']

const timeouts = { testTimeout: 20_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'sources', include: ['test/**/*.test.ts'], exclude: [built, ...demanding.map((name) => `test/${name}/**`)], ...timeouts } },
      { test: { name: 'built', include: [built], globalSetup: 'test/helpers/build.ts', ...timeouts } },
      ...demanding.map((name) => ({
        test: { name, include: [`test/${name}/**/*.test.ts`], globalSetup: 'test/helpers/build.ts', testTimeout: 120_000, hookTimeout: 300_000 }
      }))
    ]
  }
})
