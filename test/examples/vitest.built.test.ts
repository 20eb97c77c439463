import { startMockServer } from 'quickblox-delete-mock'
import type { MockServer, MockWorkspace } from 'quickblox-delete-mock'
import { test as base, describe, expect } from 'vitest'

// One mock for a file, and in it a world for every test: so tests can run at once and none sees what another deletes.
let worlds = 0
const test = base.extend<{ mock: MockServer, chat: MockWorkspace }>({
  // eslint-disable-next-line no-empty-pattern
  mock: [async ({}, use) => {
    await using mock = await startMockServer({ fixtures: 'fixtures/team.json' })
    await use(mock)
  }, { scope: 'file' }],
  chat: async ({ mock }, use) => use(await mock.workspace(`test-${++worlds}`))
})

const olivia = 301
const hers = '66389ee0a28f9a0cc7cb0fa1'
const adams = '66389f6ca28f9a0cc7cb0fa8'
const max = 303

/** What is tested: the client of an application, which has its own ideas of when to try again. */
async function deleteMessages (host: string, token: string, ids: readonly string[], force = false): Promise<number> {
  const url = `${host}/chat/Message/${ids.join()}.json${force ? '?force=1' : ''}`
  const send = () => fetch(url, { method: 'DELETE', headers: { 'QB-Token': token } })
  const answer = await send().catch(send)
  return answer.status
}

/** The same, with the one thing that a client which tries again must know. */
async function deleteMessagesOrFindThemGone (...call: Parameters<typeof deleteMessages>): Promise<number> {
  const status = await deleteMessages(...call)
  return status === 404 ? 200 : status
}

describe.concurrent('a client', () => {
  test('deletes a message for its user alone', async ({ chat }) => {
    expect(await deleteMessages(chat.url, 'max-token', [adams])).toBe(200)
    expect((await chat.state({ as: max })).messages.map(({ _id }) => _id)).not.toContain(adams)
    expect((await chat.state({ as: olivia })).messages.map(({ _id }) => _id)).toContain(adams)
  })

  test('deletes a message for everybody', async ({ chat }) => {
    expect(await deleteMessages(chat.url, 'olivia-token', [hers], true)).toBe(200)
    expect((await chat.state()).messages.map(({ _id }) => _id)).not.toContain(hers)
    await chat.reset()
    expect((await chat.state()).messages.map(({ _id }) => _id)).toContain(hers)
  })

  test('is asked what it sent', async ({ chat }) => {
    await deleteMessages(chat.url, 'max-token', [hers, adams], true)
    const { verdicts } = await chat.waitForRequest({ method: 'DELETE', user: max })
    expect(verdicts).toEqual([{ id: hers, verdict: 'WrongPermissions', reason: 'M11' }, {
      id: adams,
      verdict: 'WrongPermissions',
      reason: 'M11'
    }])
  })

  test('can bring fixtures of its own', async ({ chat }) => {
    const mine = '66389ee0a28f9a0cc7cb0fff'
    await chat.load({
      messages: [{ _id: mine, chat_dialog_id: '66389c10a28f9a0cc7cb0f8c', sender_id: max, message: 'mine' }]
    })
    expect(await deleteMessages(chat.url, 'max-token', [mine], true)).toBe(200)
  })

  test('sees its session expire', async ({ chat }) => {
    await deleteMessages(chat.url, 'max-token', [adams])
    await chat.load({
      sessions: [{ token: 'short', user_id: max, expires_at: new Date(Date.now() + 3_600_000).toISOString() }]
    })
    await chat.clock.advance({ hours: 3 })
    expect(await deleteMessages(chat.url, 'short', [hers])).toBe(401)
  })
})

describe.concurrent('an answer that is lost after the deletion', () => {
  const lost = { match: { method: 'DELETE' }, when: 'after', connection: 'reset' } as const

  test('makes a client that tries again report a failure: the retry finds nothing', async ({ chat }) => {
    await chat.fail(lost)
    expect(await deleteMessages(chat.url, 'olivia-token', [hers], true)).toBe(404)
    expect(chat.requests({ id: hers }).map(({ response }) => response?.status)).toEqual([404, undefined])
  })

  test('is no failure for a client that takes "not found" for "already deleted"', async ({ chat }) => {
    await chat.fail(lost)
    expect(await deleteMessagesOrFindThemGone(chat.url, 'olivia-token', [hers], true)).toBe(200)
    expect((await chat.state()).messages.map(({ _id }) => _id)).not.toContain(hers)
  })
})
