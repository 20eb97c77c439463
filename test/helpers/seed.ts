import fc from 'fast-check'

// FUZZ_SEED=N tries what the run with that seed tried, in every test of something random.
const { FUZZ_SEED: seed } = process.env
if (seed !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) })
