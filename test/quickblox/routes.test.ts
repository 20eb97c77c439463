import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { findRequests } from '../../src/workspace/journal/request-log.ts'
import { as, openWire } from '../helpers/wire.ts'
import { group, ofOwner, otherGroup } from '../helpers/world.ts'

const calls = [
  ['GET', '/session', 200],
  ['GET', '/users', 200],
  ['GET', '/users/by_login', 422],
  ['GET', '/users/by_email', 422],
  ['GET', '/users/by_full_name', 422],
  ['GET', '/users/1', 200],
  ['GET', '/chat/Dialog', 200],
  ['POST', '/chat/Dialog', 422],
  ['GET', `/chat/Dialog/${group}`, 200],
  ['PUT', `/chat/Dialog/${group}`, 200],
  ['GET', '/chat/Message', 422],
  ['POST', '/chat/Message', 422],
  ['PUT', '/chat/Message', 422],
  ['GET', '/chat/Message/unread', 200],
  ['GET', `/chat/Message/${ofOwner}`, 200],
  ['PUT', `/chat/Message/${ofOwner}`, 200],
  ['DELETE', `/chat/Message/${ofOwner}`, 200],
  ['DELETE', `/chat/Dialog/${otherGroup}`, 200],
  ['POST', '/login', 422],
  ['DELETE', '/login', 200],
  ['POST', '/session', 422]
] as const

test('a server has every call of the vendor, with .json and without', async () => {
  for (const end of ['.json', '']) {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    const answers: unknown[] = []
    for (const [method, path] of calls) {
      const { statusCode } = await wire.app.inject({ method, url: path + end, headers: as.user(1) })
      answers.push([method, path, statusCode])
    }
    expect(answers).toEqual(calls)
  }
})

describe('a HEAD', () => {
  const reads = calls.filter(([method]) => method === 'GET').map(([, path]) => path)

  test.each(reads)('of %s is answered like a GET, but for the body', async (url) => {
    // When a session ends is told to the second.
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => { vi.useRealTimers() })
    await using wire = await openWire(await openStores({ store: 'memory' }))
    const ask = async (method: 'GET' | 'HEAD'): Promise<unknown> => {
      const { statusCode, payload, headers: { 'x-request-id': _, date: __, ...headers } } = await wire.app.inject({
        method,
        url,
        headers: as.user(1)
      })
      return { statusCode, headers, hasBody: payload !== '' }
    }
    expect(await ask('HEAD')).toEqual({ ...Object(await ask('GET')), hasBody: false })
  })

  test('is told as such by the journal, with the answer that a GET would have', async () => {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    await wire.app.inject({ method: 'HEAD', url: '/users/1.json', headers: as.user(1) })
    const [entry] = await findRequests(wire.workspace.requests, {}, 1)
    expect(entry).toMatchObject({ method: 'HEAD', status: 200, payload: expect.stringContaining('"id":1,') })
  })
})
