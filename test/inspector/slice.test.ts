import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sliceOf, startOf } from '../../src/inspector/page/model/slice.ts'
import type { Slice } from '../../src/inspector/page/model/slice.ts'

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const lists = fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 300 })
const places = fc.integer({ min: 0, max: 70_000 })

const focuses = fc.option(fc.nat({ max: 299 }), { nil: undefined })

/** The indexes of what is shown. */
const shown = ({ stretches }: Slice): number[] =>
  stretches.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, index) => first + index))

test('what is shown and the room around it are as high as the list, each item at its place', () => {
  fc.assert(fc.property(lists, places, places, focuses, (heights, top, view, focus) => {
    const focused = focus === undefined || focus >= heights.length ? undefined : focus
    const { stretches, after } = sliceOf(heights, top, view, focused)
    let y = 0
    for (const { first, end, before } of stretches) {
      y += before
      expect(y).toBe(startOf(heights, first))
      y += sum(heights.slice(first, end))
    }
    expect(y + after).toBe(sum(heights))
  }))
})

test('whatever is in sight is shown, and whatever has the focus with those beside it, each once', () => {
  fc.assert(fc.property(lists, places, places, focuses, (heights, top, view, focus) => {
    const focused = focus === undefined || focus >= heights.length ? undefined : focus
    const indexes = shown(sliceOf(heights, top, view, focused))
    expect(new Set(indexes).size).toBe(indexes.length)
    const needed = heights.map((height, index) => [startOf(heights, index), height, index] as const)
      .filter(([start, height, index]) =>
        (start + height > top && start < top + view) || (focused !== undefined && Math.abs(index - focused) <= 1))
    expect(indexes).toEqual(expect.arrayContaining(needed.map(([,, index]) => index)))
  }))
})

test('of a long list it is a short part', () => {
  const heights = Array.from({ length: 10_000 }, () => 50)
  const inSight = { first: 4994, end: 5023, before: 249_700 }
  expect(sliceOf(heights, 250_000, 800)).toEqual({ stretches: [inSight], after: 248_850 })
  expect(sliceOf(heights, 250_000, 800, 5027).stretches).toEqual([{ ...inSight, end: 5034 }])
  expect(sliceOf(heights, 250_000, 800, 0).stretches).toEqual([
    { first: 0, end: 7, before: 0 },
    { ...inSight, before: 249_350 }
  ])
})
