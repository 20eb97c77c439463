import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Fixtures } from '../../src/fixtures/fixtures.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { onEveryStore } from '../helpers/stores.ts'
import {
  d,
  foreignDialog,
  group,
  inOtherGroup,
  inPrivate,
  inPublic,
  m,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  world
} from '../helpers/world.ts'

interface Listed {
  applications: Array<{ id: number }>
  users: Array<{ id: number }>
  dialogs: Array<{ _id: string }>
  messages: Array<{ _id: string }>
}

const idsOf = (things: Array<{ _id: string }>): string[] => things.map(({ _id }) => _id).sort()

onEveryStore('the world', (place) => {
  let control: Administered
  beforeAll(async () => { control = await administer(await (await place())()) })
  beforeEach(async () => { await control.admin('PUT', '/fixtures', world) })
  afterAll(() => control?.[Symbol.asyncDispose]())

  const state = async (query = ''): Promise<Listed> => {
    const [status, body] = await control.admin('GET', `/state${query}`)
    expect(status).toBe(200)
    return body as Listed
  }

  test('is told in the form of fixtures, which can be loaded again', async () => {
    const before = await state()
    expect(Object.keys(before)).toEqual(['applications', 'users', 'dialogs', 'messages'])
    expect(before.messages).toHaveLength(world.messages?.length ?? 0)
    expect(await control.admin('PUT', '/fixtures', before)).toMatchObject([200, { users: before.users, sessions: [] }])
    const again = await state()
    for (const list of ['applications', 'users', 'dialogs', 'messages'] as const) {
      expect(new Set<unknown>(again[list])).toEqual(new Set<unknown>(before[list]))
    }
  })

  test('says who hid what, and no longer has what was destroyed', async () => {
    await control.delete(`/chat/Message/${ofSender}`, 1)
    await control.delete(`/chat/Message/${ofOwner}`, 1, 'force=1')
    await control.delete(`/chat/Dialog/${otherGroup}`, 1, 'force=1')
    await control.delete(`/chat/Dialog/${group}`, 3)
    const { dialogs, messages } = await state()
    expect(messages.find(({ _id }) => _id === ofSender)).toMatchObject({ deleted_for: [1] })
    expect(dialogs.find(({ _id }) => _id === group)).toMatchObject({ occupants_ids: [1, 2, 4], left_by: [3] })
    expect(idsOf(messages)).not.toContain(ofOwner)
    expect(idsOf(dialogs)).not.toContain(otherGroup)
  })

  test.each([
    [1, [group, publicGroup, otherGroup], [ofSender, ofOwner, inPublic, inOtherGroup]],
    [3, [group, publicGroup, privateDialog], [ofSender, ofOwner, inPublic, inPrivate]],
    [9, [publicGroup], [inPublic]],
    [900, [foreignDialog], [m(5)]]
  ])('is told as user %d sees it', async (userId, dialogs, messages) => {
    const seen = await state(`?as=${userId}`)
    expect([idsOf(seen.dialogs), idsOf(seen.messages)]).toEqual([[...dialogs].sort(), [...messages].sort()])
    expect(seen.applications.map(({ id }) => id)).toEqual([userId === 900 ? 20 : 10])
    expect(seen.users.map(({ id }) => id)).toContain(userId)
  })

  test('is told without what a user hid, to that user alone', async () => {
    await control.delete(`/chat/Message/${ofSender}`, 2)
    await control.delete(`/chat/Dialog/${privateDialog}`, 2)
    const [mine, other] = [await state('?as=2'), await state('?as=3')]
    expect([idsOf(mine.dialogs), idsOf(mine.messages)]).toEqual(
      [[group, publicGroup, otherGroup], [ofOwner, inPublic, inOtherGroup]].map((ids) => ids.sort())
    )
    expect([idsOf(other.dialogs), idsOf(other.messages)]).toEqual(
      [[group, publicGroup, privateDialog], [ofSender, ofOwner, inPublic, inPrivate]].map((ids) => ids.sort())
    )
  })

  test('is told with what of the fixtures is no more', async () => {
    await control.delete(`/chat/Message/${ofOwner}`, 1, 'force=1')
    await control.delete(`/chat/Dialog/${otherGroup}`, 1, 'force=1')
    const { destroyed } = await state('?destroyed=true') as Listed & { destroyed: Listed }
    expect([idsOf(destroyed.dialogs), idsOf(destroyed.messages)]).toEqual([
      [otherGroup],
      [ofOwner, inOtherGroup].sort()
    ])
    expect(destroyed.messages.find(({ _id }) => _id === ofOwner)).toMatchObject({ message: 'two' })
  })

  test('is asked for with a query that makes sense', async () => {
    expect(await control.admin('GET', '/state?as=77')).toEqual([404, { errors: ['There is no user 77'] }])
    expect(await control.admin('GET', '/state?as=me&destroyed=1&of=2')).toEqual([422, {
      errors: [
        'query: as must be a positive whole number',
        'query: destroyed must be true or false',
        'query: of is unknown; did you mean as?'
      ]
    }])
  })

  test('takes more fixtures, which may refer to what is there', async () => {
    const more: Fixtures = {
      users: [{ id: 5, application_id: 10, login: 'user5' }],
      dialogs: [{ _id: d(50), type: 3, user_id: 5, occupants_ids: [1, 5] }],
      messages: [{ _id: m(50), chat_dialog_id: d(50), sender_id: 1, message: 'hello', mood: 'good' }, {
        _id: m(51),
        chat_dialog_id: group,
        sender_id: 1
      }]
    }
    expect(await control.admin('POST', '/fixtures', more)).toMatchObject([200, more])
    const { dialogs, messages } = await state('?as=5')
    expect([idsOf(dialogs), messages.find(({ _id }) => _id === m(50))]).toEqual([
      [publicGroup, d(50)].sort(),
      expect.objectContaining({ message: 'hello', mood: 'good' })
    ])
    expect((await control.delete(`/chat/Message/${m(50)},${m(51)}`, 1)).json()).toEqual({
      SuccessfullyDeleted: { ids: [m(50), m(51)] },
      NotFound: { ids: [] }
    })
    await control.admin('POST', '/reset')
    expect(idsOf((await state()).messages)).not.toContain(m(50))
  })

  test('takes nothing of fixtures with problems, and tells them all', async () => {
    const before = await state()
    const bad = {
      users: [{ id: 1, application_id: 10, login: 'again' }, { id: 6, application_id: 10, login: 'six' }],
      messages: [{ _id: m(60), chat_dialog_id: d(99), sender_id: 6 }]
    }
    const [status, body] = await control.admin('POST', '/fixtures', bad)
    expect([status, body]).toEqual([422, {
      errors: [
        'fixtures: users[0].id: user 1 is taken: the world has it',
        `fixtures: messages[0].chat_dialog_id: there is no dialog ${d(99)}`
      ]
    }])
    expect((await control.admin('PUT', '/fixtures', { people: [] }))[0]).toBe(422)
    expect(await state()).toEqual(before)
  })

  test('tells what was made for it', async () => {
    const [, added] = await control.admin('POST', '/fixtures', {
      messages: [{ chat_dialog_id: group, sender_id: 1, message: 'new' }]
    })
    const { messages } = added as { messages: Array<{ _id: string }> }
    expect(messages).toEqual([
      expect.objectContaining({
        _id: expect.stringMatching(/^[0-9a-f]{24}$/),
        message: 'new',
        created_at: expect.any(String)
      })
    ])
    expect((await control.delete(`/chat/Message/${messages[0]?._id}`, 1)).statusCode).toBe(200)
    await control.admin('POST', '/reset')
  })

  test('is replaced by a shipped one', async () => {
    const { dialogs } = JSON.parse(await readFile('fixtures/team.json', 'utf8')) as { dialogs: Array<{ _id: string }> }
    expect(await control.admin('PUT', '/fixtures?world=team')).toMatchObject([200, { dialogs }])
    expect(idsOf((await state()).dialogs).sort()).toEqual(idsOf(dialogs).sort())
    expect(await control.admin('PUT', '/fixtures?world=teem')).toEqual([404, {
      errors: ['There is no shipped world "teem"; there are default, private, team, two-applications']
    }])
    expect(await control.admin('PUT', '/fixtures?world=team', {})).toEqual([422, {
      errors: ['world: a shipped world is named, so send no fixtures with it']
    }])
    await control.admin('PUT', '/fixtures', world)
  })

  test('is replaced, also for later resets', async () => {
    const other: Fixtures = {
      applications: [{ id: 30, auth_key: 'k', auth_secret: 's' }],
      users: [{ id: 7, login: 'seven' }],
      dialogs: [{ _id: d(70), type: 2, user_id: 7, occupants_ids: [7] }],
      sessions: [{ token: 'token-of-7', user_id: 7 }]
    }
    expect(await control.admin('PUT', '/fixtures', other)).toMatchObject([200, other])
    expect((await control.delete(`/chat/Dialog/${d(70)}`, 7)).statusCode).toBe(200)
    expect(idsOf((await state()).dialogs)).toEqual([])
    await control.admin('POST', '/reset')
    expect(idsOf((await state()).dialogs)).toEqual([d(70)])
  })

  test('takes two loads at once for one after the other', async () => {
    const user: Fixtures = { users: [{ id: 8, application_id: 10, login: 'eight' }] }
    const answers = await Promise.all([
      control.admin('POST', '/fixtures', user),
      control.admin('POST', '/fixtures', user)
    ])
    expect(answers.map(([status]) => status).sort()).toEqual([200, 422])
    expect((await state()).users.filter(({ id }) => id === 8)).toHaveLength(1)
  })

  test('is reset with journal, faults and clock', async () => {
    await control.delete(`/chat/Message/${ofOwner}`, 1, 'force=1')
    await control.admin('POST', '/faults', { status: 503 })
    await control.admin('PUT', '/clock', { now: '2001-01-01T00:00:00Z' })
    expect(await control.admin('POST', '/reset')).toEqual([204, undefined])
    expect(idsOf((await state()).messages)).toContain(ofOwner)
    expect(await control.admin('GET', '/requests')).toEqual([200, { requests: [] }])
    expect(await control.admin('GET', '/faults')).toEqual([200, { faults: [] }])
    expect((await control.delete(`/chat/Message/${ofOwner}`, 1)).statusCode).toBe(200)
  })
})

describe('what is sent to /__admin', () => {
  let control: Administered
  beforeAll(async () => {
    const { openStores } = await import('../../src/store/open-stores.ts')
    control = await administer(await openStores())
  })
  afterAll(() => control?.[Symbol.asyncDispose]())

  test.each([undefined, 'application/json', 'text/plain', 'application/x-www-form-urlencoded', ';;;'])(
    'is taken for JSON when it is labelled %s',
    async (label) => {
      expect(
        (await control.admin(
          'POST',
          '/requests/find',
          { path: '/chat' },
          label === undefined ? {} : { 'content-type': label }
        ))[0]
      ).toBe(200)
    }
  )

  test('must be JSON', async () => {
    const [status, body] = await control.admin('POST', '/faults', '{"status":')
    expect([status, body]).toEqual([400, { errors: [expect.stringContaining('The body is not JSON: ')] }])
  })

  test('is limited, but fixtures may be large', async () => {
    const large = {
      users: Array.from(
        { length: 20_000 },
        (_, index) => ({ id: 1000 + index, application_id: 10, login: `large-${index}`, full_name: 'x'.repeat(60) })
      )
    }
    expect(JSON.stringify(large).length).toBeGreaterThan(2 ** 21)
    expect((await control.admin('POST', '/requests/find', large))[0]).toBe(413)
    expect(await control.admin('POST', '/fixtures', large)).toMatchObject([200, large])
  })

  test('has an answer with errors where nothing is', async () => {
    expect(await control.admin('GET', '/nothing?x=1')).toEqual([404, { errors: ['There is no GET /__admin/nothing'] }])
    expect(await control.admin('DELETE', '/state')).toEqual([404, { errors: ['There is no DELETE /__admin/state'] }])
  })
})
