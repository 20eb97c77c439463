import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { Closable } from '../shared/closable.ts'
import { TunnelRefused, connectTo, hopOptions } from './connect.ts'
import type { Hop } from './connect.ts'
import { join, passEnd, passedOn } from './passing-on.ts'
import { readAbsoluteForm, readTarget } from './target.ts'
import type { Target } from './target.ts'

/** The next proxy on the way to a host; undefined for straight there. */
export type Route = (target: Target, tunnel: boolean) => Hop | undefined

/** As much as the mock takes, and the name of a host. */
const maxHeaderSize = 96 * 1024

/** A proxy for the programs of this machine: it passes on what they ask, unread, and how it ended too. */
export class Relay implements Closable {
  readonly #route: Route
  readonly #server: Server
  readonly #sockets = new Set<Socket>()

  private constructor (route: Route) {
    this.#route = route
    this.#server = createServer(
      { maxHeaderSize, requestTimeout: 0, noDelay: true },
      (asked, answer) => this.#forward(asked, answer)
    )
    this.#server.on('connect', (asked: IncomingMessage, socket: Socket, head: Buffer) => {
      this.#tunnel(asked, socket, head).catch((error) => tell(socket, error))
    })
    this.#server.on('connection', (socket: Socket) => this.#keep(socket))
  }

  static async open (route: Route): Promise<Relay> {
    const relay = new Relay(route)
    await once(relay.#server.listen(0, '127.0.0.1'), 'listening')
    return relay
  }

  get url (): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async close (): Promise<void> {
    const closed = once(this.#server.close(), 'close')
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #keep (socket: Socket): void {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy())
  }

  async #tunnel ({ url = '' }: IncomingMessage, client: Socket, head: Buffer): Promise<void> {
    const target = readTarget(url, 443)
    if (target === undefined) return refuse(client, '400 Bad Request', `There is no host ${JSON.stringify(url)}`)
    const server = await connectTo(target, this.#route(target, true))
    this.#keep(server)
    if (client.destroyed) server.destroy()
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) client.unshift(head)
    join(client, server)
    join(server, client)
  }

  #forward (asked: IncomingMessage, answer: ServerResponse): void {
    const { url = '', method, socket: client } = asked
    const { target, path } = readAbsoluteForm(url) ?? {}
    const hop = target && this.#route(target, false)
    if (target === undefined || (hop === undefined && /^https:/i.test(url))) {
      return refuse(client, '400 Bad Request', 'This is a proxy: ask it for http://HOST/PATH, or for a tunnel')
    }
    const { secure, headers, ...to } = hop === undefined ? { ...target, secure: false, headers: {} } : hopOptions(hop)
    const own = Object.entries(headers).flat()
    const asking = (secure ? secureRequest : request)({
      ...to,
      method,
      path: hop === undefined ? path : url,
      headers: [...passedOn(asked), ...own],
      agent: false,
      setHost: false
    })
    asking.on('response', (response: IncomingMessage) => {
      response.on('error', (error) => passEnd(client, error))
      answer.writeHead(response.statusCode ?? 502, response.statusMessage, passedOn(response))
      response.pipe(answer)
    })
    asking.on('error', (error) => tell(client, error))
    asked.pipe(asking)
    answer.once('close', () => asking.destroy())
  }
}

/** Tells a client why it is not connected to where it wanted. */
function tell (client: Socket, error: NodeJS.ErrnoException): void {
  if (error instanceof TunnelRefused) return passAnswer(client, error)
  if (error.code === 'ECONNRESET') passEnd(client, error)
  else refuse(client, '502 Bad Gateway', error.message)
}

function passAnswer (client: Socket, { answer, socket }: TunnelRefused): void {
  const { rawHeaders, statusCode, statusMessage } = answer
  const lines = rawHeaders.flatMap((name, at) => at % 2 === 0 ? `${name}: ${rawHeaders[at + 1]}` : [])
  client.write(
    `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`,
    'latin1'
  )
  socket.on('error', () => client.destroy())
  socket.pipe(client)
}

function refuse (client: Socket, status: string, why: string): void {
  const body = `${why}\n`
  client.end(
    `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ` +
      `${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`
  )
}
