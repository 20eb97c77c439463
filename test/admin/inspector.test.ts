import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSwitches } from '../../src/options/switches.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

let control: Administered
beforeAll(async () => { control = await administer(await openStores({ store: 'memory' })) })
afterAll(() => control[Symbol.asyncDispose]())

test('the sessions of a workspace are told, with their tokens', async () => {
  const [status, body] = await control.admin('GET', '/sessions')
  expect(status).toBe(200)
  expect((body as { sessions: unknown[] }).sessions).toContainEqual(
    expect.objectContaining({ token: 'token-of-1', user_id: 1, application_id: 10 })
  )
})

test('the fidelity switches are told', async () => {
  expect(await control.admin('GET', '/settings')).toEqual([200, defaultSwitches])
})

test('every world that is shipped can be loaded as it is told', async () => {
  const [, body] = await control.admin('GET', '/worlds')
  const { worlds } = body as { worlds: Array<{ name: string, fixtures: { messages: unknown[] } }> }
  expect(worlds.map(({ name }) => name)).toEqual(['default', 'private', 'team', 'two-applications'])
  for (const { name, fixtures } of worlds) {
    expect((await control.admin('PUT', `/@shipped-${name}/fixtures`, fixtures))[0]).toBe(200)
    const [, state] = await control.admin('GET', `/@shipped-${name}/state`)
    expect((state as { messages: unknown[] }).messages).toHaveLength(fixtures.messages.length)
  }
})
