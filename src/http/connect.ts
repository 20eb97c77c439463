import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect, isIPv6 } from 'node:net'
import type { Socket } from 'node:net'
import type { Target } from './target.ts'

/** A proxy on the way to where somebody wants to go. */
export interface Hop {
  readonly url: URL
  /** Whom to trust there, in PEM, if not those whom everybody trusts. */
  readonly ca?: string
}

/** A proxy that does not open the tunnel that it was asked for; what it said is told to who asked. */
export class TunnelRefused extends Error {
  override readonly name = 'TunnelRefused'
  readonly answer: IncomingMessage
  readonly socket: Socket

  constructor (answer: IncomingMessage, socket: Socket) {
    super(`The proxy answered ${answer.statusCode}`)
    this.answer = answer
    this.socket = socket
  }
}

/** Opens a connection straight to a host, or through a proxy by a tunnel. */
export async function connectTo (target: Target, hop?: Hop): Promise<Socket> {
  if (hop !== undefined) return openTunnel(target, hop)
  const socket = connect({ ...target, allowHalfOpen: true, noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** Where to connect to for a proxy, and what to say there. */
export function hopOptions (
  { url, ca }: Hop
): { secure: boolean, host: string, port: number, ca?: string, headers: Record<string, string> } {
  const secure = url.protocol === 'https:'
  const credentials = url.username === ''
    ? undefined
    : Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)
  return {
    secure,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
    ...(ca !== undefined && { ca }),
    headers: credentials === undefined ? {} : { 'Proxy-Authorization': `Basic ${credentials.toString('base64')}` }
  }
}

async function openTunnel (target: Target, hop: Hop): Promise<Socket> {
  const { secure, headers, ...options } = hopOptions(hop)
  const path = `${isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`
  const asking = (secure ? secureRequest : request)({
    ...options,
    method: 'CONNECT',
    path,
    headers: { Host: path, ...headers },
    agent: false
  }).end()
  const [answer, socket, head] = await once(asking, 'connect') as [IncomingMessage, Socket, Buffer]
  if (head.length > 0) socket.unshift(head)
  const { statusCode = 0 } = answer
  if (statusCode < 200 || statusCode > 299) throw new TunnelRefused(answer, socket)
  return socket
}
