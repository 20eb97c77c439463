import fastify from 'fastify'
import { expect, test } from 'vitest'
import { defaultSwitches } from '../../src/options/switches.ts'
import { sendAnswer } from '../../src/quickblox/empty-body.ts'

const body = { SuccessfullyDeleted: { ids: ['54fdbb69535c12c2e407c672'] }, NotFound: { ids: [] } }

test.each([
  [[], 200, body],
  [[new Error('late')], 500, { statusCode: 500, error: 'Internal Server Error', message: 'late' }]
])('an answer is JSON, and so is the error that takes its place, %j', async (late, status, expected) => {
  const app = fastify()
  const problems = [...late]
  app.addHook('onSend', async () => {
    const problem = problems.pop()
    if (problem !== undefined) throw problem
  })
  app.delete('/', (_request, reply) => sendAnswer(reply, { status: 200, body }, defaultSwitches))
  const answer = await app.inject({ method: 'DELETE', url: '/' })
  expect([answer.statusCode, answer.json()]).toEqual([status, expected])
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
})
