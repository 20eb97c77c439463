import { expect, test } from 'vitest'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { listening, playAt } from './server.ts'

onEveryStore('our own server', (place) => {
  test('does all that the scenarios expect, and is as before when they are done', async () => {
    await using mock = await listening({}, await (await place())())
    const { store } = mock.workspace
    const before = await store.dump()
    const results = await playAt(mock.url, scenarios)
    expect(results.filter(({ verdict, left }) => verdict !== 'same' || left.length > 0)).toEqual([])
    expect(results).toHaveLength(scenarios.length)
    const after = await store.dump()
    expect({ dialogs: after.dialogs, messages: after.messages }).toEqual({ dialogs: before.dialogs, messages: before.messages })
  }, 180_000)
})
