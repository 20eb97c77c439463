// npx quickblox-delete-mock exec --fixtures team -- npx vitest run: all workers share one mock.
import { mockFixtures } from 'quickblox-delete-mock/vitest'
import { test as base, describe, expect } from 'vitest'

const test = base.extend(mockFixtures({ url: process.env['QUICKBLOX_MOCK_URL'] }))

const hers = '66389ee0a28f9a0cc7cb0fa1'
const max = 303

const remove = (url: string, token: string, query = ''): Promise<Response> =>
  fetch(`${url}/chat/Message/${hers}.json${query}`, { method: 'DELETE', headers: { 'QB-Token': token } })

describe.concurrent('a message of another process\'s mock', () => {
  test('is hidden from who deletes it', async ({ mock }) => {
    expect((await remove(mock.url, 'max-token')).status).toBe(200)
    const { messages } = await mock.admin<{ messages: Array<{ _id: string }> }>('GET', `state?as=${max}`)
    expect(messages.map(({ _id }) => _id)).not.toContain(hers)
  })

  test('is gone for everybody when its sender wants it', async ({ mock }) => {
    expect((await remove(mock.url, 'olivia-token', '?force=1')).status).toBe(200)
    expect((await remove(mock.url, 'max-token')).status).toBe(404)
  })

  test('stays when the server fails', async ({ mock }) => {
    await mock.admin('POST', 'faults', { status: 503 })
    expect((await remove(mock.url, 'max-token')).status).toBe(503)
    expect(await mock.admin('POST', 'requests/count', { status: 503 })).toEqual({ count: 1 })
    await expect(mock.admin('POST', 'faults', { status: 'x' })).rejects.toThrow('422')
  })
})
