import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { group, ofOwner, ofSender, unknown } from '../helpers/world.ts'

describe('the headers of every answer', () => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await openStores({ store: 'memory' })) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  test.each([
    ['200 with a body', `/chat/Message/${ofSender}`, as.user(3), 200],
    ['200 without one', `/chat/Dialog/${group}`, as.user(3), 200],
    ['401', `/chat/Message/${ofSender}`, {}, 401],
    ['403', `/chat/Message/${ofOwner}`, as.user(9), 403],
    ['404', `/chat/Message/${unknown}`, as.user(3), 404],
    ['404 of an unknown path', '/nothing', {}, 404],
    ['422', `/chat/Message/${ofSender}?force=2`, as.user(3), 422],
    ['400 of a wrong workspace', '/@No%20Name/chat/Message/x', as.user(3), 400]
  ])('H1, H2, H3, H4, H7, H10: %s', async (_, path, who, status) => {
    const { statusCode, headers, payload } = await wire.delete(path, who)
    expect(statusCode).toBe(status)
    expect(headers).toMatchObject({
      'quickblox-rest-api-version': '0.1.1',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      'access-control-allow-origin': '*'
    })
    expect(headers['content-type']).toBe(payload === '' ? undefined : 'application/json; charset=utf-8')
    expect(headers['access-control-expose-headers']).toContain('QB-Token-ExpirationDate')
  })

  test('H3: each request has an id of its own', async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, async () => (await wire.delete('/x')).headers['x-request-id'])
    )
    expect(new Set(ids).size).toBe(10)
  })

  test('H4, H5, H6: a preflight from any origin is allowed what clients send', async () => {
    const { statusCode, headers } = await wire.app.inject({
      method: 'OPTIONS',
      url: `/chat/Message/${ofSender}.json`,
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'DELETE',
        'access-control-request-headers': 'qb-token,content-type'
      }
    })
    expect(statusCode).toBeLessThan(300)
    expect(headers['access-control-allow-origin']).toBe('*')
    expect(headers['access-control-allow-methods']).toContain('DELETE')
    for (
      const name of [
        'QB-Token',
        'Authorization',
        'On-Behalf-Of',
        'Content-Type',
        'QB-SDK',
        'QB-OS',
        'QuickBlox-REST-API-Version'
      ]
    ) {
      expect(headers['access-control-allow-headers']).toContain(name)
    }
  })
})
