import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { Server as SecureHttpServer } from 'node:https'
import type { Socket } from 'node:net'
import { createServer } from 'node:tls'
import type { Server as SecureServer } from 'node:tls'
import type { ServerCertificate } from './server-certificate.ts'
import { readAbsoluteForm, readTarget, takeAuthority } from './target.ts'
import type { Target } from './target.ts'

/** What the first byte of TLS is; no request of HTTP begins with it. */
const handshake = 22

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1'])

/**
 * Lets in, on a server's own port, who takes the server for a proxy: what is asked of its names it answers, by a tunnel
 * or without one, with TLS or without. Everything else is refused, so that it never leads anywhere.
 */
export class Gate {
  readonly #server: Server
  readonly #names: ReadonlySet<string>
  readonly #credentials: ServerCertificate
  readonly #prefix: string
  readonly #tunnels = new Set<Socket>()
  #secure: SecureServer | undefined

  /** With a prefix, paths of the names that have none of a workspace get it. */
  constructor (server: Server, names: readonly string[], credentials: ServerCertificate, prefix = '') {
    this.#server = server
    this.#names = new Set(names)
    this.#credentials = credentials
    this.#prefix = prefix
    server.on(
      'connect',
      (request: IncomingMessage, socket: Socket, head: Buffer) => this.#connect(request, socket, head)
    )
    this.#checkRequests()
  }

  /** Ends what came through a tunnel and is still there. */
  cut (): void {
    for (const socket of this.#tunnels) socket.destroy()
  }

  #connect ({ url = '' }: IncomingMessage, socket: Socket, head: Buffer): void {
    this.#tunnels.add(socket)
    socket.once('close', () => this.#tunnels.delete(socket)).on('error', () => socket.destroy())
    if (!this.#isServed(readTarget(url, 443))) return refuseTunnel(socket, this.#refusal(url))
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) socket.unshift(head)
    socket.once('readable', () => this.#enter(socket))
  }

  /** The tunnel's end becomes a connection like any other; whether it speaks TLS, its first byte says. */
  #enter (socket: Socket): void {
    const first: Buffer | null = socket.read()
    if (first !== null) socket.unshift(first)
    if (first?.[0] === handshake) this.#secured().emit('connection', socket)
    else this.#server.emit(this.#server instanceof SecureHttpServer ? 'secureConnection' : 'connection', socket)
  }

  #secured (): SecureServer {
    if (this.#server instanceof SecureHttpServer) return this.#server
    this.#secure ??= createServer(
      { ...this.#credentials, ALPNProtocols: ['http/1.1'] },
      (socket) => this.#server.emit('connection', socket)
    )
    return this.#secure
  }

  /** Before anybody else sees a request for one of the names, it is one for a path. */
  #checkRequests (): void {
    const handlers = this.#server.listeners('request')
    this.#server.removeAllListeners('request')
    this.#server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const { url = '/' } = request
      const asked = url.startsWith('/') ? undefined : readAbsoluteForm(url)
      if (asked !== undefined && !this.#isServed(asked.target) && !isItself(asked.target, request)) {
        return refuse(response, this.#refusal(asked.target?.host ?? url))
      }
      takeAuthority(request)
      if (this.#prefix !== '') this.#lead(request)
      for (const handle of handlers) handle.call(this.#server, request, response)
    })
  }

  #lead (request: IncomingMessage): void {
    const { url = '/', headers: { host = '' } } = request
    if (!url.startsWith('/@') && this.#isServed(readTarget(host, 443))) request.url = this.#prefix + url
  }

  #isServed (target: Target | undefined): boolean {
    return target !== undefined && this.#names.has(target.host)
  }

  #refusal (asked: string): string {
    return JSON.stringify({
      errors: [
        `This mock leads nowhere else: it is ${[...this.#names].join(', ')}, and no proxy for ${asked.slice(0, 253)}`
      ]
    })
  }
}

function isItself (target: Target | undefined, { socket }: IncomingMessage): boolean {
  return target !== undefined && loopbackHosts.has(target.host) && target.port === socket.localPort
}

function refuse (response: ServerResponse, body: string): void {
  response.writeHead(403, { 'content-type': 'application/json; charset=utf-8', connection: 'close' }).end(body)
}

function refuseTunnel (socket: Socket, body: string): void {
  const head = [
    'HTTP/1.1 403 Forbidden',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close'
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
