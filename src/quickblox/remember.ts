import { performance } from 'node:perf_hooks'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { storeUnavailable } from './errors.ts'
import { bodyLength, malformedText } from './read-body.ts'

/** Of a longer body or answer only the length is remembered. */
const longestRemembered = 256 * 1024

/** Undefined where the journal keeps nothing. */
export function remember (request: FastifyRequest, status: number | null, payload: unknown): Promise<void> | undefined {
  const { requests } = request.workspace
  if (requests.capacity === 0) return undefined
  const durationMs = performance.now() - request.arrived
  return requests.add({
    id: request.id,
    at: Math.trunc(request.workspace.clock.real() - durationMs),
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
  })
}

/** What a client gets is remembered first; where that can't be, since the store does not answer, it gets that. */
export async function answerOnce (
  remembering: Promise<void>,
  { fault }: FastifyRequest,
  reply: FastifyReply,
  payload: unknown
): Promise<unknown> {
  try {
    // That the store does not answer is told at once.
    if (reply.statusCode === 503 && fault === null) remembering.catch(() => {})
    else await remembering
    return payload
  } catch {
    const { statusCode, body, headers } = storeUnavailable()
    reply.code(statusCode).headers(headers).type('application/json; charset=utf-8')
    return JSON.stringify(body)
  }
}

function bodyOf ({ body }: FastifyRequest): unknown {
  if (body === undefined) return null
  const length = bodyLength(body)
  return length > longestRemembered ? `(${length} characters)` : malformedText(body) ?? body
}

function shortened (payload: string): string {
  return payload.length > longestRemembered ? `(${payload.length} characters)` : payload
}
