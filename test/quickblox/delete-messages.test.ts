import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import type { Place } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { foreignMessage, group, inPrivate, inPublic, ofOwner, ofSender, unknown } from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }
const groups = (deleted: string[], missing: string[] = [], refused: string[] = []) => ({
  SuccessfullyDeleted: { ids: deleted },
  NotFound: { ids: missing },
  ...(refused.length > 0 && { WrongPermissions: { ids: refused } })
})

interface Row {
  rule: string
  what: string
  who: Record<string, string>
  ids: string[]
  force?: boolean
  status: number
  body: object
}

const rows: Row[] = [
  { rule: 'M1', what: 'one that does not exist', who: as.user(2), ids: [unknown], status: 404, body: notFound },
  { rule: 'M1', what: 'several that do not exist', who: as.user(2), ids: [unknown, 'zz'], status: 404, body: notFound },
  { rule: 'M1', what: 'no ObjectId', who: as.user(2), ids: ['notExistentId'], status: 404, body: notFound },
  {
    rule: 'M1',
    what: 'one that exists beside one that does not',
    who: as.user(2),
    ids: [unknown, ofSender],
    status: 200,
    body: groups([ofSender], [unknown])
  },
  {
    rule: 'M2',
    what: 'the key of another application',
    who: as.application(20),
    ids: [ofSender],
    status: 403,
    body: forbidden
  },
  {
    rule: 'M3',
    what: 'the key, no force',
    who: as.application(10),
    ids: [ofSender],
    status: 200,
    body: groups([ofSender])
  },
  {
    rule: 'M3',
    what: 'the key, force',
    who: as.application(10),
    ids: [ofSender, inPrivate],
    force: true,
    status: 200,
    body: groups([ofSender, inPrivate])
  },
  {
    rule: 'M4',
    what: 'a message of another application',
    who: as.user(2),
    ids: [foreignMessage, ofSender],
    status: 200,
    body: groups([ofSender], [], [foreignMessage])
  },
  { rule: 'M6', what: 'not an occupant', who: as.user(9), ids: [ofSender], status: 403, body: forbidden },
  { rule: 'M7', what: 'an occupant', who: as.user(3), ids: [ofSender], status: 200, body: groups([ofSender]) },
  {
    rule: 'M7',
    what: 'an occupant, through the key',
    who: as.behalf(10, 3),
    ids: [ofSender],
    status: 200,
    body: groups([ofSender])
  },
  {
    rule: 'M8',
    what: 'the sender, force',
    who: as.user(2),
    ids: [ofSender, inPrivate],
    force: true,
    status: 200,
    body: groups([ofSender, inPrivate])
  },
  {
    rule: 'M9',
    what: 'an admin, force',
    who: as.user(4),
    ids: [ofSender, inPublic],
    force: true,
    status: 200,
    body: groups([ofSender, inPublic])
  },
  {
    rule: 'M10',
    what: 'the owner, force',
    who: as.user(1),
    ids: [ofSender, inPublic],
    force: true,
    status: 200,
    body: groups([ofSender, inPublic])
  },
  {
    rule: 'M11',
    what: 'an occupant, force, one id',
    who: as.user(3),
    ids: [ofSender],
    force: true,
    status: 403,
    body: forbidden
  },
  {
    rule: 'M11',
    what: 'an occupant, force, several ids',
    who: as.user(3),
    ids: [ofSender, ofOwner],
    force: true,
    status: 200,
    body: groups([], [], [ofSender, ofOwner])
  },
  {
    rule: 'M11',
    what: 'force through the key on behalf of an occupant',
    who: as.behalf(10, 3),
    ids: [ofSender],
    force: true,
    status: 403,
    body: forbidden
  },
  {
    rule: 'M11',
    what: 'the same id twice counts as several',
    who: as.user(3),
    ids: [ofSender, ofSender],
    force: true,
    status: 200,
    body: groups([], [], [ofSender])
  },
  {
    rule: 'M11',
    what: 'one refused beside one that does not exist',
    who: as.user(3),
    ids: [ofSender, unknown],
    force: true,
    status: 200,
    body: groups([], [unknown], [ofSender])
  }
]

onEveryStore('deleting messages', (open) => {
  let place: Place
  let wire: Wire
  beforeAll(async () => {
    place = await open()
    wire = await openWire(await place())
  })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  test.each(rows)('$rule: $what', async ({ who, ids, force, status, body }) => {
    const answer = await wire.delete(`/chat/Message/${ids.join(',')}.json${force === true ? '?force=1' : ''}`, who)
    expect(answer.json()).toEqual(body)
    expect(answer.statusCode).toBe(status)
  })

  test('ids stand in ascending order, each once, whatever order they came in', async () => {
    const answer = await wire.delete(
      `/chat/Message/${[inPrivate, 'zz', ofSender, 'aa', ofSender].join(',')}`,
      as.application(10)
    )
    expect(answer.payload).toBe(JSON.stringify(groups([ofSender, inPrivate], ['aa', 'zz'])))
  })

  test('M5: what is hidden from a user is not found by him again, and still there for others', async () => {
    expect((await wire.delete(`/chat/Message/${ofSender}.json`, as.user(3))).statusCode).toBe(200)
    expect((await wire.delete(`/chat/Message/${ofSender}.json`, as.user(3))).statusCode).toBe(404)
    expect((await wire.delete(`/chat/Message/${ofSender}.json`, as.user(1))).statusCode).toBe(200)
    const [message] = await wire.workspace.store.view().findMessages([ofSender])
    expect(message?.deleted_for).toEqual([3, 1])
  })

  test('what is destroyed is not found by anybody', async () => {
    await wire.delete(`/chat/Message/${ofSender}.json?force=1`, as.user(2))
    for (const who of [as.user(2), as.user(1), as.application(10), as.application(20)]) {
      expect((await wire.delete(`/chat/Message/${ofSender}.json?force=1`, who)).statusCode).toBe(404)
    }
  })

  test('the messages of a destroyed dialog are not found', async () => {
    await wire.delete(`/chat/Dialog/${group}.json?force=1`, as.user(1))
    expect((await wire.delete(`/chat/Message/${ofSender},${ofOwner}.json`, as.user(2))).statusCode).toBe(404)
  })

  test('a refused request deletes nothing', async () => {
    const before = await wire.workspace.store.dump()
    await wire.delete(`/chat/Message/${ofSender},${ofOwner}.json?force=1`, as.user(3))
    await wire.delete(`/chat/Message/${ofSender}.json?force=2`, as.user(2))
    await wire.delete(`/chat/Message/${ofSender}.json`, as.user(2), { payload: '{"force":' })
    await wire.delete(`/chat/Message/${ofSender}.json`)
    const { sessions: _, ...after } = await wire.workspace.store.dump()
    expect(before).toMatchObject(after)
  })

  test('of many that destroy the same messages at once, each message is won once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        wire.delete(`/chat/Message/${ofSender},${inPublic}.json?force=1`, as.user([1, 4][n % 2] ?? 1)))
    )
    const won = answers.filter((answer) => answer.statusCode === 200).flatMap((answer) =>
      answer.json().SuccessfullyDeleted.ids
    )
    expect(won.sort()).toEqual([ofSender, inPublic])
  })

  test('of many that hide the same message from one user at once, one wins', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => wire.delete(`/chat/Message/${ofSender}.json`, as.user(3)))
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, ...Array(39).fill(404)])
  })

  test('with singleMessageBody "empty", one message is answered without a body', async () => {
    await using other = await openWire(await place(), { singleMessageBody: 'empty' })
    const one = await other.delete(`/chat/Message/${ofSender}.json`, as.user(3))
    expect([one.statusCode, one.payload, one.headers['content-length']]).toEqual([200, '', '0'])
    expect((await other.delete(`/chat/Message/${ofOwner},${unknown}`, as.user(3))).json()).toEqual(
      groups([ofOwner], [unknown])
    )
    expect((await other.delete(`/chat/Message/${unknown}`, as.user(3))).json()).toEqual(notFound)
    expect((await other.delete(`/chat/Message/${inPrivate}`, as.user(1))).json()).toEqual(forbidden)
  })

  test('with allForbidden "403", several ids of which none may be deleted are refused as a whole', async () => {
    await using other = await openWire(await place(), { allForbidden: '403' })
    const refused = await other.delete(`/chat/Message/${ofSender},${ofOwner}?force=1`, as.user(3))
    expect([refused.statusCode, refused.json()]).toEqual([403, forbidden])
    expect((await other.delete(`/chat/Message/${ofSender},${unknown}?force=1`, as.user(3))).json()).toEqual(forbidden)
    expect((await other.delete(`/chat/Message/${ofSender},${inPrivate}?force=1`, as.user(1))).json()).toEqual(
      groups([ofSender], [], [inPrivate])
    )
  })

  test('with messageOwner "dialog", the sender may not destroy', async () => {
    await using other = await openWire(await place(), { messageOwner: 'dialog' })
    expect((await other.delete(`/chat/Message/${ofSender}?force=1`, as.user(2))).statusCode).toBe(403)
    expect((await other.delete(`/chat/Message/${ofSender}?force=1`, as.user(1))).statusCode).toBe(200)
  })
})
