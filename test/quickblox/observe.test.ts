import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner, otherGroup, unknown } from '../helpers/world.ts'

const unavailable = { errors: ['The store of this mock does not answer'] }

let mock: Administered
beforeEach(async () => { mock = await administer(await openStores()) })
afterEach(() => mock[Symbol.asyncDispose]())

const workspace = () => {
  const found = mock.workspaces.find('default')
  if (found === undefined) throw new Error('there is no workspace')
  return found
}

interface Remembering {
  /** Resolves once it has been asked to remember a request. */
  readonly asked: Promise<void>
  readonly remembered: () => void
  readonly lost: () => void
}

/** Remembers a request only when it is told to, or that it can't be. */
function remembering (): Remembering {
  let [remembered, lost, begin] = [() => {}, () => {}, () => {}]
  const asked = new Promise<void>((resolve) => { begin = resolve })
  const done = new Promise<void>((resolve, reject) => {
    remembered = resolve
    lost = () => reject(new StoreUnavailableError('away'))
  })
  vi.spyOn(workspace().requests, 'add').mockImplementation(() => {
    begin()
    return done
  })
  return { asked, remembered, lost }
}

/** That an answer does not come before what it waits for. */
async function expectAfter<T> (answer: Promise<T>, journal: Remembering, act: 'remembered' | 'lost'): Promise<T> {
  await journal.asked
  const early = await Promise.race([answer.then(() => 'early'), setTimeout(5)])
  expect(early).toBeUndefined()
  journal[act]()
  return answer
}

test.each([undefined, { status: 418 }])(
  'who asks in a world that is about to change waits for it, whether a fault is planned or not (%j)',
  async (fault) => {
    if (fault !== undefined) await mock.admin('POST', '/faults', fault)
    let changed = (): void => {}
    const catchUp = vi.spyOn(workspace().store.view(), 'catchUp')
      .mockReturnValueOnce(new Promise((resolve) => { changed = resolve }))
      .mockRejectedValueOnce(new StoreUnavailableError('away'))
    const answer = mock.delete(`/chat/Message/${ofOwner}`, 1)
    await vi.waitUntil(() => catchUp.mock.calls.length > 0, { timeout: 60_000, interval: 1 })
    expect(await Promise.race([answer.then(() => 'early'), setTimeout(5)])).toBeUndefined()
    changed()
    expect((await answer).statusCode).toBe(fault?.status ?? 200)
    const failed = await mock.delete(`/chat/Message/${ofOwner}`, 1)
    expect([failed.statusCode, failed.json()]).toEqual([503, unavailable])
  }
)

const rows: Array<[string, object | undefined, string, number]> = [
  ['a delete', undefined, `/chat/Message/${ofOwner}`, 200],
  ['an empty answer', undefined, `/chat/Dialog/${otherGroup}`, 200],
  ['a refusal', undefined, `/chat/Message/${unknown}`, 404],
  ['a fault before', { status: 503 }, `/chat/Message/${ofOwner}`, 503],
  ['a fault after', { status: 503, when: 'after' }, `/chat/Message/${ofOwner}`, 503],
  ['a text of a fault', { status: 418, body: 'tea', headers: { 'content-type': 'text/plain' } }, '/chat/Message/x', 418]
]

test.each(rows)('what a client gets is remembered first: %s', async (_, fault, path, status) => {
  if (fault !== undefined) await mock.admin('POST', '/faults', fault)
  expect((await expectAfter(mock.delete(path, 1), remembering(), 'remembered')).statusCode).toBe(status)
})

test.each(rows)('what can\'t be remembered is told as a store that does not answer: %s', async (_, fault, path) => {
  if (fault !== undefined) await mock.admin('POST', '/faults', fault)
  const answer = await expectAfter(mock.delete(path, 1), remembering(), 'lost')
  expect([answer.statusCode, answer.json(), answer.headers['content-type'], answer.headers['content-length']]).toEqual([
    503,
    unavailable,
    'application/json; charset=utf-8',
    String(JSON.stringify(unavailable).length)
  ])
})

test.each(['remembered', 'lost', undefined] as const)(
  'that the store does not answer is told at once, whether it is remembered or not (%s)',
  async (outcome) => {
    const journal = remembering()
    vi.spyOn(workspace().store.view(), 'findMessages').mockRejectedValue(new StoreUnavailableError('away'))
    const answer = await mock.delete(`/chat/Message/${ofOwner}`, 1)
    expect([answer.statusCode, answer.json()]).toEqual([503, unavailable])
    if (outcome !== undefined) journal[outcome]()
  }
)

test.each(['remembered', 'lost'] as const)('a connection ends once its request is %s', async (outcome) => {
  await mock.admin('POST', '/faults', { connection: 'close' })
  const url = await mock.app.listen({ host: '127.0.0.1', port: 0 })
  const journal = remembering()
  const asked = fetch(`${url}/chat/Message/${ofOwner}`, { method: 'DELETE', headers: as.user(1) })
  const ended = asked.then(() => 'answered', () => 'no answer')
  expect(await expectAfter(ended, journal, outcome)).toBe('no answer')
})

test('a journal that is off remembers nothing, and a fault is still one', async () => {
  await using off = await administer(await openStores(), { journal: 0 })
  const add = vi.spyOn(off.workspaces.find('default')?.requests ?? expect.unreachable(), 'add')
  await off.admin('POST', '/faults', { status: 418, when: 'after', match: { id: ofOwner } })
  await off.admin('POST', '/faults', { status: 419, match: { id: unknown } })
  expect((await off.delete(`/chat/Message/${ofOwner}`, 1)).statusCode).toBe(418)
  expect((await off.delete(`/chat/Message/${unknown}`, 1)).statusCode).toBe(419)
  expect((await off.delete(`/chat/Message/${unknown}`, 1)).statusCode).toBe(404)
  expect(add).not.toHaveBeenCalled()
})

test.each(['before', 'after'])('an answer of a fault %s has the type that it names, or that of JSON', async (when) => {
  for (const [headers, type] of [[{ 'content-type': 'text/plain' }, 'text/plain'], [{}, 'application/json']] as const) {
    await mock.admin('POST', '/faults', { status: 418, body: 'tea', headers, when })
    expect((await mock.delete(`/chat/Dialog/${unknown}`, 1)).headers['content-type']).toContain(type)
  }
})

test('a fault after a request leaves what it does not say as it was', async () => {
  await mock.admin('POST', '/faults', { headers: { 'x-extra': 'yes' }, when: 'after' })
  const refused = await mock.delete(`/chat/Message/${ofOwner}?force=2`, 1)
  expect([refused.statusCode, refused.json()]).toEqual([422, { errors: { force: ['must be 0 or 1'] } }])
  await mock.admin('POST', '/faults', { status: 202, when: 'after' })
  const empty = await mock.delete(`/chat/Dialog/${otherGroup}`, 1)
  expect([empty.statusCode, empty.payload, empty.headers['content-type']]).toEqual([202, '', undefined])
})

test('a connection ends where the journal is off, too', async () => {
  await using off = await administer(await openStores(), { journal: 0 })
  await off.admin('POST', '/faults', { connection: 'close' })
  const url = await off.app.listen({ host: '127.0.0.1', port: 0 })
  const ask = () => fetch(`${url}/chat/Message/${ofOwner}`, { method: 'DELETE', headers: as.user(1) })
  await expect(ask()).rejects.toThrow('fetch failed')
  expect((await ask()).status).toBe(200)
})

/** Deletes on a connection of its own; `ended` tells whether there was an answer. */
async function deleteOnSocket (): Promise<{ ended: Promise<string> }> {
  const url = await mock.app.listen({ host: '127.0.0.1', port: 0 })
  const asked = fetch(`${url}/chat/Message/${ofOwner}`, { method: 'DELETE', headers: as.user(1) })
  return { ended: asked.then(() => 'answered', () => 'no answer') }
}

const inJournal = () =>
  vi.waitUntil(() => workspace().journal.find().length > 0, { timeout: 60_000, interval: 1 })

test.each(['before', 'after'])('a connection that hangs gets no answer (%s)', async (when) => {
  await mock.admin('POST', '/faults', { connection: 'hang', when })
  const { ended } = await deleteOnSocket()
  await inJournal()
  expect(await Promise.race([ended, setTimeout(20)])).toBeUndefined()
  workspace().held.cutOff()
  expect(await ended).toBe('no answer')
})

test.each(['before', 'after'])('a request that is cut off is held up no more (%s)', async (when) => {
  await mock.admin('POST', '/faults', { delayMs: 600_000, when })
  const hold = vi.spyOn(workspace().held, 'hold')
  const { ended } = await deleteOnSocket()
  await vi.waitUntil(() => hold.mock.calls.length > 0, { timeout: 60_000, interval: 1 })
  workspace().held.cutOff()
  expect(await ended).toBe('no answer')
  await inJournal()
  await setTimeout(5)
  expect([hold.mock.calls.length, workspace().journal.find()[0]?.status]).toEqual([1, null])
})

test('a fault after a request that changes headers alone leaves an empty answer as empty as it was', async () => {
  const plain = await mock.delete(`/chat/Dialog/${otherGroup}`, 1)
  await mock.admin('POST', '/reset')
  await mock.admin('POST', '/faults', { headers: { 'x-extra': 'yes' }, when: 'after' })
  const changed = await mock.delete(`/chat/Dialog/${otherGroup}`, 1)
  expect([changed.headers['x-extra'], changed.payload, changed.headers['content-type']])
    .toEqual(['yes', plain.payload, plain.headers['content-type']])
})

test('a request sees one world from its beginning to its end, though it names who asks in its body', async () => {
  const view = vi.spyOn(workspace().store, 'view')
  const payload = 'token=token-of-1'
  const answer = await mock.app.inject({ method: 'DELETE', url: `/chat/Message/${ofOwner}`, payload })
  expect([answer.statusCode, view.mock.calls.length]).toEqual([200, 1])
})
