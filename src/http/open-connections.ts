import { Server as SecureServer } from 'node:https'
import type { Server, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** The connections of a server, and what its closing has to know of them that Node does not tell. */
export class OpenConnections {
  readonly #isSecure: boolean
  readonly #open = new Map<string, { readonly socket: Socket, readonly since: number }>()

  constructor (server: Server) {
    this.#isSecure = server instanceof SecureServer
    server.on('connection', (socket: Socket) => this.#remember(socket))
    if (this.#isSecure) server.on('secureConnection', (socket: Socket) => this.#remember(socket))
  }

  /**
   * Cuts those on which nothing has been asked for so many milliseconds since they were opened, in the middle of a TLS
   * handshake or after it. Clients open some in advance, and they would hold up the closing of the server: to Node only
   * a connection that has had an answer is idle.
   */
  cutUnused (forMs: number): void {
    for (const { socket, since } of this.#open.values()) {
      const isInHandshake = this.#isSecure && !(socket instanceof TLSSocket)
      if ((isInHandshake || socket.bytesRead === 0) && performance.now() - since >= forMs) socket.destroy()
    }
  }

  /**
   * Waits until what was answered on them is sent. To Node a connection is idle as soon as its answer is complete,
   * however much of that still has to be sent, and closing a server cuts what is idle.
   */
  async answersSent (): Promise<void> {
    const sockets = Array.from(this.#open.values(), ({ socket }) => socket)
    await Promise.all(sockets.filter((socket) => socket.writableNeedDrain).map(sent))
  }

  #remember (socket: Socket): void {
    const peer = peerOf(socket)
    this.#open.set(peer, { socket, since: this.#open.get(peer)?.since ?? performance.now() })
    socket.once('close', () => { if (this.#open.get(peer)?.socket === socket) this.#open.delete(peer) })
  }
}

function sent (socket: Socket): Promise<void> {
  return new Promise((resolve) => { socket.once('drain', resolve).once('close', resolve) })
}

function peerOf ({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
