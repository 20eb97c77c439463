import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateTimeOf, pretty, timeOf } from '../../src/inspector/page/model/words.ts'

const at = (...date: [number, number, number, number, number]): number => new Date(...date).getTime()
const today = at(2026, 10, 26, 9, 5)

test.for([
  [at(2026, 0, 2, 3, 4), '2 Jan, 03:04'],
  [at(2025, 11, 31, 23, 59), '31 Dec 2025, 23:59'],
  [at(2019, 4, 8, 22, 20), '8 May 2019, 22:20']
] as const)('a date of another year has its year: %s', ([time, words]) => {
  expect(dateTimeOf(time, today)).toBe(words)
})

test.for([
  [at(2026, 10, 26, 3, 4), '03:04:00'],
  [at(2026, 10, 25, 3, 4), '25 Nov, 03:04:00']
] as const)('a time of another day has its day: %s', ([time, words]) => {
  expect(timeOf(time, today)).toBe(words)
})

describe('JSON for people', () => {
  test('has what is short on one line', () => {
    expect(
      pretty({
        SuccessfullyDeleted: { ids: ['66389f97a28f9a0cc7cb0faf'] },
        NotFound: { ids: [] },
        WrongPermissions: { ids: [] }
      })
    ).toBe(`{
  "SuccessfullyDeleted": {
    "ids": ["66389f97a28f9a0cc7cb0faf"]
  },
  "NotFound": { "ids": [] },
  "WrongPermissions": { "ids": [] }
}`)
  })

  test('is the same JSON', () => {
    fc.assert(fc.property(fc.jsonValue().filter((value) => typeof value !== 'string'), (value) => {
      expect(JSON.parse(pretty(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }))
  })

  test('leaves a text as it is', () => {
    expect(pretty('{ "a":1 }')).toBe('{ "a":1 }')
  })
})
