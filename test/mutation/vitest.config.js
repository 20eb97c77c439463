import { defineConfig } from 'vitest/config'
import { areas } from './areas.js'
import { warmThreads } from './warm-threads.ts'

const { MUTATION_AREA: area = 'deletion' } = process.env
const { tests, early = [], mongod = false } = areas[area]

export default defineConfig({
  plugins: [warmThreads],
  test: {
    include: tests.filter((path) => !path.startsWith('!')),
    exclude: tests.filter((path) => path.startsWith('!')).map((path) => path.slice(1)),
    env: { LOADED_EARLY: early.join(), ...(!mongod && { TEST_STORES: 'memory' }) },
    setupFiles: 'test/mutation/setup.js',
    isolate: false,
    // Long, since a machine can be busy: setup.js makes them shorter for a mutant.
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
