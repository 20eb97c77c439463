import { expect, test } from 'vitest'
import { comparable, under } from '../../src/chat/custom-values.ts'

test.each([
  ['red', ['red']],
  ['7', ['7', 7]],
  [' 7 ', [' 7 ', 7]],
  ['0', ['0', 0]],
  ['', ['']],
  [' ', [' ']],
  [7, ['7', 7]],
  [0, ['0', 0]],
  [true, ['true']],
  [false, ['false']],
  [null, []],
  [undefined, []],
  [{ red: 1 }, []],
  [[], []],
  [['red', ['7', 8], null], ['red', '7', 7, '8', 8]]
])('%j is compared as %j', (value, compared) => {
  expect(comparable(value)).toEqual(compared)
})

test('the values stand under their names', () => {
  expect(under('data', { colour: 'red', stars: 5 })).toEqual({ 'data.colour': ['red'], 'data.stars': ['5', 5] })
  expect(under('custom', null)).toEqual({})
})
