import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Victim, secretToken, statusesIn } from './victim.ts'

let victim: Victim
beforeAll(async () => { victim = await Victim.start() })
afterAll(() => victim?.mock.close())

const get = (target: string, ...lines: string[]): string =>
  `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`
const token = `QB-Token: ${secretToken}`

describe('on a socket', () => {
  test.for([1999, 2001, 10_000])('a token after %i headers is read', async (count) => {
    expect(
      statusesIn(
        await victim.send([get(
          '/session.json',
          ...Array.from({ length: count }, () => 'X: y'),
          token,
          'Connection: close'
        )])
      )
    ).toEqual([200])
  })

  test('more headers than fit are refused', async () => {
    expect(
      statusesIn(await victim.send([get('/session.json', ...Array.from({ length: 60_000 }, () => 'X: y'), token)]))
    ).toEqual([431])
  })

  test.for([
    'garbage\r\n\r\n',
    '\0\0\0',
    'GET / HTTP/9.9\r\n\r\n',
    'POST /session.json HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'
  ])('what was asked before %j is answered', async (garbage) => {
    const asked = get('/session.json', token)
    expect(statusesIn(await victim.send([asked + asked + asked + garbage]))).toEqual([200, 200, 200, 400])
    // Node closes behind the answer on a client that says no more, if that takes a moment, so the 400 may be missing.
    expect(statusesIn(await victim.send([asked + garbage, garbage], 'end'))[0]).toBe(200)
  })

  test.for([
    'http://localhost/@wire-1/session.json',
    'http://LOCALHOST:80/@wire-1/session.json?a=1',
    'http://127.0.0.1/session.json'
  ])('%s is asked of its workspace', async (target) => {
    expect(statusesIn(await victim.send([get(target, token, 'Connection: close')]))).toEqual([200])
    const workspace = target.includes('@') ? await victim.mock.workspace('wire-1') : victim.mock
    expect(workspace.requests()[0]).toMatchObject({ method: 'GET', url: expect.stringMatching(/^\/session\.json/) })
  })

  test.for([
    'application/json; charset',
    'a/b/c',
    'json',
    '=',
    'text/plain;;;',
    'application/x-www-form-urlencoded',
    '\x80'
  ])('/__admin reads a body of the type %j', async (type) => {
    const body = '{"method":"GET"}'
    const asked =
      `POST /__admin/requests/find HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ` +
        `${body.length}\r\nConnection: close\r\n\r\n${body}`
    expect(statusesIn(await victim.send([Buffer.from(asked, 'latin1')]))).toEqual([200])
  })

  test.for([
    ['http://evil.example/__admin/state', 403],
    ['http://evil.example/@wire-1/__admin/state', 403],
    ['http://localhost@evil.example/__admin/state', 403],
    ['http:///__admin/state', 403],
    ['http://localhost:1/__admin/state', 200],
    ['http://user@localhost/__admin/state', 200],
    ['https://[::1]/__admin/state', 200]
  ] as const)('/__admin is asked for by the name in %s, not by the Host header: %i', async ([target, status]) => {
    expect(statusesIn(await victim.send([get(target, 'Connection: close')]))).toEqual([status])
    expect(
      statusesIn(await victim.send([get(target, 'Connection: close').replace('Host: localhost', 'Host: evil.example')]))
    ).toEqual([status])
  })

  test('/__admin does not take a name for that of loopback because of its end', async () => {
    const asked = get('/__admin/state', 'Connection: close').replace('localhost', 'evil.example/.localhost')
    expect(statusesIn(await victim.send([asked]))).toEqual([403])
  })
})
