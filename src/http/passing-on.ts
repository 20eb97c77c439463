import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** What one connection says for itself alone. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'upgrade'
])

/** What one says the other hears, and the end of it as it was. */
export function join (from: Socket, to: Socket): void {
  from.pipe(to)
  from.on('error', (error) => passEnd(to, error))
  from.once('close', () => { if (from.readableEnded) to.destroySoon(); else to.destroy() })
}

/** One that has been told the end already is not reset: Node would never close it. */
export function passEnd (socket: Socket, error: NodeJS.ErrnoException): void {
  if (wasReset(error) && !socket.writableEnded && !(socket instanceof TLSSocket)) socket.resetAndDestroy()
  else socket.destroy()
}

/** Node has the same code for a connection that was merely hung up on. */
function wasReset ({ code, syscall }: NodeJS.ErrnoException): boolean {
  return code === 'ECONNRESET' && syscall !== undefined
}

/** The headers that are meant for whoever is asked, or asks, in the end. */
export function passedOn ({ rawHeaders, headers }: IncomingMessage): string[] {
  const named = (headers.connection ?? '').toLowerCase().split(/[\s,]+/)
  return rawHeaders.filter((_text, at) => {
    const name = rawHeaders[at - at % 2]?.toLowerCase() ?? ''
    return !hopByHop.has(name) && !named.includes(name)
  })
}
