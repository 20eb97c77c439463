import { once } from 'node:events'
import * as plain from 'node:http'
import * as secure from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { OpenConnections } from '../../src/http/open-connections.ts'
import { startMockServer } from '../../src/index.ts'
import { makeCertificate } from '../helpers/certificate.ts'

const certificate = await makeCertificate(['localhost'])

describe.each([
  ['HTTP', plain.createServer(), plain.get],
  ['HTTPS', secure.createServer(certificate), secure.get]
] as const)('the connections of a server of %s', (protocol, server, get) => {
  let connections: OpenConnections
  let port: number
  beforeAll(async () => {
    connections = new OpenConnections(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  test('are cut before anything is asked on them, and only then', async () => {
    const request = get({ host: 'localhost', port, ca: certificate.ca, agent: false })
    const [, response] = await once(server, 'request')
    const silent = connect(port, '127.0.0.1')
    await once(server, 'connection')
    connections.cutUnused(60_000)
    expect(silent.destroyed).toBe(false)
    connections.cutUnused(0)
    await once(silent, 'close')
    response.end()
    expect(await once(request, 'response')).toMatchObject([{ statusCode: 200 }])
  })

  // Of plain HTTP there is no such test, rather than one that is skipped: CI wants all to have run.
  if (protocol === 'HTTPS') {
    test('are cut after a handshake too', async () => {
      const silent = connectSecurely({ port, host: 'localhost', ca: certificate.ca })
      await once(server, 'secureConnection')
      connections.cutUnused(0)
      await once(silent, 'close')
    })
  }
})

describe('closing', () => {
  // The moment that requests under way are given never passes.
  beforeEach(() => { vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }) })
  afterEach(() => { vi.useRealTimers() })

  test.each([false, true])('does not wait for a connection that was opened in advance, https: %s', async (https) => {
    const mock = await startMockServer({ https })
    const silent = connect(Number(new URL(mock.url).port), '127.0.0.1').on('error', () => {})
    await once(silent, 'connect')
    const closed = once(silent, 'close')
    await fetch(mock.url).catch(() => {})
    vi.advanceTimersByTime(200)
    await mock.close()
    await closed
  })
})
