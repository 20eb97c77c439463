import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sliceOf, startOf } from '../../src/inspector/page/model/slice.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const lists = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 300 })
const places = fc.integer({ min: 0, max: 70_000 })

test('a slice and the room around it are as high as the list', () => {
  fc.assert(fc.property(lists, places, places, (heights, top, view) => {
    const { first, end, before, after } = sliceOf(heights, top, view)
    expect(before + sum(heights.slice(first, end)) + after).toBe(sum(heights))
    expect(before).toBe(startOf(heights, first))
  }))
})

test('whatever is in sight is in the slice', () => {
  fc.assert(fc.property(lists, places, places, (heights, top, view) => {
    const { first, end } = sliceOf(heights, top, view)
    const inSight = heights.map((height, index) => [startOf(heights, index), height, index] as const)
      .filter(([start, height]) => start + height > top && start < top + view)
    for (const [,, index] of inSight) expect(index >= first && index < end).toBe(true)
  }))
})

test('of a long list it is a short part', () => {
  const { first, end } = sliceOf(Array.from({ length: 10_000 }, () => 50), 250_000, 800)
  expect([first, end]).toEqual([4994, 5023])
})
