import { expect, test } from 'vitest'
import { named, numbersIn } from '../../../src/store/mongo/record.ts'

test('numbers are spelled so that they are no places in a list', () => {
  expect([named(7), numbersIn({ n10: true, n9: true })]).toEqual(['n7', [10, 9]])
})
