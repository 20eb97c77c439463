import { expect, test } from 'vitest'
import { isTimely } from '../../src/quickblox/reading/new-session.ts'

const clock = (now: number, real: number) => ({ now: () => now * 1000, real: () => real * 1000 })

test.each([
  [10_000, clock(10_000, 99_000), true],
  [13_600, clock(10_000, 99_000), true],
  [6400, clock(10_000, 99_000), true],
  [13_600.001, clock(10_000, 99_000), false],
  [6399.999, clock(10_000, 99_000), false],
  [13_600, clock(99_000, 10_000), true],
  [13_601, clock(99_000, 10_000), false]
])('K4: the timestamp %d is an hour off at most, by real time or by that of the workspace', (timestamp, by, timely) => {
  expect(isTimely(timestamp, by)).toBe(timely)
})
