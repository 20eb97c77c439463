import type { Server } from 'node:http'
import { Server as SecureServer } from 'node:https'
import { Socket } from 'node:net'

/** How long a client may go on sending what nobody reads, and how long it may be silent meanwhile, in milliseconds. */
const longest = 30_000
const silence = 5000

/**
 * Lets clients that are still sending read their answers. Closing a connection on data that is unread resets it, and
 * with that the answers may be lost on their way: so it is closed in one direction, and in the other only once the
 * client is done.
 */
export function closeGently (server: Server): void {
  server.on(server instanceof SecureServer ? 'secureConnection' : 'connection', (socket: Socket) => {
    // With this Node closes after the last answer, as do refusals.
    socket.destroySoon = linger
  })
}

function linger (this: Socket): void {
  if (this.readableEnded || this.destroyed) return Socket.prototype.destroySoon.call(this)
  const cut = (): unknown => this.destroy()
  const timers = [setTimeout(cut, longest).unref(), setTimeout(cut, silence).unref()]
  this.once('close', () => timers.forEach(clearTimeout)).once('end', () => Socket.prototype.destroySoon.call(this))
  // What comes behind is not asked any more, so no parser may read it; but first Node's own listener has to see that
  // it is read at all.
  this.pause().once('resume', () => this.removeAllListeners('data').on('data', () => timers[1]?.refresh())).resume()
  this.end()
}
