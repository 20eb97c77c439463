import Fastify from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { answerError } from '../../src/admin/errors.ts'
import { FixtureError } from '../../src/fixtures/fixture-error.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { StoreError, UnstorableError } from '../../src/store/stores.ts'
import { AdminError } from '../../src/workspace/input/admin-error.ts'

const internal = ['Internal server error']
const withStatus = (statusCode: number) => Object.assign(new Error('as it is'), { statusCode })

async function answered (error: Error, accept = '*/*') {
  const logged = vi.fn()
  const app = Fastify()
  app.addHook('onRequest', async (request) => { request.log.error = logged })
  app.setErrorHandler(answerError)
  app.get('/', () => { throw error })
  const answer = await app.inject({ url: '/', headers: { accept } })
  await app.close()
  return { answer, logged }
}

describe('whatever is thrown is answered', () => {
  test.each<[Error, number, readonly string[]]>([
    [new AdminError(422, ['one', 'two']), 422, ['one', 'two']],
    [new FixtureError([{ file: 'a', path: 'b', problem: 'c' }, { file: 'd', path: 'e', problem: 'f' }]), 422, [
      'a: b: c',
      'd: e: f'
    ]],
    [new StoreUnavailableError('secret'), 503, ['The store of this mock does not answer']],
    [new UnstorableError(['too large', 'too many']), 422, ['too large', 'too many']],
    [new StoreError('Set something'), 503, ['Set something']],
    [withStatus(400), 400, ['as it is']],
    [withStatus(413), 413, ['as it is']],
    [withStatus(499), 499, ['as it is']],
    [withStatus(399), 500, internal],
    [withStatus(500), 500, internal],
    [new Error('secret'), 500, internal]
  ])('%o', async (error, status, errors) => {
    const { answer, logged } = await answered(error)
    expect([answer.statusCode, answer.json()]).toEqual([status, { errors }])
    expect(answer.headers).not.toHaveProperty('www-authenticate')
    expect(logged.mock.calls).toEqual(status >= 500 ? [[error]] : [])
  })

  test.each([[401, 'Bearer'], [403, undefined]])('%i, with what would help', async (status, challenge) => {
    const { answer } = await answered(new AdminError(status, ['shut']))
    expect([answer.statusCode, answer.json(), answer.headers['www-authenticate']]).toEqual([
      status,
      { errors: ['shut'] },
      challenge
    ])
  })

  test.each([[401, 'text/html'], [403, 'text/html'], [404, 'application/json'], [422, 'application/json']])(
    '%i for a browser as %s',
    async (status, type) => {
      const { answer } = await answered(new AdminError(status, ['shut']), 'text/html')
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        status,
        expect.stringContaining(type)
      ])
    }
  )
})
