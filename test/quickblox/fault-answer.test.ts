import { expect, test } from 'vitest'
import { payloadOf, statusOf } from '../../src/quickblox/fault-answer.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import { ofOwner } from '../helpers/world.ts'

const [headers, body, delayMs] = [{ 'x-extra': 'yes' }, { a: 1 }, 20]

test.each([
  [{}, 500],
  [{ delayMs }, undefined],
  [{ headers }, undefined],
  [{ headers, delayMs }, undefined],
  [{ body }, 500],
  [{ body, delayMs }, 500],
  [{ body, headers }, 500],
  [{ body: null }, 500],
  [{ status: 202 }, 202],
  [{ status: 202, delayMs }, 202],
  [{ status: 202, headers, body, delayMs }, 202]
])('the status of the fault %j', (fault, status) => {
  expect(statusOf(fault)).toBe(status)
})

test.each([
  ['what it says', { body: 'text' }, 200, 'text'],
  ['what it says, as JSON', { body }, 404, '{"a":1}'],
  ['what it says, nothing', { body: null }, 500, 'null'],
  ['what there is otherwise', {}, 200, 'otherwise'],
  ['what there is otherwise, up to 399', {}, 399, 'otherwise'],
  ['an error from 400 on', {}, 400, '{"errors":["Bad Request"]}'],
  ['the vendor\'s error', {}, 404, '{"errors":["The resource wasn\'t found"]}'],
  ['the vendor\'s error', {}, 401, '{"errors":{"base":["Required session does not exist"]}}'],
  ['the vendor\'s error', {}, 500, '{"errors":["Internal server error"]}'],
  ['an error of a status without a name', {}, 499, '{"errors":["Status 499"]}'],
  ['nothing with 204', {}, 204, undefined],
  ['nothing with 304', {}, 304, undefined],
  ['what there is otherwise with 205', {}, 205, 'otherwise']
])('the body of a fault is %s', (_, fault, status, payload) => {
  expect(payloadOf(fault, status, 'otherwise')).toBe(payload)
})

const deleted = `{"SuccessfullyDeleted":{"ids":["${ofOwner}"]},"NotFound":{"ids":[]}}`

test.each([
  [{ delayMs }, 200, deleted, 200, deleted],
  [{ headers }, 200, deleted, 200, deleted],
  [{ status: 204 }, 204, '', 204, ''],
  [{ status: 204, headers, delayMs }, 204, '', 204, ''],
  [{ status: 304 }, 304, '', 304, ''],
  [{ status: 304, headers }, 304, '', 304, ''],
  [{ status: 202, headers }, 202, '', 202, deleted],
  [{ status: 202, delayMs, body }, 202, '{"a":1}', 202, '{"a":1}'],
  [{ delayMs, body }, 500, '{"a":1}', 500, '{"a":1}']
])('the fault %j before and after a deletion', async (fault, status, payload, statusAfter, payloadAfter) => {
  await using mock = await administer(await openStores())
  for (const [when, expected] of [['before', [status, payload]], ['after', [statusAfter, payloadAfter]]] as const) {
    await mock.admin('POST', '/reset')
    await mock.admin('POST', '/faults', { ...fault, when })
    const answer = await mock.delete(`/chat/Message/${ofOwner}`, 1, 'force=1')
    expect([answer.statusCode, answer.payload]).toEqual(expected)
    expect(answer.headers['x-extra']).toBe('headers' in fault ? 'yes' : undefined)
    expect(answer.headers['content-type']).toBe(answer.payload === '' ? undefined : 'application/json; charset=utf-8')
    const [, { requests: [entry] }] = await mock.admin('GET', '/requests?limit=1') as unknown as [number, {
      requests: Array<{ durationMs: number, response: { status: number } }>
    }]
    expect(entry?.response.status).toBe(expected[0])
    // A timer may go off a millisecond early.
    if ('delayMs' in fault) expect(entry?.durationMs).toBeGreaterThan(delayMs - 2)
  }
})
