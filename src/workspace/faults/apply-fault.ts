import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { onceGone } from '../../http/half-closed.ts'
import type { ConnectionEnding, PlannedFault } from './fault.ts'

/**
 * Holds the request up for as long as the fault says; false when it was cut off meanwhile: then it is over, and must
 * not delete anything in the world that comes next.
 */
export function holdUp ({ delayMs }: PlannedFault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return new Promise((resolve) => {
    if (delayMs === undefined) return resolve(true)
    const release = hold(request, () => {
      clearTimeout(timer)
      reply.hijack()
      cut(reply)
      resolve(false)
    })
    const timer = setTimeout(() => {
      release()
      resolve(true)
    }, delayMs)
  })
}

type End = (request: FastifyRequest, reply: FastifyReply) => void

const ends: Readonly<Record<ConnectionEnding, End>> = {
  reset: (_, reply) => reset(reply),
  close: (_, reply) => cut(reply),
  hang
}

/** Ends the connection as a fault says. */
export function endConnection (ending: ConnectionEnding, request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack()
  ends[ending](request, reply)
}

function hang (request: FastifyRequest, reply: FastifyReply): void {
  const release = hold(request, () => cut(reply))
  onceGone(reply.raw, () => {
    release()
    reply.raw.destroy()
  })
}

/** Other servers may take back what holds it up. */
function hold ({ workspace }: FastifyRequest, cutOff: () => void): () => void {
  const attending = workspace.attend().catch(() => () => {})
  const leave = (): void => { attending.then((stop) => stop()) }
  const release = workspace.held.hold(() => {
    leave()
    cutOff()
  })
  return () => {
    leave()
    release()
  }
}

function cut ({ raw }: FastifyReply): void {
  if (raw.socket === null) raw.destroy()
  else raw.socket.destroy()
}

/** A reset of the TCP connection, below TLS where there is any, and below the TLS of a proxy. */
function reset (reply: FastifyReply): void {
  let wire: (Socket & { _parent?: Socket | null }) | null = reply.raw.socket
  while (wire?._parent != null) wire = wire._parent
  if (wire instanceof Socket) wire.resetAndDestroy()
  else cut(reply)
}
