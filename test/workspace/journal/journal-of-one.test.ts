import { beforeEach, describe, expect, test } from 'vitest'
import { Journal } from '../../../src/workspace/journal/journal.ts'
import { describeReceived, toEntry } from '../../../src/workspace/journal/journal-entry.ts'
import { OwnRequests } from '../../../src/workspace/journal/own-requests.ts'
import type { Received } from '../../../src/workspace/journal/received.ts'
import { countRequests, findRequests } from '../../../src/workspace/journal/request-log.ts'
import { received } from '../../helpers/received.ts'

const oneDelete = (id: string, more: Partial<Received> = {}): Received =>
  received({
    id,
    at: Date.parse('2026-01-02T03:04:05.006Z'),
    method: 'DELETE',
    url: '/chat/Message/a',
    microseconds: 1500,
    ...more
  })

describe('the requests of a server', () => {
  const told: string[] = []
  let journal: Journal
  let requests: OwnRequests
  beforeEach(() => {
    told.length = 0
    journal = new Journal(3)
    requests = new OwnRequests(journal, ({ id }) => { told.push(id) })
    for (const id of ['a', 'b', 'c', 'd']) requests.add(oneDelete(id, { status: id === 'c' ? 404 : 200 }))
  })
  const ids = (found: readonly Received[]): string[] => found.map(({ id }) => id)

  test('are the last of them, and each is told', () => {
    expect([told, ids(journal.find()), requests.capacity]).toEqual([['a', 'b', 'c', 'd'], ['d', 'c', 'b'], 3])
  })

  test.each([
    [undefined, ['d', 'b']],
    [3, ['d', 'b']],
    [2, ['d', 'b']],
    [1, ['d']],
    [0, []],
    [-1, []]
  ])('are found up to a limit of %j', async (limit = Infinity, found) => {
    expect(ids(journal.find({ status: 200 }, limit))).toEqual(found)
    expect(ids(await findRequests(requests, { status: 200 }, limit))).toEqual(found)
    expect(await countRequests(requests, { status: 200 }, limit)).toBe(found.length)
  })

  test.each([[undefined, 2], [2, 2], [1, 1], [0, 0]])('are counted up to %j', (atMost, count) => {
    expect(journal.count({ status: 200 }, atMost)).toBe(count)
  })

  test('have numbers, before which there are others', async () => {
    expect(ids([...requests.newestFirst({}, await requests.numberOf('c'))])).toEqual(['b'])
    expect(ids([...requests.newestFirst(undefined, await requests.numberOf('d'))])).toEqual(['c', 'b'])
    expect(await requests.numberOf('a')).toBeUndefined()
  })

  test('are forgotten by whoever may, and none is kept once it is over', async () => {
    await requests.clear()
    expect(journal.find()).toEqual([])
    requests.add(oneDelete('e'))
    requests.forget()
    expect(journal.find()).toEqual([])
    journal.close()
    requests.add(oneDelete('f'))
    expect([journal.find(), told.at(-1)]).toEqual([[], 'f'])
  })
})

describe('an entry for people', () => {
  test('has what there was, and nothing more', () => {
    expect(toEntry(oneDelete('a'))).toStrictEqual({
      id: 'a',
      at: '2026-01-02T03:04:05.006Z',
      method: 'DELETE',
      url: '/chat/Message/a',
      headers: {},
      body: null,
      caller: null,
      verdicts: [],
      ignored: [],
      response: { status: 200, body: null },
      fault: null,
      durationMs: 1.5
    })
    const outcome = [{ id: 'a', verdict: 'hide', reason: 'M7' }] as const
    expect(toEntry(oneDelete('a', { status: null, outcome, ignored: ['x'], fault: 'fault-1', server: 'mock:1' })))
      .toMatchObject({
        response: null,
        verdicts: outcome,
        ignored: ['x'],
        fault: 'fault-1',
        server: 'mock:1'
      })
  })

  test('has no secret, in JSON or in what is none', () => {
    const secret = { token: 'very-secret-token' }
    const entry = toEntry(oneDelete('a', {
      url: '/x?token=very-secret-token',
      headers: { 'qb-token': 'very-secret-token' },
      body: '{"token":"very-secret-token"',
      payload: JSON.stringify(secret)
    }))
    expect(JSON.stringify(entry)).not.toContain('very-secret')
    expect(entry.response?.body).toEqual({ token: '****oken' })
    const broken = toEntry(oneDelete('a', { payload: '{"token":"very-secret-token"' }))
    expect(broken.response?.body).toBe('{"token":"****oken"')
  })

  test('has no secret of a multipart body that could not be read', () => {
    const part = (name: string, value: string) =>
      `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`
    const broken = (password: string) => part('user[password]', password) + '\r\n' + part('force', '1')
    expect(toEntry(oneDelete('a', { body: broken('open sesame') })).body).toBe(broken('****'))
  })

  test.each([
    ['/chat/Messages?force=1', '/chat/Message'],
    ['/chat/Dialog/1/delete', '/chat/Dialog/ID']
  ])('names what is most like a path that there is not: %s', (url, nearest) => {
    expect(toEntry(oneDelete('a', { url }))).toMatchObject({ url, nearest })
  })

  test('is one line where it stands for what came instead', () => {
    const outcome = [
      { id: 'a', verdict: 'hide', reason: 'M7' },
      { id: 'b', verdict: 'NotFound', reason: 'M1' }
    ] as const
    expect(describeReceived(oneDelete('a', { outcome }))).toBe('DELETE /chat/Message/a: 200, hide M7, NotFound M1')
    expect(describeReceived(oneDelete('a', { status: null, url: '/x?token=very-secret-token' }))).toBe(
      'DELETE /x?token=****oken: no answer'
    )
  })
})
