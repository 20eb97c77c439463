import { expect } from 'vitest'
import { group, publicGroup } from '../helpers/world.ts'
import type { Answer, Setting, Transcript } from './flow.ts'

/** The application and users of the tests' world. */
export const setting = {
  application: { id: 10, authKey: 'auth-10', authSecret: 'secret-10' },
  owner: { id: 1, login: 'user1', password: 'password' },
  occupant: { id: 2, login: 'user2', password: 'password' }
} as const satisfies Omit<Setting, 'api' | 'hash'>

const { application, owner, occupant } = setting
const forbidden = "You don't have appropriate permissions to perform this operation"

/**
 * Holds what every step of the flow answered against what the vendor's own suite asserts and what the vendor's pages
 * say.
 */
export function checkFlow (transcript: Transcript, { expired = 1 } = {}): void {
  const { closed, group: left, other, open, first, second, third } = transcript.ids?.result as Record<string, string>
  for (const id of [closed, left, other, open, first, second, third]) expect(id).toMatch(/^[0-9a-f]{24}$/)
  checkSessions(transcript, expired)
  checkUsers(transcript)
  checkReading(transcript)
  checkCreation(transcript, [closed!, left!, other!, open!])

  const ok = (name: string): unknown => result(transcript, name)
  // Some versions read the answer to a delete, others hand out its text.
  const json = (name: string): unknown => typeof ok(name) === 'string' ? JSON.parse(ok(name) as string) : ok(name)
  const nothing = (name: string): unknown => ok(name) ?? ''
  const items = (name: string): unknown[] => (ok(name) as { items: Array<{ _id: string }> }).items.map(({ _id }) => _id)

  expect(ok('list messages')).toMatchObject({
    skip: 0,
    limit: 10,
    items: [{ _id: first, message: 'first', sender_id: owner.id, colour: 'red' }, { _id: second }, {
      _id: third,
      sender_id: occupant.id
    }]
  })
  expect(json('hide a message')).toEqual({ SuccessfullyDeleted: { ids: [third] }, NotFound: { ids: [] } })
  expect(items('list after hiding, mine')).toEqual([first, second])
  expect(items('list after hiding, theirs')).toEqual([first, second, third])
  expect(failure(transcript, 'hide it again')).toEqual([404, ["The resource wasn't found"]])
  expect(failure(transcript, 'force, refused')).toEqual([403, [forbidden]])
  expect(json('force')).toEqual({ SuccessfullyDeleted: { ids: [first] }, NotFound: { ids: ['notExistentId'] } })
  expect(json('force, some of it refused')).toEqual({
    SuccessfullyDeleted: { ids: [third] },
    NotFound: { ids: ['notExistentId'] },
    WrongPermissions: { ids: [second] }
  })
  expect(items('list after forcing')).toEqual([second])

  expect(nothing('hide a dialog')).toBe('')
  expect(items('list after hiding a dialog')).toEqual([])
  expect(failure(transcript, 'force a dialog, refused')).toEqual([403, [forbidden]])
  expect(ok('rename')).toMatchObject({ _id: left, name: 'renamed', occupants_ids: [owner.id, occupant.id] })
  expect(ok('leave by a change')).toMatchObject({ _id: other, occupants_ids: [owner.id] })
  expect(nothing('leave')).toBe('')
  expect(items('list after leaving, theirs')).toEqual([])
  expect(ok('list after leaving, mine')).toMatchObject({ items: [{ _id: left, occupants_ids: [owner.id] }] })
  expect(failure(transcript, 'leave again')).toEqual([403, [forbidden]])

  expect(json('force a dialog')).toEqual({
    SuccessfullyDeleted: { ids: [left] },
    NotFound: { ids: ['notExistentId'] },
    WrongPermissions: { ids: [] }
  })
  expect(json('force dialogs')).toEqual({
    SuccessfullyDeleted: { ids: [closed, other, open].sort() },
    NotFound: { ids: ['notExistentId'] },
    WrongPermissions: { ids: [] }
  })
  expect(items('list at the end')).toEqual([])
}

function checkUsers (transcript: Transcript): void {
  expect(result(transcript, 'a user')).toMatchObject({ id: occupant.id, login: occupant.login })
  expect(result(transcript, 'a user by login')).toMatchObject({ id: occupant.id, login: occupant.login })
  expect(result(transcript, 'users')).toMatchObject({
    current_page: 1,
    per_page: 5,
    total_entries: 2,
    items: [{ user: { id: owner.id } }, { user: { id: occupant.id } }]
  })
}

/** What the second user has not read of the three messages, of which one is his own. */
function checkReading (transcript: Transcript): void {
  const { closed, group: left } = transcript.ids?.result as { closed: string, group: string }
  expect(result(transcript, 'count unread')).toEqual({ total: 2, [closed]: 2, [left]: 0 })
  expect(result(transcript, 'count unread after one')).toEqual({ total: 1, [closed]: 1 })
  expect(result(transcript, 'count unread after all')).toEqual({ total: 0, [closed]: 0 })
  for (const name of ['mark as read', 'mark all as read']) expect(result(transcript, name) ?? '', name).toBe('')
}

function checkSessions (transcript: Transcript, expired: number): void {
  const session = { application_id: application.id, token: expect.stringMatching(/^[0-9a-f]{40}$/) }
  expect(failure(transcript, 'session with a wrong signature')).toEqual([422, { base: ['Unexpected signature'] }])
  expect(failure(transcript, 'session with a wrong password')).toEqual([401, ['Unauthorized']])
  expect(result(transcript, 'session of the application')).toMatchObject({ ...session, user_id: 0 })
  expect(failure(transcript, 'list without a user')).toEqual([422, { base: ['Forbidden. Need user.'] }])
  expect(result(transcript, 'login')).toMatchObject({ id: owner.id, login: owner.login })
  expect(result(transcript, 'session of a user')).toMatchObject({ ...session, user_id: occupant.id })
  expect(transcript.logout?.error).toBeNull()
  expect(failure(transcript, 'list after logout')).toEqual([422, { base: ['Forbidden. Need user.'] }])
  expect(transcript['destroy session']?.error).toBeNull()
  expect(result(transcript, 'session after destroying it')).toBeNull()
  expect(failure(transcript, 'list with a dead session')).toEqual([401, { base: ['Required session does not exist'] }])
  expect(result(transcript, 'sessions that expired')).toBe(expired)
}

function checkCreation (transcript: Transcript, [closed, left, other, open]: readonly string[]): void {
  const both = [owner.id, occupant.id]
  expect(result(transcript, 'create private')).toMatchObject({
    _id: closed,
    type: 3,
    user_id: owner.id,
    occupants_ids: both
  })
  for (const name of ['group', 'other']) {
    expect(result(transcript, `create ${name}`)).toMatchObject({
      type: 2,
      name,
      occupants_ids: both,
      xmpp_room_jid: expect.stringContaining('muc.')
    })
  }
  expect(result(transcript, 'create open')).toMatchObject({
    type: 1,
    name: 'open',
    xmpp_room_jid: expect.stringContaining('muc.')
  })
  const list = result(transcript, 'list dialogs') as {
    total_entries: number,
    skip: number,
    limit: number,
    items: Array<{ _id: string }>
  }
  expect(list).toMatchObject({ skip: 0, limit: 100, total_entries: list.items.length })
  expect(list.items.map(({ _id }) => _id)).toEqual(
    expect.arrayContaining([closed, left, other, open, group, publicGroup])
  )
}

function result (transcript: Transcript, name: string): unknown {
  const { error, result } = answer(transcript, name)
  expect(error, name).toBeNull()
  return result
}

/** The SDK reads an error's body only where it expects JSON; a delete's is text, to most versions. */
function failure (transcript: Transcript, name: string): [code: number | undefined, errors: unknown] {
  const { error, result } = answer(transcript, name)
  expect(result, name).toBeNull()
  const { code, message, detail } = error as { code?: number, message?: unknown, detail?: unknown }
  return [code, detail ?? (JSON.parse(String(message)) as { errors: unknown }).errors]
}

function answer (transcript: Transcript, name: string): Answer {
  const found = transcript[name]
  if (found === undefined) throw new Error(`There is no step "${name}"`)
  return found
}
