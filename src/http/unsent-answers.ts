import { Server as SecureServer } from 'node:https'
import type { Server, Socket } from 'node:net'

/**
 * Keeps account of the connections of a server; what it returns waits until what was answered on them is sent. To Node
 * a connection is idle as soon as its answer is complete, however much of that still has to be sent, and closing a
 * server cuts what is idle.
 */
export function watchSending (server: Server): () => Promise<unknown> {
  const sockets = new Set<Socket>()
  server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return () => Promise.all([...sockets].filter((socket) => socket.writableNeedDrain).map(sent))
}

function sent (socket: Socket): Promise<void> {
  return new Promise((resolve) => { socket.once('drain', resolve).once('close', resolve) })
}
