import { expect, test } from 'vitest'
import { TextBlock } from '../../../src/workspace/journal/text-block.ts'
import { TextBudget, boundsOf } from '../../../src/workspace/journal/text-budget.ts'

test.each([
  [4, ['abcd'], true],
  [4, ['abcde'], false],
  [4, ['ää'], true],
  [4, ['äää'], false],
  [3, ['€'], true],
  [2, ['€'], false],
  [4, ['ab', 'cd'], true],
  [4, ['ab', 'cde'], false],
  [4, ['abcd', ''], true],
  [0, [''], true]
])('of %i bytes, %j have room: %j', (size, texts, fits) => {
  const block = new TextBlock(size).startAt(10)
  for (const text of texts.slice(0, -1)) expect(block.add(text)).toBe(true)
  expect(block.add(texts.at(-1) ?? '')).toBe(fits)
  const held = fits ? texts : texts.slice(0, -1)
  expect([block.count, block.last, block.size]).toEqual([held.length, 9 + held.length, size])
  expect([9, 10, 11, 12].map((number) => block.get(number))).toEqual([undefined, held[0], held[1], undefined])
})

test('begins again with another number', () => {
  const block = new TextBlock(4)
  block.add('abcd')
  block.startAt(7)
  expect([block.count, block.last, block.get(0), block.add('efgh'), block.get(7)]).toEqual([
    0,
    6,
    undefined,
    true,
    'efgh'
  ])
})

/** A log with blocks of ten bytes. */
class Log {
  blocks: number
  readonly #budget: TextBudget

  constructor (budget: TextBudget, blocks: number) {
    this.#budget = budget
    this.blocks = blocks
    budget.add(this)
    budget.account(10 * blocks)
  }

  get bytes (): number {
    return this.blocks * 10
  }

  shrink (): void {
    this.blocks--
    this.#budget.account(-10)
  }
}

test.each([
  ['all have room', [30, 90], [3, 3, 3], [3, 3, 3]],
  ['one has too much', [30, 90], [4, 3, 2], [3, 3, 2]],
  ['one has too much, and keeps what it writes to', [5, 90], [4, 3, 2], [1, 3, 2]],
  ['others have too much, which they keep until they grow', [30, 90], [2, 5, 2], [2, 5, 2]],
  ['all have too much', [50, 90], [1, 4, 5], [1, 4, 4]],
  ['all have too much, and the largest grows', [50, 90], [5, 3, 4], [3, 3, 3]],
  ['all have too much, and there is only what is written to', [50, 5], [2, 1, 1], [1, 0, 0]],
  ['there is next to nothing', [50, 0], [1, 0, 0], [1, 0, 0]]
])('room is made where %s', (_, [each = 0, all = 0], before, after) => {
  const budget = new TextBudget(each, all)
  const logs = before.map((blocks) => new Log(budget, blocks))
  const [grown] = logs
  if (grown !== undefined) budget.keep(grown)
  expect(logs.map(({ blocks }) => blocks)).toEqual(after)
})

test('what is no more part of it is left alone', () => {
  const budget = new TextBudget(1000, 50)
  const [gone, other, grown] = [new Log(budget, 9), new Log(budget, 5), new Log(budget, 1)]
  budget.remove(gone)
  budget.keep(grown)
  expect([gone.blocks, other.blocks, grown.blocks]).toEqual([9, 0, 1])
})

test.each([
  [0, 32 * 1024 * 1024],
  [1000, 32 * 1024 * 1024],
  [32 * 1024 + 1, 32 * 1024 * 1024 + 1024]
])('%i requests may take %i bytes', (texts, bytes) => {
  expect(boundsOf(texts)).toEqual({ texts, bytes })
})

test('four workspaces may have as much as they like, and all of them no more', () => {
  const budget = TextBudget.forRequests(10)
  const MiB = 1024 * 1024
  const log = { bytes: 32 * MiB, blocks: 2, shrink () { this.blocks-- } }
  budget.add(log)
  budget.account(128 * MiB)
  budget.keep(log)
  expect(log.blocks).toBe(2)
  budget.account(1)
  budget.keep(log)
  expect(log.blocks).toBe(1)
})
