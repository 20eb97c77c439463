import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import {
  group,
  inPrivate,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  unknown
} from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }

/** The groups of an answer, in their order. */
const messages = (deleted: string[], missing: string[], refused?: string[]): object => ({
  SuccessfullyDeleted: { ids: deleted },
  ...(refused !== undefined && { WrongPermissions: { ids: refused } }),
  NotFound: { ids: missing }
})
const dialogs = (deleted: string[], missing: string[], refused: string[]): object => ({
  SuccessfullyDeleted: { ids: deleted },
  WrongPermissions: { ids: refused },
  NotFound: { ids: missing }
})

const onlyOne = messages([ofSender], [])
const both = messages([ofSender, ofOwner], [])
const short = '5d76b6sdfff9a0cc7cb023'

type Row = readonly [rule: string, path: string, userId: number, status: number, body: object | '']

const ofIds: Row[] = [
  ['I1: several with commas', `/chat/Message/${ofSender},${ofOwner}.json`, 3, 200, both],
  ['I2: one without .json', `/chat/Message/${ofSender}`, 3, 200, onlyOne],
  ['I2: several without .json', `/chat/Message/${ofSender},${ofOwner}`, 3, 200, both],
  ['I2: a dialog without .json', `/chat/Dialog/${group}`, 3, 200, ''],
  ['I3: commas as %2C', `/chat/Message/${ofSender}%2C${ofOwner}.json`, 3, 200, both],
  ['I3: commas as %2c', `/chat/Message/${ofSender}%2c${ofOwner}`, 3, 200, both],
  ['I4: one that is no ObjectId among others', `/chat/Message/${short},${ofSender}.json`, 3, 200,
    messages([ofSender], [short])],
  ['I4: echoed as it was sent', `/chat/Message/notExistentId,${ofSender},.JSON`, 3, 200,
    messages([ofSender], ['.JSON', 'notExistentId'])],
  ['I5: one that is repeated', `/chat/Message/${ofSender},${ofOwner},${ofSender}`, 3, 200, both],
  ['I5: one that is repeated among many',
    `/chat/Message/${Array.from('abcdefgh').join(',')},${ofSender},a,${ofSender}`, 3, 200,
    messages([ofSender], Array.from('abcdefgh'))],
  ['I6: empty pieces', `/chat/Message/,${ofSender},,${ofOwner},.json`, 3, 200, both],
  ['I7: no id', '/chat/Message/.json', 3, 404, notFound],
  ['I7: not even a slash', '/chat/Message.json', 3, 404, notFound],
  ['I7: a slash alone', '/chat/Message/', 3, 404, notFound],
  ['I7: commas alone', '/chat/Message/,,.json', 3, 404, notFound],
  ['I7: no id, whatever force says', '/chat/Message/.json?force=2', 3, 404, notFound],
  ['I7: no dialog', '/chat/Dialog/.json', 3, 404, notFound],
  ['I7: not even a slash', '/chat/Dialog', 3, 404, notFound],
  ['I8: one that is repeated counts as several', `/chat/Dialog/${group},${group}`, 3, 200, dialogs([group], [], [])],
  ['I8: one that is repeated and refused', `/chat/Dialog/${group},${group}`, 9, 200, dialogs([], [], [group])],
  ['I8: one beside empty pieces is one', `/chat/Dialog/,${group},`, 3, 200, ''],
  ['I9: ascending, whatever was asked', `/chat/Message/zz,${ofOwner},a,${ofSender}`, 3, 200,
    messages([ofSender, ofOwner], ['a', 'zz'])],
  ['I10: one that is no ObjectId', '/chat/Message/notExistentId.json', 3, 404, notFound],
  ['I10: one that is too short', `/chat/Dialog/${group.slice(1)}`, 3, 404, notFound],
  ['I13: capitals', `/chat/Message/${ofSender.toUpperCase()}.json`, 3, 200, onlyOne],
  ['I13: both ways is one', `/chat/Message/${ofSender.toUpperCase()},${ofSender}`, 3, 200, onlyOne],
  ['I13: what is none keeps its letters', `/chat/Message/ABC,${ofSender}`, 3, 200, messages([ofSender], ['ABC'])]
]

const ofAnswers: Row[] = [
  ['R1: messages of which none exists', `/chat/Message/${unknown},x`, 3, 404, notFound],
  ['R2: one message', `/chat/Message/${ofSender}`, 3, 200, onlyOne],
  ['R3: one message, refused', `/chat/Message/${ofSender}`, 9, 403, forbidden],
  ['R4: some deleted, some refused', `/chat/Message/${ofSender},${inPrivate}`, 1, 200,
    messages([ofSender], [], [inPrivate])],
  ['R5: all refused', `/chat/Message/${ofSender},${ofOwner}`, 9, 200, messages([], [], [ofSender, ofOwner])],
  ['R5: refused and missing', `/chat/Message/${ofSender},${unknown}`, 9, 200, messages([], [unknown], [ofSender])],
  ['R6: none missing', `/chat/Message/${ofSender},${ofOwner}`, 3, 200, both],
  ['R6: one missing', `/chat/Message/${ofSender},${unknown}`, 3, 200, messages([ofSender], [unknown])],
  ['R7: one dialog', `/chat/Dialog/${group}`, 3, 200, ''],
  ['R8: one dialog, refused', `/chat/Dialog/${group}`, 9, 403, forbidden],
  ['R9: dialogs of which none exists', `/chat/Dialog/${unknown},x`, 3, 404, notFound],
  ['R10: several dialogs', `/chat/Dialog/${publicGroup},${group}`, 3, 200, dialogs([group, publicGroup], [], [])],
  ['R10: some of each', `/chat/Dialog/${privateDialog},${unknown},${otherGroup}`, 3, 200,
    dialogs([privateDialog], [unknown], [otherGroup])],
  ['R11: all refused', `/chat/Dialog/${privateDialog},${otherGroup}`, 9, 200,
    dialogs([], [], [privateDialog, otherGroup])]
]

let wire: Wire
beforeAll(async () => { wire = await openWire(await openStores({ store: 'memory' })) })
beforeEach(() => wire.workspace.reset())
afterAll(() => wire?.close())

describe.each([['ids', ofIds], ['answers', ofAnswers]] as const)('%s', (_, rows) => {
  test.each(rows)('%s: %s', async (_, path, userId, status, body) => {
    const answer = await wire.delete(path, as.user(userId))
    expect([answer.statusCode, answer.payload]).toEqual([status, body === '' ? '' : JSON.stringify(body)])
    expect(answer.headers['content-length']).toBe(String(answer.payload.length))
  })
})

test('I11: a URL of 64 KiB is read', async () => {
  const ids = [...Array.from({ length: 2600 }, (_, n) => n.toString(16).padStart(24, '0')), ofSender]
  const path = `/chat/Message/${ids.join(',')}.json`
  expect(path.length).toBeGreaterThan(64_000)
  const answer = await wire.delete(path, as.user(3))
  expect([answer.statusCode, answer.json()]).toEqual([200, messages([ofSender], ids.slice(0, -1))])
})
