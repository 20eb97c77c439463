import { describe, expect, test } from 'vitest'
import Fastify from 'fastify'
import { errorAnswerer, errorHandler, unreadableRequest } from '../../src/quickblox/error-handler.ts'
import * as errors from '../../src/quickblox/errors.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'

describe('the vendor\'s errors', () => {
  test.each([
    [errors.tokenRequired(), 401, ['Token is required']],
    [errors.sessionDoesNotExist(), 401, { base: ['Required session does not exist'] }],
    [errors.unauthorized(), 401, ['Unauthorized']],
    [errors.needUser(), 422, { base: ['Forbidden. Need user.'] }],
    [errors.forbidden(), 403, ["You don't have appropriate permissions to perform this operation"]],
    [errors.notFound(), 404, ["The resource wasn't found"]],
    [errors.wrongForce(), 422, { force: ['must be 0 or 1'] }],
    [errors.loginRefused(), 401, ['Unauthorized']],
    [errors.badTimestamp(), 422, { base: ['Bad timestamp'] }],
    [errors.noSuchOccupants(), 422, ['Occupants with these IDs do not exist.']],
    [errors.tooManyOccupants(), 422, ['Too many occupants for Private Dialog.']],
    [errors.unexpectedSignature(), 422, { base: ['Unexpected signature'] }],
    [errors.unknownApplication(), 422, { base: ['No application has this application_id and auth_key'] }],
    [errors.invalid('name', 'is wrong'), 422, { name: ['is wrong'] }],
    [errors.storeUnavailable(), 503, ['The store of this mock does not answer']],
    [errors.internalError(), 500, ['Internal server error']]
  ])('%o', (error, status, said) => {
    expect([error.name, error.statusCode, error.body, error.message]).toEqual([
      'QuickBloxError',
      status,
      { errors: said },
      JSON.stringify(said)
    ])
  })

  test('of a refused login name the realm, as no other does', () => {
    expect(errors.loginRefused().headers).toEqual({ 'www-authenticate': 'OAuth realm=users' })
    expect(errors.unauthorized().headers).toEqual({})
  })
})

test.each([
  [errors.forbidden(), 403, { errors: ["You don't have appropriate permissions to perform this operation"] }, 0],
  [new StoreUnavailableError('x'), 503, { errors: ['The store of this mock does not answer'] }, 1],
  [new Error('secret'), 500, { errors: ['Internal server error'] }, 1],
  [Object.assign(new Error('too large'), { statusCode: 413 }), 413, { errors: ['too large'] }, 0],
  [Object.assign(new Error('bad'), { statusCode: 400 }), 400, { errors: ['bad'] }, 0],
  [Object.assign(new Error('teapot'), { statusCode: 499 }), 499, { errors: ['teapot'] }, 0],
  [Object.assign(new Error('secret'), { statusCode: 399 }), 500, { errors: ['Internal server error'] }, 1],
  [Object.assign(new Error('secret'), { statusCode: 500 }), 500, { errors: ['Internal server error'] }, 1]
])('%o is answered, and logged where it is the server\'s', async (error, status, body, logged) => {
  const lines: unknown[] = []
  const log = { error: (line: unknown) => lines.push(line) } as never
  const app = Fastify()
  await app.register(errorHandler, { answerError: errorAnswerer(log) })
  app.get('/', () => { throw error })
  const answer = await app.inject('/')
  expect([answer.statusCode, answer.json(), lines.length]).toEqual([status, body, logged])
  expect((await app.inject('/nowhere')).json()).toEqual({ errors: ["The resource wasn't found"] })
  await app.close()
})

test('what is the server\'s is answered where nothing is logged, too', async () => {
  const app = Fastify()
  await app.register(errorHandler, { answerError: errorAnswerer(undefined) })
  app.get('/', () => { throw new Error('secret') })
  expect((await app.inject('/')).json()).toEqual({ errors: ['Internal server error'] })
  await app.close()
})

test.each([
  ['HPE_HEADER_OVERFLOW', '431 Request Header Fields Too Large', 'The URL and headers of the request are too long'],
  ['ERR_HTTP_REQUEST_TIMEOUT', '408 Request Timeout', 'The request did not arrive in time'],
  ['HPE_INVALID_METHOD', '400 Bad Request', 'The request is not HTTP that can be read'],
  [undefined, '400 Bad Request', 'The request is not HTTP that can be read']
])('what Node could not read, for %s, is answered in full', (code, status, problem) => {
  const [head, body] = unreadableRequest(code).split('\r\n\r\n')
  expect(body).toBe(JSON.stringify({ errors: [problem] }))
  expect(head?.split('\r\n')).toEqual([
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${body?.length}`,
    'Connection: close'
  ])
})
