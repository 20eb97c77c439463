import { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { defaultBody } from './fault.ts'
import type { Fault, PlannedFault } from './fault.ts'

/** What becomes of a request that a fault has struck: it goes on, or it is over and never answered. */
type Fate = 'goes on' | 'is over'

/** Holds the request up, or ends its connection, as the fault says. */
export async function strike (fault: PlannedFault, request: FastifyRequest, reply: FastifyReply): Promise<Fate> {
  if (fault.delayMs !== undefined && await delay(fault.delayMs, request, reply) === 'is over') return 'is over'
  if (fault.connection === undefined) return 'goes on'
  reply.hijack()
  if (fault.connection === 'reset') reset(reply)
  else if (fault.connection === 'close') cut(reply)
  else hang(request, reply)
  return 'is over'
}

/** The status of a fault's own answer; undefined when it leaves the answer that there would have been. */
export function statusOf ({ status, body, headers, delayMs }: Fault): number | undefined {
  if (status !== undefined) return status
  return body === undefined && (headers !== undefined || delayMs !== undefined) ? undefined : 500
}

/** The payload of a fault's own answer; `otherwise` where it has none to say. */
export function payloadOf ({ body }: Fault, status: number, otherwise: string | undefined): string | undefined {
  const said = body === undefined ? defaultBody(status) : body
  if (said === undefined) return status === 204 || status === 304 ? undefined : otherwise
  return typeof said === 'string' ? said : JSON.stringify(said)
}

/** A request that is cut off meanwhile is over, and must not delete anything in the world that comes next. */
function delay (milliseconds: number, request: FastifyRequest, reply: FastifyReply): Promise<Fate> {
  return new Promise((resolve) => {
    const release = request.workspace.faults.hold(() => {
      clearTimeout(timer)
      reply.hijack()
      cut(reply)
      resolve('is over')
    })
    const timer = setTimeout(() => {
      release()
      resolve('goes on')
    }, milliseconds)
  })
}

function hang (request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('close', request.workspace.faults.hold(() => cut(reply)))
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
