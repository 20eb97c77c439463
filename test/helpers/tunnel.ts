import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect } from 'node:tls'
import type { TLSSocket } from 'node:tls'

/** Asks a proxy for a tunnel: its status, and either the tunnel or what was said instead. */
export async function openTunnel (
  proxyUrl: string,
  target: string,
  headers: Record<string, string> = {}
): Promise<{ status: number | undefined, socket: Socket, said: Promise<string> }> {
  const asking = (proxyUrl.startsWith('https:') ? secureRequest : request)(proxyUrl, {
    method: 'CONNECT',
    path: target,
    headers,
    agent: false,
    rejectUnauthorized: false
  }).end()
  const [answer, socket, head] = await once(asking, 'connect') as [IncomingMessage, Socket, Buffer]
  socket.on('error', () => {})
  if (head.length > 0) socket.unshift(head)
  return {
    status: answer.statusCode,
    socket,
    get said () {
      return text(socket)
    }
  }
}

/** TLS through a tunnel, to a name that the authority must vouch for. */
export async function secure (socket: Socket, servername: string, ca: string | Buffer): Promise<TLSSocket> {
  const inner = connect({ socket, servername, ca })
  await once(inner, 'secureConnect')
  return inner
}

/** One request on a connection that is there already. */
export async function ask (
  socket: Socket,
  method: string,
  path: string,
  headers: Record<string, string>
): Promise<{ status: number | undefined, body: string }> {
  const asking = request({ createConnection: () => socket, method, path, headers }).end()
  const [answer] = await once(asking, 'response') as [IncomingMessage]
  return { status: answer.statusCode, body: await text(answer) }
}
