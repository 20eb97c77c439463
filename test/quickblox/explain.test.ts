import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verdictsHeader } from '../../src/quickblox/explain.ts'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { as } from '../helpers/wire.ts'
import { group, inPublic, ofOwner, ofSender, world } from '../helpers/world.ts'

describe('with explain', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world, explain: true }) })
  afterAll(() => mock?.close())

  test.each([
    {
      what: 'a refused message',
      path: `/chat/Message/${ofOwner}`,
      force: true,
      user: 3,
      status: 403,
      verdicts: `${ofOwner}=M11`
    },
    {
      what: 'hidden ones and one that there is not',
      path: `/chat/Message/${ofSender},${inPublic},none`,
      force: false,
      user: 3,
      status: 200,
      verdicts: `${ofSender}=M7, ${inPublic}=M7, none=M1`
    },
    { what: 'a dialog', path: `/chat/Dialog/${group}`, force: false, user: 2, status: 200, verdicts: `${group}=D9` },
    {
      what: 'an id that no header can hold',
      path: '/chat/Message/%C3%A4%0D%0Ax',
      force: false,
      user: 2,
      status: 404,
      verdicts: '%C3%A4%0D%0Ax=M1'
    }
  ])('the answer to $what says which rule decided', async ({ path, force, user, status, verdicts }) => {
    const answer = await fetch(`${mock.url}${path}${force ? '?force=1' : ''}`, {
      method: 'DELETE',
      headers: as.user(user)
    })
    expect([answer.status, answer.headers.get('x-mock-verdicts')]).toEqual([status, verdicts])
  })

  test.each([
    ['/chat/Dialog.json', 200],
    ['/nowhere', 404],
    ['/%zz', 404]
  ])('the answer to GET %s says nothing', async (path, status) => {
    const answer = await fetch(`${mock.url}${path}`, { headers: as.user(1) })
    expect([answer.status, answer.headers.has('x-mock-verdicts')]).toEqual([status, false])
  })
})

test('without it, the answer is the vendor\'s', async () => {
  await using mock = await startMockServer({ fixtures: world })
  const answer = await fetch(`${mock.url}/chat/Message/${ofOwner}`, { method: 'DELETE', headers: as.user(1) })
  expect([answer.status, answer.headers.has('x-mock-verdicts')]).toEqual([200, false])
})

test.each([
  [1, /^0=M1$/],
  [100, /, 99=M1$/],
  [101, /, 99=M1, and 1 more$/],
  [500, /^0=M1, 1=M1, .*, 99=M1, and 400 more$/]
])('of %i ids the first hundred are told', (count, told) => {
  const header = verdictsHeader(
    Array.from({ length: count }, (_, n) => ({ id: `${n}`, verdict: 'NotFound', reason: 'M1' }))
  )
  expect(header).toMatch(told)
})
