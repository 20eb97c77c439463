import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { group, ofOwner, ofSender } from '../helpers/world.ts'

describe('odd clients', () => {
  let wire: Wire
  let port: number
  beforeAll(async () => {
    wire = await openWire(await openStores({ store: 'memory' }))
    await wire.app.listen({ host: '127.0.0.1', port: 0 })
    port = (wire.app.server.address() as AddressInfo).port
  })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  const deletes = async (path: string) => (await wire.delete(path, as.user(3))).json()
  const deleted = (ids: string[], missing: string[] = []) => ({
    SuccessfullyDeleted: { ids },
    NotFound: { ids: missing }
  })

  test.each([
    ['with .json', `/chat/Message/${ofSender}.json`, [ofSender], []],
    ['without .json', `/chat/Message/${ofSender}`, [ofSender], []],
    ['commas as %2C', `/chat/Message/${ofSender}%2C${ofOwner}.json`, [ofSender, ofOwner], []],
    ['commas as %2c', `/chat/Message/${ofSender}%2c${ofOwner}`, [ofSender, ofOwner], []],
    ['empty pieces', `/chat/Message/,${ofSender},,`, [ofSender], []],
    ['upper case', `/chat/Message/${ofSender.toUpperCase()},${ofSender}`, [ofSender], []],
    ['a broken percent-encoding', `/chat/Message/${ofSender}%2C%zz,%`, [ofSender], ['%', '%zz']],
    ['no UTF-8', `/chat/Message/${ofSender},%ff%2C%c3`, [ofSender], ['%c3', '%ff']],
    ['NUL', `/chat/Message/${ofSender},%00`, [ofSender], ['\u0000']],
    ['a slash inside an id', `/chat/Message/${ofSender},a%2Fb`, [ofSender], ['a/b']],
    ['words of prototypes', `/chat/Message/${ofSender},__proto__,constructor`, [ofSender], [
      '__proto__',
      'constructor'
    ]],
    ['an id that ends in .json twice', `/chat/Message/${ofSender},x.json.json`, [ofSender], ['x.json']]
  ])('ids: %s', async (_, path, ids, missing) => {
    expect(await deletes(path)).toEqual(deleted(ids, missing))
  })

  test.each([
    '/chat/Message/.json',
    '/chat/Message.json',
    '/chat/Message',
    '/chat/Message/',
    '/chat/Message/,,.json',
    '/chat/Dialog/.json',
    '/chat/Dialog.json',
    '/chat/Dialog',
    '/chat/Dialog/,'
  ])('no id: %s', async (path) => {
    const answer = await wire.delete(path, as.user(3))
    expect([answer.statusCode, answer.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
  })

  test.each(
    [
      ['DELETE', '/'],
      ['GET', '/chat'],
      ['DELETE', '/chat/message/x'],
      ['PATCH', `/chat/Message/${ofSender}`],
      ['DELETE', '/chat/Message/a/b'],
      ['DELETE', '/%zz'],
      ['DELETE', '//chat/Message/x'],
      ['GET', '/../../etc/passwd'],
      ['DELETE', '/chat/Messages/x']
    ] as const
  )('an unknown path: %s %s', async (method, url) => {
    const answer = await wire.app.inject({ method, url, headers: as.user(3), payload: '{"broken' })
    expect([answer.statusCode, answer.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
  })

  test('thousands of ids, 64 KiB of URL', async () => {
    const ids = Array.from({ length: 2600 }, (_, n) => `bbbbbbbb${String(n).padStart(16, '0')}`)
    const path = `/chat/Message/${[...ids, ofSender].join(',')}.json`
    expect(path.length).toBeGreaterThan(64 * 1024 - 1024)
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'DELETE', headers: as.user(3) })
    expect(await answer.json()).toEqual(deleted([ofSender], ids))
  })

  test('past the limit of a URL: 431', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/chat/Message/${'a,'.repeat(60_000)}`, {
      method: 'DELETE',
      headers: as.user(3)
    })
    expect([answer.status, Object.keys(await answer.json() as object)]).toEqual([431, ['errors']])
  })

  const raw = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    socket.end(bytes)
    return text(socket)
  }

  test.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['NUL in the path', `DELETE /chat/Message/\u0000${ofSender} HTTP/1.1\r\nHost: x\r\nQB-Token: token-of-3\r\n\r\n`],
    ['a broken header', 'DELETE /chat/Message/x HTTP/1.1\r\nHost: x\r\nA b c\r\n\r\n'],
    ['two lengths', 'DELETE /chat/Message/x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx'],
    [
      'chunks that are none',
      'DELETE /chat/Message/x HTTP/1.1\r\nHost: x\r\nQB-Token: token-of-3\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'
    ]
  ])('what is not a request: %s', async (_, bytes) => {
    const answer = await raw(bytes)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toContain('{"errors":[')
  })

  test('a body in chunks', async () => {
    const answer = await raw(
      `DELETE /chat/Message/${ofSender} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nQB-Token: ` +
        'token-of-2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nfor\r\n4\r\nce=1\r\n0\r\n\r\n'
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(await wire.workspace.store.view().findMessages([ofSender])).toEqual([undefined])
  })

  const forced = (length: number, ...headers: string[]): string =>
    [
      `DELETE /chat/Message/${ofSender} HTTP/1.1`,
      'Host: x',
      'Connection: close',
      'QB-Token: token-of-2',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${length}`,
      ...headers,
      '',
      ''
    ].join('\r\n')

  test.each(['Expect: nothing-known', 'Expect: 200-ok', 'Expect:'])(
    'an expectation that nobody knows is none: %s',
    async (header) => {
      const answer = await raw(`${forced(7, header)}force=1`)
      expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\n\{"SuccessfullyDeleted":/)
      expect(await wire.workspace.store.view().findMessages([ofSender])).toEqual([undefined])
    }
  )

  test('who waits to be told before sending a body is told', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(forced(7, 'Expect: 100-continue'))
    const [interim] = await once(socket, 'data')
    expect(String(interim)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    socket.end('force=1')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 /)
    expect(await wire.workspace.store.view().findMessages([ofSender])).toEqual([undefined])
  })

  test('whatever is asked, the answer is JSON or empty, and never a failure of the server', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('/chat/Message/', '/chat/Dialog/', '/@w/chat/Message/', '/'),
        fc.oneof(
          fc.webPath(),
          fc.string({ unit: 'binary' }).map(encodeURI),
          fc.stringMatching(/^[%,.a-z0-9]{0,40}$/),
          fc.constant(`${ofSender},${group}`)
        ),
        fc.webQueryParameters(),
        fc.string(),
        fc.constantFrom('', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x'),
        fc.constantFrom({}, as.user(1), as.user(3), as.application(10), as.behalf(10, 3)),
        async (start, rest, query, payload, type, who) => {
          const answer = await wire.delete(`${start}${rest.replaceAll('#', '')}?${query}`, {
            ...who,
            'content-type': type
          }, { payload })
          expect(answer.statusCode).toBeLessThan(500)
          if (answer.payload !== '') expect(answer.json()).toBeTypeOf('object')
        }
      ),
      { numRuns: 300 }
    ))

  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>(group, 1, 2, 3, '2,3', [2, 3], 'user2', 'password', {
      login: 'user2',
      password: 'password'
    })
  )
  const field = fc.oneof(
    fc.constantFrom(
      'chat_dialog_id',
      'type',
      'occupants_ids',
      'message',
      'attachments',
      'name',
      'login',
      'password',
      'user',
      'application_id',
      'nonce',
      'timestamp',
      'signature',
      'auth_key'
    ),
    fc.string()
  )
  const fields = fc.dictionary(field, value)

  test('whatever the calls around a delete are asked, the answer is JSON or empty, and never a failure of the ' +
    'server', () =>
    fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST', 'DELETE'),
        fc.constantFrom(
          '/session.json',
          '/login.json',
          '/chat/Dialog.json',
          '/chat/Message.json',
          `/chat/Message.json?chat_dialog_id=${group}`
        ),
        fc.oneof(
          fc.webQueryParameters(),
          fc.constantFrom('limit=-1', '_id[in]=', 'name[ctn]=%00', 'created_at[gt]=9e99', 'sort_asc=message')
        ),
        fc.oneof(
          fc.string(),
          fields.map((one) => JSON.stringify(one)),
          fields.map((one) =>
            new URLSearchParams(
              Object.entries(one).map((
                [name, text]
              ): [string, string] => [name, typeof text === 'string' ? text : JSON.stringify(text)])
            ).toString()
          )
        ),
        fc.constantFrom({}, as.user(1), as.application(10), as.behalf(10, 3), { 'qb-token': 'token-of-10' }),
        async (method, path, query, payload, who) => {
          const answer = await wire.app.inject({
            method,
            url: `${path}${path.includes('?') ? '&' : '?'}${query}`,
            headers: { ...who, 'content-type': 'application/x-www-form-urlencoded' },
            payload
          })
          expect(answer.statusCode).toBeLessThan(500)
          if (answer.payload !== '') expect(answer.json()).toBeTypeOf('object')
        }
      ),
      { numRuns: 500 }
    ))
})
