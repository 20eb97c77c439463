import { describe, expect, test } from 'vitest'
import { Clock } from '../../src/workspace/clock.ts'
import { advanceClock, changeClock, setClock } from '../../src/workspace/set-clock.ts'

const real = Date.parse('2026-01-01T00:00:00Z')
const clock = (): Clock => new Clock(() => real)
const first = Date.parse('0000-01-01T00:00:00Z')
const last = Date.parse('9999-12-31T23:59:59Z')
const tooFar = 'clock: that is not between the years 0 and 9999'
const noTime = 'clock: now must be a time like "2030-01-01T00:00:00Z"'

describe('a clock is set to', () => {
  test.each([
    ['2030-01-01T00:00:00Z', Date.UTC(2030, 0, 1)],
    ['2030-01-01', Date.UTC(2030, 0, 1)],
    [new Date(7), 7],
    [0, 0],
    [first, first],
    [last, last]
  ])('%j', (time, now) => {
    const set = clock()
    setClock(set, time)
    expect([set.now(), set.offset, set.real()]).toEqual([now, now - real, real])
    set.offset = 5
    expect(set.now()).toBe(real + 5)
    set.reset()
    expect([set.now(), set.offset]).toEqual([real, 0])
  })

  test.each([
    ['tomorrow', noTime],
    ['2030-13-01T00:00:00Z', noTime],
    ['5', noTime],
    ['x2030-01-01', noTime],
    [' 2030-01-01', noTime],
    [NaN, noTime],
    [new Date(NaN), noTime],
    [first - 1, tooFar],
    [last + 1, tooFar]
  ])('no %j', (time, problem) => {
    const set = clock()
    expect(() => setClock(set, time)).toThrow(problem)
    expect(set.now()).toBe(real)
  })
})

describe('a clock goes on by', () => {
  test.each([
    [{}, 0],
    [{ milliseconds: 1 }, 1],
    [{ seconds: 1 }, 1000],
    [{ minutes: 1 }, 60_000],
    [{ hours: 1 }, 3_600_000],
    [{ days: 1 }, 86_400_000],
    [{ days: 1, hours: -1, milliseconds: 5 }, 82_800_005],
    [{ milliseconds: last - real }, last - real],
    [{ milliseconds: first - real }, first - real]
  ])('%j', (by, milliseconds) => {
    const set = clock()
    advanceClock(set, by)
    advanceClock(set, { milliseconds: 0 })
    expect(set.now()).toBe(real + milliseconds)
  })

  test.each([
    [{ milliseconds: last - real + 1 }, tooFar],
    [{ milliseconds: first - real - 1 }, tooFar],
    [{ hours: '1' }, 'clock: advance.hours must be a number'],
    [{ hour: 1 }, 'clock: advance.hour is unknown; did you mean hours?'],
    ['1h', 'clock: advance must be an object with days, hours, minutes, seconds, milliseconds']
  ])('no %j', (by, problem) => {
    const set = clock()
    expect(() => advanceClock(set, by as object)).toThrow(problem)
    expect(set.now()).toBe(real)
  })
})

test.each([
  [{}, 'clock: give either now or advance'],
  [undefined, 'clock: it must be an object with now, advance'],
  [{ now: '2030-01-01', advance: { days: 1 } }, 'clock: give either now or advance'],
  [{ now: 5 }, noTime],
  [{ now: ['2030-01-01'] }, noTime],
  [{ advance: 5 }, 'clock: advance must be an object with days, hours, minutes, seconds, milliseconds'],
  [{ advance: { days: 1e9 } }, tooFar]
])('what is asked of a clock is one of both, not %j', (asked, problem) => {
  expect(() => changeClock(clock(), asked)).toThrow(problem)
})

test('what is asked of a clock is done', () => {
  const set = clock()
  changeClock(set, { now: '2030-01-01T00:00:00Z' })
  changeClock(set, { advance: { days: 1 } })
  expect(set.now()).toBe(Date.UTC(2030, 0, 2))
})
