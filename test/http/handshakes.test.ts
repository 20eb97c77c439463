import { once } from 'node:events'
import { createServer, get } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchHandshakes } from '../../src/http/handshakes.ts'
import { makeCertificate } from '../helpers/certificate.ts'
import type { MadeCertificate } from '../helpers/certificate.ts'

describe('the connections of a TLS server', () => {
  let certificate: MadeCertificate
  beforeAll(async () => { certificate = await makeCertificate(['localhost']) })

  const server = createServer()
  let cutHandshakes: () => void
  let port: number
  beforeAll(async () => {
    server.setSecureContext(certificate)
    cutHandshakes = watchHandshakes(server)
    await once(server.listen(0, '127.0.0.1'), 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => server.close())

  test('are cut before they have shaken hands, and only then', async () => {
    const request = get({ host: 'localhost', port, ca: certificate.ca, agent: false })
    const [, response] = await once(server, 'request')
    const silent = connect(port, '127.0.0.1')
    await once(server, 'connection')
    cutHandshakes()
    await once(silent, 'close')
    response.end()
    expect(await once(request, 'response')).toMatchObject([{ statusCode: 200 }])
  })
})
