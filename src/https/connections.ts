import type { Server, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'

/** By its encrypted side, the connection that Node hides beneath it. */
const beneath = new WeakMap<Socket, Socket>()

/**
 * Keeps account of the connections of a TLS server. What it returns cuts those that have not finished their handshake:
 * they are not HTTP yet, so `closeAllConnections()` does not know them, and they would hold up the closing of the server.
 */
export function watchHandshakes (server: Server): () => void {
  const unfinished = new Map<string, Socket>()
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket)
    unfinished.set(peer, socket)
    socket.once('close', () => unfinished.delete(peer))
  })
  server.on('secureConnection', (secure: TLSSocket) => {
    const socket = unfinished.get(peerOf(secure))
    unfinished.delete(peerOf(secure))
    if (socket !== undefined) beneath.set(secure, socket)
  })
  return () => {
    for (const socket of unfinished.values()) socket.destroy()
  }
}

/** Resets a connection, which the peer sees as ECONNRESET; an encrypted one can't be reset but by what is beneath it. */
export function resetConnection (socket: Socket): void {
  const connection = beneath.get(socket) ?? socket
  connection.resetAndDestroy()
}

function peerOf ({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
