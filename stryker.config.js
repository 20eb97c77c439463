// `npm run mutation -- AREA` runs this: docs/architecture.md tells how.
import { areas } from './test/mutation/areas.js'

const { MUTATION_AREA: area = 'deletion' } = process.env
const folder = `reports/mutation/${area}`

export default {
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.js', related: false },
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/words.js'],
  ignorers: ['words'],
  mutate: areas[area].mutate,
  ignorePatterns: ['/dist', '/docker', '/reports'],
  coverageAnalysis: 'perTest',
  ignoreStatic: areas[area].ignoreStatic ?? false,
  concurrency: 2,
  // A busy machine is no endless loop.
  timeoutFactor: 4,
  timeoutMS: areas[area].mongod ? 20_000 : 10_000,
  incremental: true,
  incrementalFile: `${folder}/incremental.json`,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: `${folder}/report.html` },
  jsonReporter: { fileName: `${folder}/report.json` },
  thresholds: { high: 98, low: 95, break: 95 }
}
