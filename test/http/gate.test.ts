import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { soon } from '../helpers/soon.ts'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { readAbsoluteForm, readTarget } from '../../src/http/target.ts'
import { ask, openTunnel, secure } from '../helpers/tunnel.ts'
import { as } from '../helpers/wire.ts'
import { ofSender, world } from '../helpers/world.ts'

const name = 'api.quickblox.com'
const path = `/chat/Message/${ofSender}.json`
const headers = { host: name, ...as.user(3) }
const deleted = {
  status: 200,
  body: JSON.stringify({ SuccessfullyDeleted: { ids: [ofSender] }, NotFound: { ids: [] } })
}

/** One request in absolute form, as a client without a tunnel asks its proxy. */
async function askProxy (proxyUrl: string, url: string): Promise<{ status: number | undefined, body: string }> {
  const asking = request(proxyUrl, { method: 'DELETE', path: url, headers, agent: false }).end()
  const [answer] = await once(asking, 'response')
  return { status: answer.statusCode, body: await text(answer) }
}

describe.each([false, true])('who takes the mock for a proxy (https: %s)', (https) => {
  let mock: MockServer
  let ca: Buffer
  beforeAll(async () => {
    mock = await startMockServer({ as: [name, 'mock'], https, fixtures: world })
    ca = readFileSync(mock.caPath!)
  })
  beforeEach(() => mock.reset())
  afterAll(() => mock?.close())

  const tunnel = (target: string) => openTunnel(mock.proxyUrl!, target)

  test('finds it on its own port', () => {
    expect(mock.proxyUrl).toBe(mock.url)
  })

  test.each([`${name}:443`, 'API.QuickBlox.com:443', `${name}.:443`, `${name}:8443`, 'mock:443'])(
    'meets it through a tunnel to %s',
    async (target) => {
      const { status, socket } = await tunnel(target)
      expect(status).toBe(200)
      const inside = await secure(socket, target.startsWith('mock') ? 'mock' : name, ca)
      expect(await ask(inside, 'DELETE', path, headers)).toEqual(deleted)
      expect(mock.requests()).toMatchObject([{ url: path, response: { status: 200 } }])
      inside.destroy()
    }
  )

  test('meets a workspace by its prefix', async () => {
    const { socket } = await tunnel(`${name}:443`)
    const inside = await secure(socket, name, ca)
    expect(await ask(inside, 'DELETE', `/@worker-1${path}`, headers)).toEqual(deleted)
    expect((await mock.workspace('worker-1')).requests()).toMatchObject([{ response: { status: 200 } }])
    expect(mock.requests()).toEqual([])
    inside.destroy()
  })

  test('needs no TLS in a tunnel', async () => {
    const { socket } = await tunnel(`${name}:80`)
    expect(await ask(socket, 'DELETE', path, headers)).toEqual(deleted)
    socket.destroy()
  })

  test.each(['reset', 'close'] as const)('feels a planned %s of the connection, inside TLS too', async (connection) => {
    await mock.fail({ when: 'after', connection })
    const { socket } = await tunnel(`${name}:443`)
    const inside = (await secure(socket, name, ca)).on('error', () => {})
    await expect(ask(inside, 'DELETE', path, headers)).rejects.toThrow(
      connection === 'reset' ? 'read ECONNRESET' : 'socket hang up'
    )
    expect(mock.requests()).toMatchObject([{ response: null, verdicts: [{ verdict: 'hide' }] }])
  })

  test('is cut off when it closes, however far it has come', async () => {
    const own = await startMockServer({ as: [name], https, fixtures: world })
    const open = () => openTunnel(own.proxyUrl!, `${name}:443`)
    const idle = await open()
    const greeted = await open()
    greeted.socket.write(Buffer.from([22, 3, 1, 0, 200]))
    const alive = await open()
    const inside = (await secure(alive.socket, name, readFileSync(own.caPath!))).on('error', () => {})
    const asking = request({
      createConnection: () => inside,
      method: 'DELETE',
      path,
      headers: { ...headers, connection: 'keep-alive' }
    }).end()
    await once(asking, 'response')
    const ends = [idle, greeted, alive].map(({ socket }) => once(socket.resume(), 'close'))
    const began = performance.now()
    await own.close()
    expect(performance.now() - began).toBeLessThan(soon)
    await Promise.all(ends)
  })

  test('is let through to nobody else', async () => {
    const knocks = vi.fn()
    const stranger = createServer((socket) => { knocks(); socket.destroy() }).listen(0, '127.0.0.1')
    await once(stranger, 'listening')
    const { port } = stranger.address() as AddressInfo
    const { port: own } = new URL(mock.url)
    const targets = [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `[::1]:${port}`,
      `[::ffff:127.0.0.1]:${port}`,
      `0:${port}`,
      `user@127.0.0.1:${port}`,
      `127.0.0.1:${own}`,
      `quickblox.com:${port}`,
      `x.${name}:443`,
      `${name}.evil.example:443`,
      `${name}@127.0.0.1:${port}`,
      name.replace('.', ''),
      '*',
      'x'.repeat(9000)
    ]
    for (const target of targets) {
      const refused = await tunnel(target)
      expect([target, refused.status]).toEqual([target, 403])
      expect(JSON.parse(await refused.said)).toEqual({
        errors: [
          expect.stringMatching(/^This mock leads nowhere else: it is api\.quickblox\.com, mock, and no proxy for /)
        ]
      })
    }
    expect(knocks).not.toHaveBeenCalled()
    expect(mock.requests()).toEqual([])
    stranger.close()
  })
})

describe('a request in absolute form', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ as: [name], fixtures: world }) })
  beforeEach(() => mock.reset())
  afterAll(() => mock?.close())

  test.each([`http://${name}`, `http://${name}:80`, 'HTTP://API.quickblox.com', `https://${name}`])(
    'to %s is answered',
    async (origin) => {
      expect(await askProxy(mock.url, `${origin}${path}?a=1`)).toEqual(deleted)
      expect(mock.requests()).toMatchObject([{ url: `${path}?a=1` }])
    }
  )

  test.each([
    [`http://${name}/__admin/state`, 'localhost', 403],
    [`http://${name}/__admin/state`, name, 403],
    ['http://localhost:PORT/__admin/state', name, 200],
    ['http://elsewhere.example/__admin/state', 'localhost', 403]
  ])('may administer it as the one whom the URL names: %s (Host: %s) %i', async (url, host, status) => {
    const asking = request(mock.url, {
      path: url.replace('PORT', new URL(mock.url).port),
      headers: { host },
      agent: false
    }).end()
    const [answer] = await once(asking, 'response')
    answer.resume()
    expect(answer.statusCode).toBe(status)
  })

  test('to the mock by its own address is answered, in every workspace', async () => {
    expect(await askProxy(mock.url, `${mock.url}/@worker-1${path}`)).toEqual(deleted)
    expect(await askProxy(mock.url, `http://${name}/@worker-1${path}`)).toMatchObject({ status: 404 })
  })

  test.each([
    'http://quickblox.com',
    `http://${name}.evil.example`,
    'http://127.0.0.1:1',
    `http://${name}@evil.example`,
    'http://localhost',
    'http://[::1]:80',
    'http://'
  ])('to %s is refused, and remembered nowhere', async (origin) => {
    expect(await askProxy(mock.url, `${origin}${path}`)).toEqual({
      status: 403,
      body: expect.stringContaining(
        '{"errors":["This mock leads nowhere else: it is api.quickblox.com, and no proxy for '
      )
    })
    expect(mock.requests()).toEqual([])
  })
})

test('without a name it is no proxy', async () => {
  await using mock = await startMockServer({ fixtures: world })
  expect(mock.proxyUrl).toBeUndefined()
  const socket = connect(Number(new URL(mock.url).port), '127.0.0.1')
  socket.write(`CONNECT ${name}:443 HTTP/1.1\r\nHost: ${name}\r\n\r\n`)
  expect(await text(socket)).not.toContain(' 200 ')
})

test.each([
  ['a.example:443', { host: 'a.example', port: 443 }],
  ['a.example', { host: 'a.example', port: 1 }],
  ['[::1]:80', { host: '::1', port: 80 }],
  ['u:p@a.example:80', { host: 'a.example', port: 80 }],
  ['', undefined],
  [':80', undefined],
  ['a.example:x', undefined],
  ['a b', { host: 'a b', port: 1 }],
  ['a/b', undefined]
])('whom %j names', (written, target) => {
  expect(readTarget(written, 1)).toEqual(target)
})

test.each([
  ['http://a.example', { target: { host: 'a.example', port: 80 }, authority: 'a.example', path: '/' }],
  ['http://a.example?x=1', { target: { host: 'a.example', port: 80 }, authority: 'a.example', path: '/?x=1' }],
  ['https://a.example/b?c#d', { target: { host: 'a.example', port: 443 }, authority: 'a.example', path: '/b?c' }],
  ['http:///b', { target: undefined, authority: '', path: '/b' }],
  ['ftp://a.example/', undefined],
  ['*', undefined]
])('what %j asks of whom', (url, asked) => {
  expect(readAbsoluteForm(url)).toEqual(asked)
})

test('whom to trust is told to everybody, by any name, and to nobody where there is no such certificate', async () => {
  await using mock = await startMockServer({ as: [name], fixtures: world, adminToken: 'secret' })
  const { socket } = await openTunnel(mock.proxyUrl!, `${name}:80`)
  expect(await ask(socket, 'GET', '/__admin/ca.pem', { host: name })).toEqual({
    status: 200,
    body: readFileSync(mock.caPath!, 'utf8')
  })
  socket.destroy()
  const answer = await fetch(`${mock.url}/__admin/ca.pem`)
  expect(answer.headers.get('content-type')).toBe('application/x-x509-ca-cert')
  await using plain = await startMockServer({ fixtures: world })
  expect((await fetch(`${plain.url}/__admin/ca.pem`)).status).toBe(404)
})
