import type { Server, Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'

/**
 * Keeps account of the connections of a TLS server that have not finished their handshake; what it returns cuts them.
 * They are not HTTP yet, so `closeAllConnections()` does not know them, and they would hold up the closing of the
 * server.
 */
export function watchHandshakes (server: Server): () => void {
  const unfinished = new Map<string, Socket>()
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket)
    unfinished.set(peer, socket)
    socket.once('close', () => unfinished.delete(peer))
  })
  server.on('secureConnection', (socket: TLSSocket) => unfinished.delete(peerOf(socket)))
  return () => {
    for (const socket of unfinished.values()) socket.destroy()
  }
}

function peerOf ({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
