import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import type { Place } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { foreignDialog, group, otherGroup, privateDialog, publicGroup, unknown } from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }
const groups = (deleted: string[], missing: string[] = [], refused: string[] = []) => ({
  SuccessfullyDeleted: { ids: deleted }, NotFound: { ids: missing }, WrongPermissions: { ids: refused }
})

interface Row {
  rule: string
  what: string
  who: Record<string, string>
  ids: string[]
  force?: boolean
  status: number
  body: object | ''
}

const rows: Row[] = [
  { rule: 'D1', what: 'one that does not exist', who: as.user(1), ids: [unknown], status: 404, body: notFound },
  {
    rule: 'D1',
    what: 'several that do not exist',
    who: as.user(1),
    ids: [unknown, 'notExistentId'],
    status: 404,
    body: notFound
  },
  {
    rule: 'D2',
    what: 'the key of another application',
    who: as.application(20),
    ids: [group],
    status: 403,
    body: forbidden
  },
  { rule: 'D3', what: 'the key', who: as.application(10), ids: [group], status: 200, body: '' },
  {
    rule: 'D3',
    what: 'the key, force, several',
    who: as.application(10),
    ids: [privateDialog, group],
    force: true,
    status: 200,
    body: groups([group, privateDialog])
  },
  {
    rule: 'D4',
    what: 'a dialog of another application',
    who: as.user(1),
    ids: [foreignDialog],
    status: 403,
    body: forbidden
  },
  { rule: 'D5', what: 'the owner, force', who: as.user(1), ids: [group], force: true, status: 200, body: '' },
  { rule: 'D6', what: 'an admin, force', who: as.user(4), ids: [group], force: true, status: 403, body: forbidden },
  {
    rule: 'D6',
    what: 'an occupant, force, several, one missing',
    who: as.user(3),
    ids: [unknown, group, privateDialog],
    force: true,
    status: 200,
    body: groups([], [unknown], [group, privateDialog])
  },
  { rule: 'D8', what: 'an outsider', who: as.user(9), ids: [group], status: 403, body: forbidden },
  { rule: 'D9', what: 'an occupant of a group', who: as.user(3), ids: [group], status: 200, body: '' },
  {
    rule: 'D9',
    what: 'an occupant of two groups, all three groups of the answer there',
    who: as.user(2),
    ids: [otherGroup, group],
    status: 200,
    body: groups([group, otherGroup])
  },
  {
    rule: 'D10',
    what: 'an occupant of a private dialog',
    who: as.user(3),
    ids: [privateDialog],
    status: 200,
    body: ''
  },
  {
    rule: 'D10',
    what: 'everything at once',
    who: as.user(3),
    ids: ['notExistentId', publicGroup, otherGroup, privateDialog],
    status: 200,
    body: groups([publicGroup, privateDialog], ['notExistentId'], [otherGroup])
  }
]

onEveryStore('deleting dialogs', (open) => {
  let place: Place
  let wire: Wire
  beforeAll(async () => {
    place = await open()
    wire = await openWire(await place())
  })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  test.each(rows)('$rule: $what', async ({ who, ids, force, status, body }) => {
    const answer = await wire.delete(`/chat/Dialog/${ids.join(',')}.json${force === true ? '?force=1' : ''}`, who)
    expect(answer.payload === '' ? '' : answer.json()).toEqual(body)
    expect(answer.statusCode).toBe(status)
    if (body === '') expect(answer.headers['content-length']).toBe('0')
  })

  const dialog = async (id: string) => (await wire.workspace.store.view().findDialogs([id]))[0]

  test('D7: a private dialog that a user hid is not found by him, and the other still has it', async () => {
    await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(3))
    expect((await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(3))).statusCode).toBe(404)
    expect(await dialog(privateDialog)).toMatchObject({ occupants_ids: [2, 3], deleted_for: [3] })
    expect((await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(2))).statusCode).toBe(200)
  })

  test('D9: who leaves a group is out of its occupants and admins, and refused afterwards', async () => {
    await wire.delete(`/chat/Dialog/${group}`, as.user(4))
    expect(await dialog(group)).toMatchObject({ occupants_ids: [1, 2, 3], admins_ids: [], left_by: [4] })
    expect((await wire.delete(`/chat/Dialog/${group}`, as.user(4))).statusCode).toBe(403)
  })

  test('D9: a group that everybody left is gone, with its messages', async () => {
    for (const id of [1, 2]) expect((await wire.delete(`/chat/Dialog/${otherGroup}`, as.user(id))).statusCode).toBe(200)
    expect((await wire.delete(`/chat/Dialog/${otherGroup}?force=1`, as.user(1))).statusCode).toBe(404)
    const { dialogs, messages } = await wire.workspace.store.dump()
    expect([...dialogs, ...messages].filter((thing) => JSON.stringify(thing).includes(otherGroup))).toEqual([])
  })

  test('of many that leave a group at once, all leave and it is gone; of one who leaves many times at once, once ' +
    'counts', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) => wire.delete(`/chat/Dialog/${otherGroup}`, as.user(1 + n % 2)))
    )
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(2)
    expect(await dialog(otherGroup)).toBeUndefined()
  })

  test('of many that destroy the same dialogs at once, each is won once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => wire.delete(`/chat/Dialog/${group},${publicGroup}?force=1`, as.user(1)))
    )
    const won = answers.filter((answer) => answer.statusCode === 200).flatMap((answer) =>
      answer.json().SuccessfullyDeleted.ids
    )
    expect(won.sort()).toEqual([group, publicGroup])
  })
})
