import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkFixtures } from '../../src/fixtures/check-fixtures.ts'
import { parseJson } from '../../src/shared/parse-json.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import { openWire, as } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { d, m, world } from '../helpers/world.ts'
import { expectUntouchedPrototypes } from './prototypes.ts'

const names = ['__proto__', 'constructor', 'prototype'] as const

let wire: Wire
beforeEach(async () => { wire = await openWire(await openStores()) })
afterEach(async () => { await wire.close() })
afterEach(expectUntouchedPrototypes)

/** Bodies that a page of any site can send. */
function send (url: string, payload: string, contentType = 'text/plain', method: 'POST' | 'DELETE' = 'POST') {
  return wire.app.inject({ method, url, payload, headers: { ...as.user(1), 'content-type': contentType } })
}

describe('a name that leads to a prototype', () => {
  const ways = [
    (name: string) => `{"user":{},"user[${name}][adminToken]":"pwned"}`,
    (name: string) => `{"user":{"a":1},"user[${name}]":{"force":1}}`,
    (name: string) => `{"user":{},"user[a][${name}][prototype][force]":1}`,
    (name: string) => `{"${name}[adminToken]":"pwned"}`,
    (name: string) => `{"user":{"${name}":{}},"user[${name}][adminToken]":"pwned"}`,
    (name: string) => `user[login]=a&user[${name}][adminToken]=pwned`,
    (name: string) => `user%5B${name}%5D%5BadminToken%5D=pwned`,
    (name: string) => `${name}[force]=1`
  ]
  const cases = names.flatMap((name) =>
    ways.flatMap((way) =>
      ['/session.json', '/login.json', '/chat/Dialog.json', '/chat/Message.json'].map((url) =>
        [url, way(name)] as const
      )
    )
  )

  test.for(cases)('%s %s is refused', async ([url, payload]) => {
    const answer = await send(url, payload)
    expect([answer.statusCode, answer.json()]).toEqual([400, { errors: [expect.stringContaining('is refused')] }])
  })

  test.for([
    '__proto__[force]=1',
    'force[__proto__]=1',
    '__proto__=1',
    'constructor[prototype][force]=1',
    '{"__proto__":{"force":1}}'
  ])('%s forces no delete', async (payload) => {
    for (const contentType of ['application/x-www-form-urlencoded', 'text/plain']) {
      await send(`/chat/Message/${m(9)}.json?${encodeURI(payload)}`, payload, contentType, 'DELETE')
    }
    const { statusCode } = await wire.delete(`/chat/Message/${m(1)}.json`, as.user(3))
    expect(statusCode).toBe(200)
    expect((await wire.workspace.store.dump()).messages.find(({ _id }) => _id === m(1))?.deleted_for).toEqual([3])
  })

  test('opens no administration', async () => {
    await using control = await administer(await openStores(), { access: { adminToken: 'right' } })
    await control.app.inject({
      method: 'POST',
      url: '/session.json',
      payload: '{"user":{},"user[__proto__][adminToken]":"pwned"}',
      headers: { 'content-type': 'text/plain' }
    })
    expect((await control.app.inject({ url: '/__admin/state', headers: { authorization: 'Bearer pwned' } })).statusCode)
      .toBe(401)
  })

  test.for(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a plain name of a header, a query and a custom key',
    async (name) => {
      await wire.delete(`/chat/Message/${m(9)}.json?${name}=1&${name}=2`, {
        ...as.user(1),
        [name === '__proto__' ? 'x' : name]: '1'
      })
      const [received] = wire.workspace.journal.find()
      expect(received?.headers[name.toLowerCase()]).toBe(name === '__proto__' ? undefined : '1')
      const answer = await send(
        '/chat/Message.json',
        JSON.stringify({ chat_dialog_id: d(1), message: 'x', [name]: { [name]: 1 } })
      )
      expect([answer.statusCode, Object.entries(answer.json()).find(([key]) => key === name)]).toEqual([201, [name, {
        [name]: 1
      }]])
    }
  )

  test('stands for no value that could not be written as a text', async () => {
    await using control = await administer(await openStores())
    expect(await control.admin('POST', '/faults', { headers: { a: {}, b: [{}] } })).toEqual([422, {
      errors: ['fault: headers must be an object of strings']
    }])
  })

  test.for([
    ['/fixtures', '{"__proto__":{"users":[]}}'],
    ['/faults', '{"__proto__":{"status":500}}'],
    ['/faults', '{"match":{"__proto__":{"user":1}}}'],
    ['/requests/find', '{"__proto__":{"user":1}}'],
    ['/requests/count', '{"__proto__":{"atLeast":1}}']
  ] as const)('is a field that /__admin%s does not know: %s', async ([path, body]) => {
    await using control = await administer(await openStores())
    expect(await control.admin('POST', path, body)).toEqual([422, {
      errors: [expect.stringMatching(/__proto__.*(unknown|must be)|unknown.*__proto__/)]
    }])
  })
})

describe('what was read from JSON', () => {
  test('has no prototype, however deep', () => {
    const { a: [inner] } = parseJson('{"a":[{"b":1}]}') as { a: [object] }
    expect('constructor' in inner || 'toString' in inner || '__proto__' in inner).toBe(false)
  })

  test('is custom fields without one, too', async () => {
    const { messages: [message] } = await checkFixtures([{
      file: 'a',
      fixtures: { ...world, messages: [{ ...world.messages?.[0], constructor: 1 }] }
    }])
    expect(message?.custom).toEqual({ constructor: 1 })
    expect('toString' in (message?.custom ?? {})).toBe(false)
  })
})

describe('JSON that nests deeper than 32 levels', () => {
  const deep = (levels: number): string =>
    `{"chat_dialog_id":"${d(1)}","x":${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}}`

  test.for(['/session.json', '/login.json', '/chat/Dialog.json', '/chat/Message.json'])(
    'is refused by POST %s',
    async (url) => {
      for (const levels of [33, 100_000]) {
        const answer = await send(url, deep(levels))
        expect([answer.statusCode, answer.json()]).toEqual([400, {
          errors: [expect.stringContaining('nests deeper than 32 levels')]
        }])
      }
      expect((await send('/chat/Message.json', deep(32))).statusCode).toBe(201)
    }
  )

  test('is refused by a delete, which deletes nothing', async () => {
    expect((await send(`/chat/Message/${m(1)}.json`, deep(33), 'application/json', 'DELETE')).statusCode).toBe(400)
    expect((await wire.workspace.store.dump()).messages.find(({ _id }) => _id === m(1))?.deleted_for).toEqual([])
  })

  test.for(['/fixtures', '/faults', '/requests/find', '/requests/count'])('is refused by /__admin%s', async (path) => {
    await using control = await administer(await openStores())
    for (const levels of [35, 100_000]) {
      expect(await control.admin('POST', path, deep(levels))).toEqual([400, {
        errors: [expect.stringContaining('nests deeper than 34 levels')]
      }])
    }
  })

  test('comes back from an export that is loaded again', async () => {
    await send('/chat/Message.json', deep(32))
    const url = '/__admin/state'
    const { messages } = (await wire.app.inject({ url, headers: { host: 'localhost' } })).json()
    const added = messages.map((one: object, n: number) => ({ ...one, _id: m(500 + n) }))
    expect(
      (await wire.app.inject({
        method: 'POST',
        url: '/__admin/fixtures',
        headers: { host: 'localhost' },
        payload: JSON.stringify({ messages: added })
      })).statusCode
    ).toBe(200)
  })
})
