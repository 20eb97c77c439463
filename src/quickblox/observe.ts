import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PlannedFault } from '../workspace/faults/fault.ts'
import { bodyLength, malformedText } from './read-body.ts'
import type { Received } from '../workspace/journal/received.ts'
import { applyFault } from '../workspace/faults/apply-fault.ts'
import { payloadOf, statusOf } from './fault-answer.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** When it came: milliseconds of the process's own clock. */
    arrived: number
    /** What is planned for it; null for nothing. */
    fault: PlannedFault | null
  }
}

/** Of a longer body or answer only the length is remembered. */
const longestRemembered = 256 * 1024

/** Remembers every request to the vendor's API in the journal of its workspace, and lets planned faults happen. */
export function observeRequests (app: FastifyInstance): void {
  app.decorateRequest('arrived', 0)
  app.decorateRequest('fault', null)
  app.addHook('onRequest', (request, _reply, done) => {
    request.arrived = performance.now()
    done()
  })
  app.addHook('preHandler', (request, reply, done) => {
    if (request.workspace.faults.none) return done()
    faultBefore(request, reply).then((goesOn) => { if (goesOn) done() }, done)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    // A preflight, and a workspace that can't be had.
    if (request.workspace === undefined) return done()
    if (request.fault?.when !== 'after') {
      remember(request, reply.statusCode, payload)
      return done()
    }
    faultAfter(request.fault, request, reply, payload as string | undefined).then((answer) => {
      if (answer !== undefined) done(null, answer.payload)
    }, done)
  })
}

/** Whether the request goes on to be handled. */
async function faultBefore (request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const fault = request.workspace.faults.take(request)
  request.fault = fault
  if (fault === null || fault.when === 'after') return true
  if (!await applyFault(fault, request, reply)) {
    remember(request, null, undefined)
    return false
  }
  reply.headers(fault.headers ?? {})
  const status = statusOf(fault)
  if (status === undefined) return true
  answer(reply, status, payloadOf(fault, status, undefined))
  return false
}

/** What is sent instead; undefined when nothing is. */
async function faultAfter (
  fault: PlannedFault,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: string | undefined
): Promise<{ payload: string | undefined } | undefined> {
  if (!await applyFault(fault, request, reply)) {
    remember(request, null, undefined)
    return undefined
  }
  const status = statusOf(fault) ?? reply.statusCode
  const changed = statusOf(fault) === undefined ? payload : payloadOf(fault, status, payload)
  if (changed !== payload) reply.type('application/json; charset=utf-8')
  reply.code(status).headers(fault.headers ?? {})
  remember(request, status, changed)
  return { payload: changed }
}

function answer (reply: FastifyReply, status: number, payload: string | undefined): void {
  reply.code(status)
  if (payload !== undefined && !reply.hasHeader('content-type')) reply.type('application/json; charset=utf-8')
  reply.send(payload)
}

function remember (request: FastifyRequest, status: number | null, payload: unknown): void {
  const { journal, events } = request.workspace
  if (journal.capacity === 0) return
  const durationMs = performance.now() - request.arrived
  const received: Received = {
    id: request.id,
    at: Math.trunc(Date.now() - durationMs),
    method: request.method,
    url: request.url,
    headers: request.raw.headers,
    body: bodyOf(request),
    caller: request.caller,
    outcome: request.outcome,
    ignored: request.ignored,
    status,
    payload: typeof payload === 'string' ? shortened(payload) : null,
    fault: request.fault?.id ?? null,
    microseconds: Math.round(durationMs * 1000)
  }
  journal.add(received)
  events.emit('request', received)
}

function bodyOf ({ body }: FastifyRequest): unknown {
  if (body === undefined || body === null) return null
  const length = bodyLength(body)
  return length > longestRemembered ? `(${length} characters)` : malformedText(body) ?? body
}

function shortened (payload: string): string {
  return payload.length > longestRemembered ? `(${payload.length} characters)` : payload
}
