import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { connect as connectPlain } from 'node:net'
import { hostname, networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { checkServerIdentity, connect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { HttpsError } from '../../src/http/https-error.ts'
import { serverNames } from '../../src/http/server-names.ts'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { as } from '../helpers/wire.ts'
import { ofSender, unknown, world } from '../helpers/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'https-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.unstubAllEnvs())

const agents: Agent[] = []
afterAll(() => agents.forEach((agent) => agent.destroy()))

/** A client that trusts the mock's authority and nothing else. */
function client (
  { url, caPath }: MockServer
): (path: string, headers?: Record<string, string>) => Promise<{ status: number | undefined, body: string }> {
  const agent = new Agent({ ca: readFileSync(caPath!), keepAlive: true })
  agents.push(agent)
  return async (path, headers = {}) => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${url}${path}`, { method: 'DELETE', headers, agent }, resolve).on('error', reject).end()
    })
    return { status: answer.statusCode, body: await text(answer) }
  }
}

describe('a mock with --https', () => {
  let mock: MockServer
  let ask: ReturnType<typeof client>
  let ca: Buffer
  beforeAll(async () => {
    mock = await startMockServer({ https: true, fixtures: world })
    ask = client(mock)
    ca = readFileSync(mock.caPath!)
  })
  afterAll(() => mock?.close())

  const port = (): number => Number(new URL(mock.url).port)
  const deleted = JSON.stringify({ SuccessfullyDeleted: { ids: [ofSender] }, NotFound: { ids: [] } })

  test('answers a client that trusts its authority, in every workspace', async () => {
    expect(mock.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    for (const prefix of ['', '/@worker-1']) {
      expect(await ask(`${prefix}/chat/Message/${ofSender}.json`, as.user(3))).toEqual({ status: 200, body: deleted })
    }
    expect(await ask(`/chat/Message/${unknown}`, as.user(3))).toMatchObject({ status: 404 })
  })

  test('is not trusted by anybody else', async () => {
    await expect(fetch(mock.url)).rejects.toThrow()
  })

  test.each(['localhost', '127.0.0.1', '::1', '10.0.2.2', hostname()])('vouches for %s', async (name) => {
    const socket = connect({
      port: port(),
      host: '127.0.0.1',
      ca,
      checkServerIdentity: (_host, certificate) => checkServerIdentity(name, certificate)
    })
    await once(socket, 'secureConnect')
    expect(socket.authorized).toBe(true)
    socket.destroy()
  })

  test('vouches for no other name', async () => {
    const socket = connect({
      port: port(),
      host: '127.0.0.1',
      ca,
      checkServerIdentity: (_host, certificate) => checkServerIdentity('api.quickblox.com', certificate)
    })
    await expect(once(socket, 'secureConnect')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  })

  test('a URL of 64 KiB fits, a longer one is told so', async () => {
    expect(await ask(`/chat/Message/${'x'.repeat(65_000)}`, as.user(3))).toMatchObject({ status: 404 })
    expect(await ask(`/chat/Message/${'x'.repeat(90_000)}`, as.user(3))).toEqual({
      status: 431,
      body: '{"errors":["The URL and headers of the request are too long"]}'
    })
  })

  test('what is not HTTP is told so', async () => {
    const socket = connect({ port: port(), host: '127.0.0.1', ca })
    socket.write('hello\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*\{"errors":\[/)
  })

  test('a planned reset reaches the client, and so does what was done before it', async () => {
    await mock.reset()
    await mock.fail({ match: { method: 'DELETE' }, when: 'after', connection: 'reset' })
    await expect(ask(`/chat/Message/${ofSender}`, as.user(2))).rejects.toMatchObject({
      code: 'ECONNRESET',
      syscall: 'read'
    })
    expect(await ask(`/chat/Message/${ofSender}`, as.user(2))).toMatchObject({ status: 404 })
  })

  test('what is not TLS is hung up on', async () => {
    const socket = connectPlain(port(), '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    expect(await text(socket)).not.toContain('errors')
    expect(await ask(`/chat/Message/${unknown}`, as.user(3))).toMatchObject({ status: 404 })
  })
})

test('it closes, whatever is connected, and leaves no certificate behind', async () => {
  vi.stubEnv('TMPDIR', folder)
  const mock = await startMockServer({ https: true, fixtures: world })
  expect(existsSync(mock.caPath!)).toBe(true)
  await client(mock)(`/chat/Message/${unknown}`, as.user(3))
  const silent = connectPlain(Number(new URL(mock.url).port), '127.0.0.1').on('error', () => {})
  await once(silent, 'connect')
  await mock.close()
  expect(readdirSync(folder)).toEqual([])
  await mock.close()
})

test('a start that fails leaves no certificate behind', async () => {
  vi.stubEnv('TMPDIR', folder)
  await using mock = await startMockServer({ fixtures: world })
  await expect(startMockServer({ https: true, fixtures: world, port: Number(new URL(mock.url).port) })).rejects
    .toMatchObject({ code: 'EADDRINUSE' })
  await expect(
    startMockServer({ https: true, fixtures: world, store: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100' })
  ).rejects.toThrow()
  expect(readdirSync(folder)).toEqual([])
  expect(mock.caPath).toBeUndefined()
})

test.each(['/nowhere/at/all', '/dev/null'])('a temporary folder that can not be written to: %s', async (bad) => {
  vi.stubEnv('TMPDIR', bad)
  const error = await startMockServer({ https: true, fixtures: world }).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(HttpsError)
  expect(error.message).toMatch(
    /^The certificate for HTTPS can't be written to .* \((ENOENT|ENOTDIR)\); set TMPDIR to a folder that has room and can be written to, or give a certificate of your own with --tls-cert and --tls-key$/
  )
})

test.each(['0.0.0.0', '::'])('on %s its certificate vouches for every address of the machine', async (host) => {
  await using mock = await startMockServer({ https: true, host, fixtures: world })
  const socket = connect({
    port: Number(new URL(mock.url).port),
    host: new URL(mock.url).hostname.replace(/[[\]]/g, ''),
    ca: readFileSync(mock.caPath ?? '')
  })
  await once(socket, 'secureConnect')
  const addresses = Object.values(networkInterfaces()).flatMap((some = []) => some.map(({ address }) => address))
  for (const address of addresses) expect(checkServerIdentity(address, socket.getPeerCertificate())).toBeUndefined()
  socket.destroy()
})

test.each([
  [undefined, 'Box.local', ['localhost', '127.0.0.1', '::1', '10.0.2.2', 'box.local']],
  ['0.0.0.0', 'box', ['localhost', '127.0.0.1', '::1', '10.0.2.2', 'box', '192.168.1.7', 'fe80::7']],
  ['::', 'box', ['localhost', '127.0.0.1', '::1', '10.0.2.2', 'box', '192.168.1.7', 'fe80::7']],
  ['192.168.1.7', 'box', ['localhost', '127.0.0.1', '::1', '10.0.2.2', 'box', '192.168.1.7']],
  ['::1', 'localhost', ['localhost', '127.0.0.1', '::1', '10.0.2.2']],
  ['fe80::1%eth0', 'Ünicode', ['localhost', '127.0.0.1', '::1', '10.0.2.2']]
])('the names of a server at %s on the machine %s', (host, machine, names) => {
  expect(serverNames(host, machine, ['127.0.0.1', '192.168.1.7', 'fe80::7'])).toEqual(names)
})
