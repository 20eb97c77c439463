import { describe, expect, test } from 'vitest'
import { changesBetween, describeChanges, matrixOf } from '../../src/inspector/page/model/matrix.ts'
import type { Matrix, Sight } from '../../src/inspector/page/model/matrix.ts'
import { group, inPrivate, inPublic, ofOwner, ofSender, privateDialog, publicGroup } from '../helpers/world.ts'
import { openPage } from './things.ts'

/** What one person's column holds, message by message. */
function column (matrix: Matrix | undefined, userId: number): Array<Sight | undefined> {
  const index = matrix?.people.findIndex(({ user }) => user.id === userId) ?? -1
  return matrix?.rows.map(({ cells }) => cells[index]) ?? []
}

describe('the columns', () => {
  test('are the owner, the admins, the occupants, and one who is not in it', async () => {
    const world = await (await openPage()).look()
    expect(matrixOf(world, group)?.people.map(({ user, roles }) => [user.id, roles])).toEqual([
      [1, ['owner']], [4, ['admin']], [2, ['occupant']], [3, ['occupant']], [9, ['not in it']]
    ])
  })

  test('hold whoever asks', async () => {
    const world = await (await openPage()).look()
    expect(matrixOf(world, group, 900)?.people.at(-1)).toMatchObject({
      user: { id: 900 },
      roles: ['other application']
    })
    expect(matrixOf(world, group, 3)?.people.at(-1)).toMatchObject({ user: { id: 9 } })
  })

  test('hold who left', async () => {
    const { store, look } = await openPage()
    await store.leaveDialogs([group], 2)
    const matrix = matrixOf(await look(), group)
    expect(matrix?.people.find(({ user }) => user.id === 2)?.roles).toEqual(['left'])
    expect(column(matrix, 2)).toEqual(['left', 'left'])
  })
})

describe('a cell says', () => {
  test('who sees a message and who never did', async () => {
    const matrix = matrixOf(await (await openPage()).look(), group)
    expect(column(matrix, 3)).toEqual(['sees', 'sees'])
    expect(column(matrix, 9)).toEqual(['never saw', 'never saw'])
  })

  test('that a public group is seen by everybody of its application', async () => {
    const world = await (await openPage()).look()
    expect(column(matrixOf(world, publicGroup, 9), 9)).toEqual(['sees'])
    expect(column(matrixOf(world, publicGroup, 900), 900)).toEqual(['never saw'])
  })

  test('who hid the message, or the whole dialog', async () => {
    const { store, look } = await openPage()
    await store.hideMessages([inPublic], 2)
    await store.hideDialogs([privateDialog], 3)
    const world = await look()
    expect(column(matrixOf(world, publicGroup), 2)).toEqual(['hidden'])
    expect(column(matrixOf(world, privateDialog), 3)).toEqual(['dialog hidden'])
    expect(column(matrixOf(world, privateDialog), 2)).toEqual(['sees'])
  })

  test('that a message is destroyed, which keeps its place', async () => {
    const { store, look } = await openPage()
    const before = await look()
    await store.destroyMessages([ofSender])
    const matrix = matrixOf(await look(before), group)
    expect(matrix?.rows.map(({ message, destroyed }) => [message._id, destroyed])).toEqual([[ofSender, true], [
      ofOwner,
      false
    ]])
    expect(column(matrix, 3)).toEqual(['destroyed', 'sees'])
  })

  test('that who left or was never there lost nothing by it', async () => {
    const { store, look } = await openPage()
    await store.leaveDialogs([group], 2)
    const before = await look()
    await store.destroyMessages([ofSender])
    const matrix = matrixOf(await look(before), group)
    expect([column(matrix, 2), column(matrix, 9)]).toEqual([['left', 'left'], ['never saw', 'never saw']])
  })

  test('that a dialog is destroyed with its messages', async () => {
    const { store, look } = await openPage()
    const before = await look()
    await store.destroyDialogs([privateDialog])
    const matrix = matrixOf(await look(before), privateDialog)
    expect(matrix).toMatchObject({
      destroyed: true,
      rows: [{ message: { _id: inPrivate }, cells: ['destroyed', 'destroyed', 'never saw'] }]
    })
  })

  test('that what came back is there', async () => {
    const { store, look } = await openPage()
    const first = await look()
    const all = await store.dump()
    await store.destroyMessages([ofSender])
    const second = await look(first)
    store.add(all)
    expect((await look(second)).destroyed).toEqual({ dialogs: [], messages: [] })
  })
})

describe('changes', () => {
  test('of hiding are those of one column', async () => {
    const { store, look } = await openPage()
    const before = matrixOf(await look(), group)
    await store.hideMessages([ofSender], 3)
    const changes = changesBetween(before, matrixOf(await look(), group))
    expect(changes).toEqual([{ messageId: ofSender, userId: 3, person: 'User', from: 'sees', to: 'hidden' }])
    expect(describeChanges(changes)).toBe('User no longer sees 1 message.')
  })

  test('of destroying are those of a row', async () => {
    const { store, look } = await openPage()
    const before = await look()
    await store.destroyMessages([ofSender])
    const changes = changesBetween(matrixOf(before, group), matrixOf(await look(before), group))
    expect(new Set(changes.map(({ messageId, to }) => `${messageId} ${to}`))).toEqual(
      new Set([`${ofSender} destroyed`])
    )
    expect(describeChanges(changes)).toBe('1 message destroyed for everybody.')
  })

  test('are none between two dialogs', async () => {
    const world = await (await openPage()).look()
    expect(changesBetween(matrixOf(world, group), matrixOf(world, publicGroup))).toEqual([])
  })
})

test('a dialog that never was has no matrix', async () => {
  expect(matrixOf(await (await openPage()).look(), 'f'.repeat(24))).toBeUndefined()
})
