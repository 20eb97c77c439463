import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import type { MockServer, MockWorkspace } from '../../src/index.ts'
import { readPackage } from '../../src/shared/package.ts'
import { freshDatabase, mongodPath } from '../helpers/stores.ts'
import { as } from '../helpers/wire.ts'
import { d, group, inPublic, m, ofOwner, ofSender, otherGroup, world } from '../helpers/world.ts'

const remove = (mock: Pick<MockWorkspace, 'url'>, path: string, userId = 1, body?: string) =>
  fetch(`${mock.url}${path}`, { method: 'DELETE', headers: as.user(userId), ...(body !== undefined && { body }) })

describe('a mock', () => {
  let mock: MockServer
  beforeEach(async () => { mock = await startMockServer({ fixtures: world }) })
  afterEach(() => mock.close())

  test('listens when it is there, and says where and with which store', async () => {
    expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect([mock.name, mock.store]).toEqual(['default', {
      kind: 'memory',
      description: expect.stringContaining('memory')
    }])
    expect(await (await fetch(`${mock.url}/__admin/health`)).json()).toMatchObject({
      status: 'healthy',
      version: readPackage().version
    })
  })

  test('deletes, and is reset', async () => {
    expect((await remove(mock, `/chat/Message/${ofOwner}`, 1, 'force=1')).status).toBe(200)
    expect((await mock.state()).messages.map(({ _id }) => _id)).not.toContain(ofOwner)
    await mock.reset()
    expect((await mock.state()).messages.map(({ _id }) => _id)).toContain(ofOwner)
    expect(mock.requests()).toEqual([])
  })

  test('tells what a user still sees', async () => {
    await remove(mock, `/chat/Message/${ofSender}`, 1)
    const idsFor = async (user: number) => (await mock.state({ as: user })).messages.map(({ _id }) => _id)
    expect([(await idsFor(1)).includes(ofSender), (await idsFor(2)).includes(ofSender)]).toEqual([false, true])
    await expect(mock.state({ as: 77 })).rejects.toThrow('There is no user 77')
  })

  test('takes faults back, one or all', async () => {
    const first = await mock.fail({ status: 500 })
    const second = await mock.fail({ status: 502, times: 'always' })
    expect(mock.faults()).toMatchObject([{ id: first, status: 500, times: 1 }, {
      id: second,
      status: 502,
      times: 'always'
    }])
    expect([
      await mock.cancelFault(first),
      await mock.cancelFault(first),
      await mock.cancelFault('fault-0')
    ]).toEqual([true, false, false])
    expect((await remove(mock, `/chat/Message/${ofOwner}`)).status).toBe(502)
    await mock.clearFaults()
    expect(mock.faults()).toEqual([])
    expect((await remove(mock, `/chat/Message/${ofOwner}`)).status).toBe(200)
  })

  test('forgets what it received', async () => {
    await remove(mock, `/chat/Message/${ofOwner}`)
    expect(mock.requests()).toHaveLength(1)
    await mock.clearRequests()
    expect(mock.requests()).toEqual([])
  })

  test('tells its sessions, and has a token for any user', async () => {
    expect(await mock.sessions()).toContainEqual(expect.objectContaining({ token: 'token-of-1', user_id: 1 }))
    expect(await mock.tokenOf(1)).toBe('token-of-1')
    const made = await mock.tokenOf(901)
    expect(made).toMatch(/^[0-9a-f]{40}$/)
    expect(await mock.tokenOf(901)).toBe(made)
    await mock.clock.advance({ days: 4000 })
    expect((await fetch(`${mock.url}/chat/Dialog.json`, { headers: { 'qb-token': made } })).status).toBe(200)
    await expect(mock.tokenOf(77)).rejects.toThrow('There is no user 77')
  })

  test('has a token that is good where the one there was has ended', async () => {
    await mock.replace([world, {
      users: [{ id: 55, login: 'late', application_id: 10 }],
      sessions: [{ token: 'short', user_id: 55, expires_at: '2100-01-01T00:00:00Z' }]
    }])
    expect(await mock.tokenOf(55)).toBe('short')
    await mock.clock.set('2100-01-01T00:00:01Z')
    expect(await mock.tokenOf(55)).toMatch(/^[0-9a-f]{40}$/)
  })

  test('loads more, and starts from something else', async () => {
    await mock.load({ messages: [{ _id: m(50), chat_dialog_id: group, sender_id: 1, message: 'more' }] })
    expect((await remove(mock, `/chat/Message/${m(50)}`)).status).toBe(200)
    await expect(mock.load([{ messages: [] }, 'nowhere.json'])).rejects.toThrow(
      'nowhere.json: there is no such file or folder'
    )
    await expect(mock.load({ messages: [{ _id: m(51), chat_dialog_id: d(99), sender_id: 1 }] })).rejects.toThrow(
      `fixtures: messages[0].chat_dialog_id: there is no dialog ${d(99)}`
    )
    await mock.replace([{ applications: [{ id: 1, auth_key: 'k', auth_secret: 's' }] }])
    await mock.reset()
    expect(await mock.state()).toEqual({
      applications: [expect.objectContaining({ id: 1 })],
      users: [],
      dialogs: [],
      messages: []
    })
  })

  test('tells what it was asked, and waits for it', async () => {
    await remove(mock, `/chat/Message/${ofSender},${inPublic}`)
    expect(mock.requests({ method: 'DELETE', id: inPublic, user: 1 })).toMatchObject([{
      verdicts: [{ id: ofSender, verdict: 'hide', reason: 'M7' }, { id: inPublic, verdict: 'hide' }],
      response: { status: 200 }
    }])
    expect(() => mock.requests({ verb: 'DELETE' } as object)).toThrow(
      'filter: verb is unknown; there are method, path, id, user, status, verdict'
    )
    const waiting = mock.waitForRequest({ path: '/chat/Dialog' }, { timeoutMs: 60_000 })
    await remove(mock, `/chat/Dialog/${otherGroup}`)
    expect(await waiting).toMatchObject({ url: `/chat/Dialog/${otherGroup}`, verdicts: [{ verdict: 'leave' }] })
    expect(await mock.waitForRequest({ path: '/chat/Dialog' })).toEqual(await waiting)
  })

  test('says what came instead of what was waited for', async () => {
    await expect(mock.waitForRequest({}, { timeoutMs: 10 })).rejects.toThrow(
      'No request like {} came within 10 ms; none came at all'
    )
    await remove(mock, `/chat/Message/${ofSender}?token=very-secret-token`)
    await remove(mock, `/chat/Dialog/${group}?force=1`, 2)
    await expect(mock.waitForRequest({ path: '/chat/Dialog', user: 1 }, { timeoutMs: 10 })).rejects.toThrow([
      'No request like {"path":"/chat/Dialog","user":1} came within 10 ms; what came instead, newest first:',
      `  DELETE /chat/Dialog/${group}?force=1: 403, WrongPermissions D6`,
      `  DELETE /chat/Message/${ofSender}?token=****oken: 200, hide M7`
    ].join('\n'))
    for (let n = 0; n < 8; n++) await remove(mock, `/chat/Message/none-${n}`)
    const instead = async () => {
      const { message } = await mock.waitForRequest({ id: 'x' }, { timeoutMs: 0 }).catch((error) => error) as Error
      return message.split('\n').slice(1)
    }
    const ten = await instead()
    expect([ten.length, ten.at(-1)]).toEqual([
      10,
      `  DELETE /chat/Message/${ofSender}?token=****oken: 200, hide M7`
    ])
    await remove(mock, '/chat/Message/none-8')
    const lines = await instead()
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([
      11,
      '  DELETE /chat/Message/none-8: 404, NotFound M1',
      '  and more'
    ])
    await expect(mock.waitForRequest({}, { timeoutMs: -1 })).rejects.toThrow(
      'waitForRequest: timeoutMs must be a whole number from 0 to 60000'
    )
  })

  test('fails as planned', async () => {
    const fault = await mock.fail({ match: { user: 2 }, status: 503, headers: { 'retry-after': '1' } })
    expect([
      (await remove(mock, `/chat/Message/${ofSender}`, 1)).status,
      (await remove(mock, `/chat/Message/${ofSender}`, 2)).status
    ]).toEqual([200, 503])
    expect(mock.requests({ status: 503 })).toMatchObject([{ fault, caller: { userId: 2 } }])
    // @ts-expect-error: the types say it too.
    await expect(mock.fail({ connection: 'reset', status: 503, tims: 2 })).rejects.toThrow(
      "fault: tims is unknown; did you mean times?\nfault: connection leaves no answer, so status can't be given " +
        'with it'
    )
  })

  test('has a clock', async () => {
    await mock.clock.set(new Date('2030-01-01T00:00:20Z'))
    await mock.clock.advance({ hours: 3, minutes: 1 })
    expect(mock.clock.now().toISOString()).toMatch(/^2030-01-01T03:01:/)
    await mock.clock.set('2031-06-01T00:00:00Z')
    expect(mock.clock.now().getUTCFullYear()).toBe(2031)
    await mock.clock.set(Date.UTC(2032, 5, 1))
    expect(mock.clock.now().getUTCFullYear()).toBe(2032)
    await expect(mock.clock.set('soon')).rejects.toThrow('clock: now must be a time like "2030-01-01T00:00:00Z"')
    await expect(mock.clock.set(new Date(NaN))).rejects.toThrow('clock: now must be')
    await expect(mock.clock.advance({ hour: 1 } as object)).rejects.toThrow(
      'clock: advance.hour is unknown; did you mean hours?'
    )
    await mock.clock.reset()
    const times = [Date.now(), mock.clock.now().getTime(), Date.now()]
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

  test('has isolated workspaces, each with all of that', async () => {
    const mine = await mock.workspace('worker-1')
    expect([mine.name, mine.url]).toEqual(['worker-1', `${mock.url}/@worker-1`])
    await remove(mine, `/chat/Message/${ofOwner}`, 1, 'force=1')
    await mine.fail({ status: 503, times: 'always' })
    await mine.clock.advance({ days: 1 })
    await mine.load({ users: [{ id: 5, application_id: 10, login: 'five' }] })
    expect([mine.requests().length, mock.requests().length]).toEqual([1, 0])
    expect([(await mine.state()).users.length, (await mock.state()).users.length]).toEqual([8, 7])
    expect((await remove(mock, `/chat/Message/${ofOwner}`, 1, 'force=1')).status).toBe(200)
    await mine.reset()
    expect((await remove(await mock.workspace('worker-1'), `/chat/Message/${ofOwner}`, 1, 'force=1')).status).toBe(200)
    for (const name of ['Worker 1', undefined, 7]) {
      await expect(mock.workspace(name as string)).rejects.toMatchObject({
        name: 'WorkspaceError',
        statusCode: 400,
        message: expect.stringContaining(`"${name}" can't name a workspace`)
      })
    }
  })

  test('refuses what it does not know', async () => {
    await expect(mock.state({ us: 1 } as object)).rejects.toThrow('state: us is unknown; did you mean as?')
    await expect(mock.waitForRequest({}, { timeout: 1 } as object)).rejects.toThrow(
      'waitForRequest: timeout is unknown; did you mean timeoutMs?'
    )
  })

  test('says so when a workspace is gone', async () => {
    const mine = await mock.workspace('short-lived')
    await fetch(`${mock.url}/__admin/workspaces/short-lived`, { method: 'DELETE' })
    expect(() => mine.requests()).toThrow(
      'The workspace "short-lived" was deleted; open it again with workspace("short-lived")'
    )
    await expect(mine.reset()).rejects.toThrow('was deleted')
    await mock.workspace('short-lived')
    expect(mine.requests()).toEqual([])
  })
})

describe('mocks', () => {
  test('can be several at once in one process, each with its own world', async () => {
    await using one = await startMockServer({ fixtures: world })
    await using other = await startMockServer({ fixtures: world })
    await remove(one, `/chat/Message/${ofOwner}`, 1, 'force=1')
    expect([(await one.state()).messages.length, (await other.state()).messages.length]).toEqual([5, 6])
    expect([one.requests().length, other.requests().length]).toEqual([1, 0])
  })

  test('can be closed twice, at once too, and do nothing afterwards', async () => {
    const mock = await startMockServer()
    await Promise.all([mock.close(), mock.close()])
    await mock.close()
    await expect(fetch(mock.url)).rejects.toThrow()
    await expect(mock.reset()).rejects.toThrow('The mock is closed')
    await expect(mock.workspace('w')).rejects.toThrow('The mock is closed')
    await expect(mock.fail({})).rejects.toThrow('The mock is closed')
  })

  const kinds = mongodPath === undefined ? ['memory'] as const : ['memory', 'MongoDB'] as const
  test.each(kinds)('tell whoever still waits why that is over: %s', async (kind) => {
    const store = kind === 'memory' ? kind : await freshDatabase()
    await using mock = await startMockServer({ store })
    const waitIn = async (name: string) => {
      const workspace = await mock.workspace(name)
      return workspace.waitForRequest({ status: 418 }, { timeoutMs: 60_000 }).catch((error: Error) => error.message)
    }
    const dropped = waitIn('dropped')
    const others = [waitIn('default'), waitIn('other')]
    await mock.workspace('other')
    await (await mock.workspace('dropped')).remove()
    expect(await dropped).toBe('The workspace "dropped" was deleted; open it again with workspace("dropped")')
    await mock.close()
    expect(await Promise.all(others)).toEqual(['The mock is closed', 'The mock is closed'])
  })

  test.skipIf(mongodPath === undefined)('tell that another has deleted a workspace for all', async () => {
    const store = await freshDatabase()
    await using one = await startMockServer({ store })
    await using other = await startMockServer({ store })
    for (const act of [
      (mine: MockWorkspace) => mine.state(),
      (mine: MockWorkspace) => mine.reset(),
      (mine: MockWorkspace) => mine.clock.advance({ hours: 1 }),
      (mine: MockWorkspace) => mine.clearRequests(),
      (mine: MockWorkspace) => mine.load({}),
      (mine: MockWorkspace) => mine.fail({}),
      (mine: MockWorkspace) => mine.waitForRequest()
    ]) {
      const mine = await one.workspace('w')
      await (await other.workspace('w')).remove()
      await expect(act(mine)).rejects.toThrow('The workspace "w" was deleted; open it again with workspace("w")')
    }
  })

  test('are shut to strangers where they listen to them', async () => {
    await using mock = await startMockServer({ host: '0.0.0.0' })
    const { url } = mock
    const answer = await fetch(`${url}/__admin/state`)
    expect([answer.status, await answer.json()]).toEqual([403, {
      errors: [
        '/__admin is shut: it answers only where the server listens on loopback; start it with --admin-token or ' +
          '--open-admin'
      ]
    }])
    expect([(await fetch(`${url}/livez`)).status, (await fetch(`${url}/__admin/health`)).status]).toEqual([200, 200])
    await using opened = await startMockServer({ host: '0.0.0.0', openAdmin: true })
    expect((await fetch(`${opened.url}/__admin/state`)).status).toBe(200)
  })

  test('leave nothing behind when they can\'t start', async () => {
    await using mock = await startMockServer()
    await expect(startMockServer({ port: Number(new URL(mock.url).port) })).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      message: expect.stringMatching(
        /^port: \d+ on 127\.0\.0\.1 is in use; stop what listens there, or give another port \(0 takes a free one\)$/
      )
    })
    await expect(startMockServer({ jurnal: 5 } as object)).rejects.toThrow(
      'jurnal: there is no such option; did you mean journal?'
    )
    await expect(startMockServer({ fixtures: { users: [{ id: 1, login: 'lost', application_id: 7 }] } })).rejects
      .toThrow('users[0].application_id')
  })
})

test('a named workspace is removed by hand or with its scope, harmlessly again, and the default one ' +
  'stays', async () => {
  await using mock = await startMockServer({ fixtures: 'team' })
  const names = async (): Promise<string[]> => {
    const { workspaces } = await (await fetch(`${mock.url}/__admin/workspaces`)).json() as {
      workspaces: Array<{ name: string }>
    }
    return workspaces.map(({ name }) => name)
  }
  const one = await mock.workspace('one')
  {
    await using two = await mock.workspace('two')
    expect(await names()).toEqual(['default', 'one', two.name])
  }
  expect(await names()).toEqual(['default', 'one'])
  await one.remove()
  await one.remove()
  expect(await names()).toEqual(['default'])
  await expect(one.state()).rejects.toThrow('was deleted')
  await expect((await mock.workspace('default')).remove()).rejects.toThrow('The default workspace stays')
})
