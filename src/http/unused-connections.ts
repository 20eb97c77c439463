import type { Server, Socket } from 'node:net'
import { Server as SecureServer } from 'node:https'
import { TLSSocket } from 'node:tls'

/**
 * Keeps account of the connections of a server; what it returns cuts those on which nothing has been asked for so many
 * milliseconds since they were opened, in the middle of a TLS handshake or after it. Clients open some in advance, and
 * they would hold up the closing of the server: to Node only a connection that has had an answer is idle.
 */
export function watchUnused (server: Server): (forMs: number) => void {
  const isSecure = server instanceof SecureServer
  const connections = new Map<string, { readonly socket: Socket, readonly since: number }>()
  const remember = (socket: Socket): void => {
    const peer = peerOf(socket)
    connections.set(peer, { socket, since: connections.get(peer)?.since ?? performance.now() })
    socket.once('close', () => { if (connections.get(peer)?.socket === socket) connections.delete(peer) })
  }
  server.on('connection', remember)
  if (isSecure) server.on('secureConnection', remember)
  return (forMs) => {
    for (const { socket, since } of connections.values()) {
      const isInHandshake = isSecure && !(socket instanceof TLSSocket)
      if ((isInHandshake || socket.bytesRead === 0) && performance.now() - since >= forMs) socket.destroy()
    }
  }
}

function peerOf ({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
