import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { freePort } from '../helpers/ports.ts'
import { soon } from '../helpers/soon.ts'
import { startMockServer } from '../../src/index.ts'
import type { MockServer, MockServerOptions } from '../../src/index.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner, ofSender, world } from '../helpers/world.ts'

const addresses = ['127.0.0.1', '::1']

// Of which two a machine's localhost is, its settings say.
vi.mock(
  'node:dns/promises',
  async (original) => ({
    ...await original<object>(),
    lookup: async () => [...addresses, '127.0.0.1'].map((address) => ({ address }))
  })
)

const hasBoth = Object.values(networkInterfaces()).flat().some((one) => one?.address === '::1')

describe.skipIf(!hasBoth)('a mock on localhost, where that is two addresses', () => {
  const start = async (options: MockServerOptions = {}): Promise<MockServer> => {
    const mock = await startMockServer({ fixtures: world, host: 'localhost', ...options })
    onTestFinished(() => mock.close())
    return mock
  }
  const portOf = (mock: MockServer): number => Number(new URL(mock.url).port)
  const opened = async (mock: MockServer, host: string, words = ''): Promise<Socket> => {
    const socket = connect(portOf(mock), host).on('error', () => {})
    await once(socket, 'connect')
    socket.write(words)
    return socket
  }
  const half = (id: string): string =>
    `DELETE /chat/Message/${id} HTTP/1.1\r\nHost: x\r\nQB-Token: token-of-1\r\nContent-Length: 7\r\n\r\nfor`

  test.each([['0.0.0.0', '127.0.0.1'], ['::', '[::1]'], ['::1', '[::1]']])(
    'or on %s, has a URL that can be asked',
    async (host, hostname) => {
      const mock = await start({ host })
      expect(new URL(mock.url).hostname).toBe(hostname)
      expect((await fetch(`${mock.url}/livez`)).status).toBe(200)
    }
  )

  test.each([false, true])('answers on both (https: %s)', async (https) => {
    const mock = await start({ https })
    expect(new URL(mock.url).hostname).toBe('127.0.0.1')
    const ids = [ofSender, ofOwner]
    for (const [n, host] of addresses.entries()) {
      const asking = (https ? secureRequest : request)({
        host,
        port: portOf(mock),
        path: `/chat/Message/${ids[n]}`,
        method: 'DELETE',
        headers: { ...as.user(3), expect: 'nothing-known' },
        agent: false,
        rejectUnauthorized: false
      }).end()
      const [answer] = await once(asking, 'response')
      expect([answer.statusCode, JSON.parse(await text(answer))]).toMatchObject([200, {
        SuccessfullyDeleted: { ids: [ids[n]] }
      }])
    }
    expect(mock.requests().length).toBe(2)
  })

  test.each([false, true])(
    'closes in two seconds, and cuts off on both who is idle, hangs or says no more (https: %s)',
    async (https) => {
      const mock = await start({ https })
      const agent = new Agent({ keepAlive: true })
      const ends: Array<Promise<unknown>> = []
      for (const host of addresses) {
        for (const words of ['', 'DELETE /chat/Mess', half(ofSender)]) {
          ends.push(once(await opened(mock, host, words), 'close'))
        }
        if (https) continue
        const idle = request({ host, port: portOf(mock), agent }).end()
        ends.push(once(idle, 'close'))
        const [answer] = await once(idle, 'response')
        ends.push(once(answer.socket, 'close'))
        await text(answer)
        await mock.fail({ connection: 'hang' })
        ends.push(
          once(
            request({
              host,
              port: portOf(mock),
              path: '/chat/Message/1',
              method: 'DELETE',
              headers: as.user(1),
              agent: false
            }).end(),
            'error'
          )
        )
        await vi.waitUntil(() => mock.requests({ path: '/chat/Message/1' }).length === 1 + addresses.indexOf(host), {
          timeout: 60_000
        })
      }
      const began = performance.now()
      await mock.close()
      expect(performance.now() - began).toBeLessThan(soon)
      await Promise.all(ends)
      for (const host of addresses) await expect(opened(mock, host)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
      agent.destroy()
    }
  )

  test('still answers on both what is under way when it closes', async () => {
    const mock = await start()
    const sockets = [await opened(mock, '127.0.0.1', half(ofSender)), await opened(mock, '::1', half(ofOwner))]
    await vi.waitUntil(async () => (await fetch(`${mock.url}/livez`)).ok, { timeout: 60_000 })
    const closing = mock.close()
    for (const socket of sockets) socket.write('ce=1')
    const answers = await Promise.all(sockets.map((socket) => text(socket)))
    await closing
    expect(answers.map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200'])
  })

  test('makes do with one where the other is taken', async () => {
    const port = await freePort()
    const other = createServer().listen(port, '::1')
    await once(other, 'listening')
    onTestFinished(() => { other.close() })
    const mock = await start({ port })
    expect(mock.url).toBe(`http://127.0.0.1:${port}`)
    expect((await fetch(`${mock.url}/livez`)).status).toBe(200)
  })
})
