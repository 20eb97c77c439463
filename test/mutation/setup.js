import fc from 'fast-check'

// Whether a mutant is noticed may not depend on luck; and a few cases show what many would.
fc.configureGlobal({ seed: 1, numRuns: 25 })

// What is loaded when it is first asked for would be so within a test, and never again in a thread that is kept.
for (const path of process.env.LOADED_EARLY.split(',')) if (path !== '') await import(`../../${path}`)
