import { describe, expect, test } from 'vitest'
import { Journal } from '../../../src/workspace/journal/journal.ts'
import type { Received } from '../../../src/workspace/journal/received.ts'
import { findRequests } from '../../../src/workspace/journal/request-log.ts'
import { SharedRequests } from '../../../src/workspace/journal/shared-requests.ts'
import { received } from '../../helpers/received.ts'
import { Log } from '../../helpers/shared-log.ts'

const oneDelete = (id: string, more: Partial<Received> = {}): Received =>
  received({ id, at: 1, method: 'DELETE', url: '/chat/Message/a', payload: '{}', microseconds: 1, ...more })

const open = () => {
  const log = new Log()
  const journal = new Journal(7)
  return { log, journal, requests: new SharedRequests(log, journal, () => 'mock:1') }
}

describe('requests that several servers have received', () => {
  test('are in the log, the newest first, with the name of their server, and here without', async () => {
    const { journal, requests } = open()
    const [one, two] = [oneDelete('one'), oneDelete('two', { method: 'GET', url: '/a\nb' })]
    await requests.add(one)
    await requests.add(two)
    expect(await findRequests(requests, {}, 10)).toEqual([{ ...two, server: 'mock:1' }, { ...one, server: 'mock:1' }])
    expect(journal.find()).toEqual([two, one])
    expect(requests.capacity).toBe(7)
  })

  test('are found by what they are, and before another', async () => {
    const { requests } = open()
    for (const id of ['a', 'b', 'c']) await requests.add(oneDelete(id, { status: id === 'b' ? 404 : 200 }))
    const ids = async (...asked: Parameters<SharedRequests['newestFirst']>): Promise<string[]> => {
      const found: string[] = []
      for await (const { id } of requests.newestFirst(...asked)) found.push(id)
      return found
    }
    expect(await ids()).toEqual(['c', 'b', 'a'])
    expect(await ids({ status: 200 })).toEqual(['c', 'a'])
    expect(await ids({}, await requests.numberOf('b'))).toEqual(['a'])
    expect(await ids(undefined, await requests.numberOf('c'))).toEqual(['b', 'a'])
    expect(await requests.numberOf('d')).toBeUndefined()
  })

  test.each([
    [200, '{}', 503, null],
    [404, '{}', 503, null],
    [503, '{"errors":[]}', 503, '{"errors":[]}'],
    [null, null, null, null]
  ])('that can\'t be written are kept here as they are answered then: %j, %j', async (status, payload, kept, told) => {
    const { log, journal, requests } = open()
    log.isAway = true
    await expect(requests.add(oneDelete('a', { status, payload }))).rejects.toThrow('away')
    expect(journal.find()).toEqual([oneDelete('a', { status: kept, payload: told })])
  })

  test('are forgotten everywhere, or here alone where another server did it', async () => {
    const { log, journal, requests } = open()
    await requests.add(oneDelete('a'))
    requests.forget()
    expect([journal.find(), log.texts.length]).toEqual([[], 1])
    await requests.add(oneDelete('b'))
    log.isAway = true
    await expect(requests.clear()).rejects.toThrow('away')
    expect(journal.find()).toHaveLength(1)
    log.isAway = false
    await requests.clear()
    expect([journal.find(), log.texts]).toEqual([[], []])
  })
})
