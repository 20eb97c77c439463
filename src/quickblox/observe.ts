import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PlannedFault } from '../workspace/faults/fault.ts'
import { endConnection, holdUp } from '../workspace/faults/apply-fault.ts'
import { payloadOf, statusOf } from './fault-answer.ts'
import { answerOnce, remember } from './remember.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** When it came: milliseconds of the process's own clock. */
    arrived: number
    /** What is planned for it; null for nothing. */
    fault: PlannedFault | null
  }
}

/** Remembers every request to the vendor's API in the journal of its workspace, and lets planned faults happen. */
export function observeRequests (app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, done) => {
    const catchingUp = request.store.catchUp()
    if (catchingUp === undefined && request.workspace.faults.none) return done()
    faultBefore(request, reply, catchingUp).then((goesOn) => { if (goesOn) done() }, done)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    // A preflight, and a workspace that can't be had.
    if (request.workspace === undefined) return done()
    if (request.fault?.when === 'after') {
      faultAfter(request.fault, request, reply, payload as string | undefined).then((answer) => {
        if (answer !== undefined) done(null, answer.payload)
      }, done)
      return
    }
    // Last, since whoever answered has set headers of his own.
    if (request.fault?.headers !== undefined) reply.headers(request.fault.headers)
    const remembering = remember(request, reply.statusCode, payload)
    if (remembering === undefined) return done()
    answerOnce(remembering, request, reply, payload).then((answer) => done(null, answer))
  })
}

/** Whether the request goes on to be handled. */
async function faultBefore (
  request: FastifyRequest,
  reply: FastifyReply,
  catchingUp: Promise<void> | undefined
): Promise<boolean> {
  await catchingUp
  const fault = await request.workspace.faults.take(request)
  request.fault = fault
  if (fault === null || fault.when === 'after') return true
  if (!await isAnswered(fault, request, reply)) return false
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
): Promise<{ payload: unknown } | undefined> {
  if (!await isAnswered(fault, request, reply)) return undefined
  const status = statusOf(fault) ?? reply.statusCode
  const changed = statusOf(fault) === undefined ? payload : payloadOf(fault, status, payload)
  if (changed === undefined) reply.removeHeader('content-type')
  else reply.type('application/json; charset=utf-8')
  reply.code(status).headers(fault.headers ?? {})
  const remembering = remember(request, status, changed)
  return { payload: remembering === undefined ? changed : await answerOnce(remembering, request, reply, changed) }
}

/** Holds the request up; false when that ends it, or the fault does, without an answer. */
async function isAnswered (fault: PlannedFault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const { connection } = fault
  const inTime = await holdUp(fault, request, reply)
  if (inTime && connection === undefined) return true
  await remember(request, null, undefined)?.catch(() => {})
  if (inTime && connection !== undefined) endConnection(connection, request, reply)
  return false
}

function answer (reply: FastifyReply, status: number, payload: string | undefined): void {
  reply.code(status)
  if (payload !== undefined) reply.type('application/json; charset=utf-8')
  reply.send(payload)
}
