import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { onceGone } from '../../http/half-closed.ts'
import type { PlannedFault } from './fault.ts'

/** Holds the request up, or ends its connection, as the fault says; resolves with whether the request goes on. */
export async function applyFault (fault: PlannedFault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  if (fault.delayMs !== undefined && !await delay(fault.delayMs, request, reply)) return false
  if (fault.connection === undefined) return true
  reply.hijack()
  if (fault.connection === 'reset') reset(reply)
  else if (fault.connection === 'close') cut(reply)
  else hang(request, reply)
  return false
}

/** A request that is cut off meanwhile is over, and must not delete anything in the world that comes next. */
function delay (milliseconds: number, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  return new Promise((resolve) => {
    const release = request.workspace.faults.hold(() => {
      clearTimeout(timer)
      reply.hijack()
      cut(reply)
      resolve(false)
    })
    const timer = setTimeout(() => {
      release()
      resolve(true)
    }, milliseconds)
  })
}

function hang (request: FastifyRequest, reply: FastifyReply): void {
  const release = request.workspace.faults.hold(() => cut(reply))
  onceGone(reply.raw, () => {
    release()
    reply.raw.destroy()
  })
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
