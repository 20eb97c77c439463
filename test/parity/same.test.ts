import { describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import { freshDatabase, stores } from '../helpers/stores.ts'
import { playAt } from './server.ts'

describe.each(stores)('our own server on $name', ({ name, missing }) => {
  test.skipIf(missing)('does all that the scenarios expect, and is as before when they are done', async () => {
    await using mock = await startMockServer(
      name === 'memory' ? {} : { store: await freshDatabase() }
    )
    const before = await mock.state()
    const results = await playAt(mock.url, scenarios)
    expect(results.filter(({ verdict, left }) => verdict !== 'same' || left.length > 0)).toEqual([])
    expect(results).toHaveLength(scenarios.length)
    expect(await mock.state()).toEqual(before)
  }, 300_000)
})
