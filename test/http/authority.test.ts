import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { certify, makeAuthority, mayCertify } from '../../src/http/authority.ts'

const year = 365 * 24 * 60 * 60 * 1000
const authority = makeAuthority(['api.quickblox.com', '192.168.1.7', 'fe80::7'])

/** What OpenSSL says of a server with this name, to a client that trusts the root. */
async function judge (name: string, signer = authority): Promise<string> {
  const server = createServer(certify(signer, [name]), (socket) => socket.end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = connect({ port, host: '127.0.0.1', ca: authority.root, checkServerIdentity: () => undefined })
  try {
    await once(socket, 'secureConnect')
    return 'trusted'
  } catch (error) {
    return (error as Error).message
  } finally {
    socket.destroy()
    server.close()
  }
}

describe('an authority', () => {
  const rows = [
    ['api.quickblox.com', true],
    ['below.api.quickblox.com', true],
    ['192.168.1.7', true],
    ['fe80::7', true],
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['quickblox.com', false],
    ['apixquickblox.com', false],
    ['bank.example', false],
    ['192.168.1.8', false],
    ['::2', false],
    ['::ffff:127.0.0.1', false]
  ] as const

  test.each(rows)('vouches for %s: %s, whatever its key signs', async (name, may) => {
    expect(mayCertify(authority, name)).toBe(may)
    expect(await judge(name)).toBe(may ? 'trusted' : 'permitted subtree violation')
  })

  test('is for servers alone, and for no authority below it', async () => {
    for (const pem of [authority.root, authority.issuer]) {
      const certificate = new X509Certificate(pem)
      expect(certificate.ca).toBe(true)
      expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    }
    const below = {
      ...authority,
      issuer: certify(authority, ['localhost']).cert.split(/(?<=END CERTIFICATE-----\n)/)[0]!
    }
    const forged = { ...below, key: makeAuthority([]).key }
    expect(await judge('localhost', forged)).toMatch(/unable to|invalid|signature/)
  })

  test('does not keep the key of its root', () => {
    const issuer = new X509Certificate(authority.issuer)
    const root = new X509Certificate(authority.root)
    expect(issuer.verify(root.publicKey)).toBe(true)
    expect(root.verify(root.publicKey)).toBe(true)
    expect(issuer.publicKey.equals(root.publicKey)).toBe(false)
    expect(Object.keys(authority)).toEqual(['root', 'issuer', 'key'])
  })

  test('has dates that every client takes, and ends with its issuer', () => {
    const now = Date.now()
    const days = ({ validFrom, validTo }: X509Certificate): number =>
      (Date.parse(validTo) - Date.parse(validFrom)) / (year / 365)
    expect(days(new X509Certificate(certify(authority, ['localhost']).cert))).toBeLessThan(825)
    const old = makeAuthority([], now - 9.5 * year)
    expect(new X509Certificate(certify(old, ['localhost'], now).cert).validTo).toBe(
      new X509Certificate(old.root).validTo
    )
    expect(Date.parse(new X509Certificate(makeAuthority([], Date.parse('2045-01-01')).root).validTo)).toBe(
      Date.parse('2045-01-01') + 10 * year
    )
  })

  test('makes no two certificates of the same number', () => {
    const numbers = [authority.root, authority.issuer, ...[1, 2, 3].map(() => certify(authority, ['localhost']).cert)]
      .map((pem) => new X509Certificate(pem).serialNumber)
    expect(new Set(numbers).size).toBe(5)
  })

  test('writes many names', () => {
    const names = Array.from({ length: 400 }, (_, n) => `host-${n}.example`)
    const many = makeAuthority(names)
    expect(names.every((name) => mayCertify(many, name))).toBe(true)
    const certificate = new X509Certificate(certify(many, names).cert)
    expect(names.every((name) => certificate.checkHost(name) === name)).toBe(true)
  })
})
