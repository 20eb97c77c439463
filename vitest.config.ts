import { defineConfig } from 'vitest/config'
import { patience } from './test/helpers/patience.ts'

// Tests of the built package, in *.built.test.ts, need it built once before; the others run from the sources.
const built = 'test/**/*.built.test.ts'

// Suites that are run as users run theirs, from outside.
const suites = 'test/examples/*/**'

// What these need, a browser, Docker, other languages, the packed package or the vendor's SDK, not every machine has:
// they are run by name.
const demanding = ['browser', 'docker', 'examples', 'languages', 'package', 'sdk']

// What replaces a module for its own tests alone can't share a process with other files.
const apart = ['test/http/localhost.test.ts']

// Long, since a machine can be busy: nothing waits for them but what hangs.
const poll = { timeout: patience }
const timeouts = { testTimeout: patience, hookTimeout: patience, expect: { poll } }

export default defineConfig({
  test: {
    // Of itself it leaves a processor alone, which on a machine of two takes twice the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          exclude: [built, ...apart, ...demanding.map((name) => `test/${name}/**`)],
          globalSetup: 'test/helpers/fetch-mongod.ts',
          setupFiles: 'test/helpers/seed.ts',
          isolate: false,
          ...timeouts
        }
      },
      { test: { name: 'apart', include: apart, ...timeouts } },
      { test: { name: 'built', include: [built], globalSetup: 'test/helpers/build.ts', ...timeouts } },
      ...demanding.map((name) => ({
        test: {
          name,
          include: [`test/${name}/**/*.test.ts`],
          exclude: [built, suites],
          globalSetup: 'test/helpers/build.ts',
          // They start containers, JVMs and browsers, compile, and fetch packages.
          testTimeout: 10 * patience,
          hookTimeout: 10 * patience,
          expect: { poll }
        }
      }))
    ]
  }
})
