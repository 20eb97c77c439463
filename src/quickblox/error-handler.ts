import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { StoreUnavailableError } from '../store/chat-store.ts'
import { QuickBloxError, internalError, notFound, storeUnavailable } from './errors.ts'

export type AnswerError = (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** Answers whatever is thrown with the vendor's error body; logs what should not have been. */
export function errorAnswerer (log: FastifyBaseLogger | undefined): AnswerError {
  return (error, request, reply) => {
    const { statusCode, body, headers } = asQuickBloxError(error)
    if (statusCode >= 500) log?.error({ reqId: request.id, err: error })
    return reply.code(statusCode).headers(headers).send(body)
  }
}

/** Nothing is answered but by the vendor's errors. */
export function handleErrors (app: FastifyInstance, answerError: AnswerError): void {
  app.setErrorHandler(answerError)
  app.setNotFoundHandler((request, reply) => answerError(notFound(), request, reply))
}

function asQuickBloxError (error: FastifyError | Error): QuickBloxError {
  if (error instanceof QuickBloxError) return error
  if (error instanceof StoreUnavailableError) return storeUnavailable()
  const { statusCode: status = 500 } = error as Partial<FastifyError>
  return status >= 400 && status < 500
    ? new QuickBloxError(status, [error.message])
    : internalError()
}

/** What a request that Node could not read is answered, in full: it never becomes a request of the application. */
export function unreadableRequest (code: string | undefined): string {
  const [status, problem] = unreadable.get(code) ?? ['400 Bad Request', 'The request is not HTTP that can be read']
  const body = JSON.stringify({ errors: [problem] })
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ` +
    `${body.length}\r\nConnection: close\r\n\r\n${body}`
}

const unreadable: ReadonlyMap<string | undefined, readonly [string, string]> = new Map([
  ['HPE_HEADER_OVERFLOW', ['431 Request Header Fields Too Large', 'The URL and headers of the request are too long']],
  ['ERR_HTTP_REQUEST_TIMEOUT', ['408 Request Timeout', 'The request did not arrive in time']]
])
