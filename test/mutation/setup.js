import fc from 'fast-check'
import { beforeAll, inject } from 'vitest'

// Whether a mutant is noticed may not depend on luck; and a few cases show what many would.
fc.configureGlobal({ seed: 1, numRuns: 25 })

// The tests that reach a mutant are named in one expression, which for some hundreds of them is more than V8 takes.
const { config } = globalThis.__vitest_worker__
if (config.testNamePattern instanceof RegExp) {
  const names = new Set(namesIn(config.testNamePattern.source))
  config.testNamePattern = { [Symbol.match]: (name) => names.has(name) ? [name] : null }
  // A mutant that answers nothing is noticed by that; what waits for no database is done much sooner.
  const patience = process.env.TEST_STORES === 'memory' ? 3000 : 10_000
  Object.assign(config, { testTimeout: patience, hookTimeout: patience })
}

// What opens and closes a MongoDB before and after all tests belongs to none of them; to Stryker it would else be what
// is evaluated as modules are loaded, for whose mutants all is loaded anew.
const stryker = globalThis[inject('globalNamespace')]
if (process.env.TEST_STORES !== 'memory' && stryker !== undefined && inject('mode') !== 'mutant') {
  let test
  let isLoaded = false
  Object.defineProperty(stryker, 'currentTestId', {
    configurable: true,
    get: () => test ?? (isLoaded ? 'none' : undefined),
    set: (id) => { test = id }
  })
  beforeAll(() => { isLoaded = true })
}

// What is loaded when it is first asked for would be so within a test, and never again in a thread that is kept.
for (const path of process.env.LOADED_EARLY.split(',')) if (path !== '') await import(`../../${path}`)

function namesIn (source) {
  const lines = { n: '\n', r: '\r' }
  const names = source.split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/)
  return names.map((name) => name.replace(/\\(.)/g, (_, one) => lines[one] ?? one))
}
