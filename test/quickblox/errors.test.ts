import { describe, expect, test } from 'vitest'
import Fastify from 'fastify'
import { errorAnswerer, handleErrors, unreadableRequest } from '../../src/quickblox/error-handler.ts'
import * as errors from '../../src/quickblox/errors.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'

describe('the vendor\'s errors', () => {
  const ofName = 'The parameter "a[__proto__]" is refused: "__proto__", "constructor" and "prototype" can\'t be ' +
    'entered by brackets'

  test.each<[string, () => errors.QuickBloxError, number, errors.ErrorBody['errors']]>([
    ['tokenRequired', errors.tokenRequired, 401, ['Token is required']],
    ['sessionDoesNotExist', errors.sessionDoesNotExist, 401, { base: ['Required session does not exist'] }],
    ['unauthorized', errors.unauthorized, 401, ['Unauthorized']],
    ['needUser', errors.needUser, 422, { base: ['Forbidden. Need user.'] }],
    ['forbidden', errors.forbidden, 403, ["You don't have appropriate permissions to perform this operation"]],
    ['notFound', errors.notFound, 404, ["The resource wasn't found"]],
    ['refusedName', () => errors.refusedName('a[__proto__]'), 400, [ofName]],
    ['malformedBody', () => errors.malformedBody('JSON'), 400, ['The request body starts like JSON']],
    ['wrongForce', errors.wrongForce, 422, { force: ['must be 0 or 1'] }],
    ['loginRefused', errors.loginRefused, 401, ['Unauthorized']],
    ['badTimestamp', errors.badTimestamp, 422, { base: ['Bad timestamp'] }],
    ['noSuchOccupants', errors.noSuchOccupants, 422, ['Occupants with these IDs do not exist.']],
    ['tooManyOccupants', errors.tooManyOccupants, 422, ['Too many occupants for Private Dialog.']],
    ['unexpectedSignature', errors.unexpectedSignature, 422, { base: ['Unexpected signature'] }],
    ['unknownApplication', errors.unknownApplication, 422, {
      base: ['No application has this application_id and auth_key']
    }],
    ['invalid', () => errors.invalid('name', 'is wrong'), 422, { name: ['is wrong'] }],
    ['storeUnavailable', errors.storeUnavailable, 503, ['The store of this mock does not answer']],
    ['internalError', errors.internalError, 500, ['Internal server error']]
  ])('%s', (_, make, status, said) => {
    const error = make()
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
  handleErrors(app, errorAnswerer(log))
  app.get('/', () => { throw error })
  const answer = await app.inject('/')
  expect([answer.statusCode, answer.json(), lines.length]).toEqual([status, body, logged])
  expect((await app.inject('/nowhere')).json()).toEqual({ errors: ["The resource wasn't found"] })
  await app.close()
})

test('what is the server\'s is answered where nothing is logged, too', async () => {
  const app = Fastify()
  handleErrors(app, errorAnswerer(undefined))
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
