import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { makeCertificate } from './certificate.ts'

/** An address of loopback that no `NO_PROXY` names, in the place of hosts elsewhere. */
const strangerHost = '127.0.0.2'

async function listen (server: Server): Promise<number> {
  server.listen(0, strangerHost)
  await once(server, 'listening')
  onTestFinished(() => { server.close() })
  return (server.address() as AddressInfo).port
}

/** A server that is not the mock, and says what it was asked; by https with a certificate that nobody vouches for. */
export async function startStranger (protocol: 'http' | 'https'): Promise<string> {
  const say: RequestListener = async (asked, answer) => {
    answer.setHeader('X-Two', ['a', 'b'])
    answer.end(`stranger: ${asked.method} ${asked.url} ${await text(asked)}`)
  }
  const server = protocol === 'http'
    ? createServer(say)
    : createSecureServer(await makeCertificate([strangerHost]), say)
  return `${protocol}://${strangerHost}:${await listen(server)}`
}

/**
 * A proxy that a command had before: it leads every host to a stranger, and remembers what it was asked with which
 * credentials.
 */
export async function startUpstream (stranger: string, seen: string[]): Promise<string> {
  const { hostname, port } = new URL(stranger)
  const remember = ({ method, url, headers }: IncomingMessage): void => {
    seen.push(`${method} ${url} ${headers['proxy-authorization'] ?? ''}`)
  }
  const server = createServer((asked, answer) => {
    remember(asked)
    answer.end('upstream')
  })
  server.on('connect', (asked: IncomingMessage, socket: Socket) => {
    remember(asked)
    if (asked.url?.startsWith('forbidden')) return socket.end('HTTP/1.1 407 No\r\nContent-Length: 4\r\n\r\nnope')
    const onward = connect(Number(port), hostname, () => socket.write('HTTP/1.1 200 OK\r\n\r\n'))
    for (const one of [socket, onward]) one.on('error', () => {})
    socket.pipe(onward).pipe(socket)
  })
  return `http://someone:secret@${strangerHost}:${await listen(server)}`
}
