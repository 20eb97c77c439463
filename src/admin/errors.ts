import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { FixtureError } from '../fixtures/fixture-error.ts'
import { StoreUnavailableError } from '../store/chat-store.ts'
import { StoreError, UnstorableError } from '../store/stores.ts'
import { AdminError } from '../workspace/input/admin-error.ts'
import { shutPage, wantsPage } from './front-door.ts'

/** Answers whatever is thrown with `{"errors":[...]}`, one text for each thing that is wrong. */
export function answerError (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const [status, errors] = describe(error)
  if (status >= 500) request.log.error(error)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  if (isShut(status) && wantsPage(request)) return shutPage(reply.code(status), errors)
  return reply.code(status).send({ errors })
}

function isShut (status: number): boolean {
  return status === 401 || status === 403
}

function describe (error: FastifyError | Error): [number, readonly string[]] {
  if (error instanceof AdminError) return [error.statusCode, error.problems]
  if (error instanceof FixtureError) return [422, error.message.split('\n')]
  if (error instanceof StoreUnavailableError) return [503, ['The store of this mock does not answer']]
  if (error instanceof UnstorableError) return [422, error.problems]
  if (error instanceof StoreError) return [503, [error.message]]
  const { statusCode: status = 500 } = error as Partial<FastifyError>
  return status >= 400 && status < 500
    ? [status, [error.message]]
    : [500, ['Internal server error']]
}
