// npx vitest run: each worker has a mock, each test a world of its own in it.
import { mockFixtures } from 'quickblox-delete-mock/vitest'
import type { WorkerMock } from 'quickblox-delete-mock/vitest'
import { world } from 'quickblox-delete-mock'
import { test as base, describe, expect } from 'vitest'

const w = world()
const [alice, bob] = w.users('alice', 'bob')
const talk = w.privateDialog(alice, bob)
const hello = talk.message(alice, 'hello')

const test = base.extend<WorkerMock>(mockFixtures({ fixtures: w }))

const remove = (url: string, token: string, query = ''): Promise<Response> =>
  fetch(`${url}/chat/Message/${hello._id}.json${query}`, { method: 'DELETE', headers: { 'QB-Token': token } })

describe.concurrent('a message', () => {
  test('is hidden from who deletes it', async ({ mock }) => {
    expect((await remove(mock.url, bob.token)).status).toBe(200)
    expect((await mock.state({ as: bob.id })).messages).toEqual([])
    expect((await mock.state({ as: alice.id })).messages).toHaveLength(1)
  })

  test('is gone for everybody when its sender wants it', async ({ mock }) => {
    expect((await remove(mock.url, await mock.tokenOf(alice.id), '?force=1')).status).toBe(200)
    expect((await mock.state()).messages).toEqual([])
  })

  test('stays when the server fails', async ({ mock }) => {
    await mock.fail({ status: 503 })
    expect((await remove(mock.url, bob.token)).status).toBe(503)
    expect((await mock.state({ as: bob.id })).messages).toHaveLength(1)
    expect(mock.requests({ method: 'DELETE' })).toHaveLength(1)
  })
})

test('a test has a workspace of the worker\'s mock, and no other has it', async ({ mock, mockServer }) => {
  expect(mock.url).toBe(`${mockServer.url}/@${mock.name}`)
  expect((await mock.state()).messages).toHaveLength(1)
})
