import { expect, test } from 'vitest'
import { firstThatApplies } from '../../src/deletion/verdict.ts'

test('a table whose last rule does not apply to everything is a mistake', () => {
  expect(() => firstThatApplies([], {})).toThrow('The last rule of a table applies to everything')
})
