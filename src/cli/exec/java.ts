import { createHash } from 'node:crypto'
import { isIP } from 'node:net'

/** Java's own; it keeps no secret, because nothing in a store of trusted certificates is one. */
const password = 'changeit'

const certificates = /-----BEGIN (?:X509 )?CERTIFICATE-----([^-]+)-----END/g

/** A trust store in the format JKS, which every Java reads, with the certificates of a PEM file. */
export function javaTrustStore (pem: string): Buffer {
  const ders = [...pem.matchAll(certificates)].map(([, base64 = '']) => Buffer.from(base64, 'base64'))
  const head = Buffer.concat([uint32(0xfeedfeed), uint32(2), uint32(ders.length)])
  const content = Buffer.concat([head, ...ders.map(trustedEntry)])
  // What the digest of every such store begins with, after the password.
  const salt = Buffer.concat([Buffer.from(password, 'utf16le').swap16(), Buffer.from('Mighty Aphrodite')])
  return Buffer.concat([content, createHash('sha1').update(salt).update(content).digest()])
}

/** Options for `JAVA_TOOL_OPTIONS`: a proxy, the hosts that need none, and whom to trust. */
export function javaOptions (proxy: URL, exceptions: readonly string[], trustStore: string): string {
  const properties = {
    'http.proxyHost': proxy.hostname,
    'http.proxyPort': proxy.port,
    'https.proxyHost': proxy.hostname,
    'https.proxyPort': proxy.port,
    'http.nonProxyHosts': exceptions.flatMap(patterns).join('|'),
    'javax.net.ssl.trustStore': trustStore,
    'javax.net.ssl.trustStoreType': 'jks',
    'javax.net.ssl.trustStorePassword': password
  }
  return Object.entries(properties).map(([name, value]) => quoted(`-D${name}=${value}`)).join(' ')
}

/** Networks have no pattern in Java: the proxy knows what needs none. */
function patterns (entry: string): string[] {
  if (entry === '*') return ['*']
  if (entry.includes('/')) return []
  if (isIP(entry) !== 0) return [entry.includes(':') ? `[${entry}]` : entry]
  const name = entry.replace(/^\*?\./, '').replace(/:\d+$/, '')
  return [name, `*.${name}`]
}

function quoted (option: string): string {
  return /[\s']/.test(option) ? `"${option}"` : option
}

function trustedEntry (der: Buffer, index: number): Buffer {
  const date = Buffer.alloc(8)
  return Buffer.concat([uint32(2), text(`authority-${index}`), date, text('X.509'), uint32(der.length), der])
}

function text (words: string): Buffer {
  const size = Buffer.alloc(2)
  size.writeUInt16BE(words.length)
  return Buffer.concat([size, Buffer.from(words)])
}

function uint32 (number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes
}
