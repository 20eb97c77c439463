import { isObject } from '../shared/is-object.ts'
import type { Clock } from './clock.ts'
import { about, finite, objectOf } from './input/fields.ts'
import type { Field, FieldsOf } from './input/fields.ts'
import { problemsOf, refuse } from './input/problems.ts'

/** A span of time; its parts are added up, and may be negative. */
export interface Duration {
  readonly days?: number
  readonly hours?: number
  readonly minutes?: number
  readonly seconds?: number
  readonly milliseconds?: number
}

const lengths = { days: 86_400_000, hours: 3_600_000, minutes: 60_000, seconds: 1000, milliseconds: 1 } as const

const durationFields = {
  days: finite,
  hours: finite,
  minutes: finite,
  seconds: finite,
  milliseconds: finite
} satisfies FieldsOf<Duration>

const dateTime: Field<string> = {
  must: 'a time like "2030-01-01T00:00:00Z"',
  test: (value): value is string =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  schema: { type: 'string', format: 'date-time' }
}

/** What a clock is set by: one of them. */
export const clockFields = {
  now: about('The time that it is from now on.', dateTime),
  advance: objectOf<Duration>(durationFields, `an object with ${Object.keys(lengths).join(', ')}`)
}

/** The years that ISO writes with four digits; in milliseconds since 1970. */
const earliest = Date.parse('0000-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59Z')

/** @throws AdminError when it is no time, or out of the years that can be written */
export function setClock (clock: Clock, time: Date | string | number): void {
  const milliseconds = typeof time === 'string' && !dateTime.test(time) ? NaN : new Date(time).getTime()
  refuse('clock', Number.isNaN(milliseconds) ? [`now must be ${dateTime.must}`] : tooFar(milliseconds))
  clock.set(milliseconds)
}

/** @throws AdminError when it is no span of time, or leads out of the years that can be written */
export function advanceClock (clock: Clock, by: Duration): void {
  refuse('clock', problemsOf(by, durationFields, 'advance.'))
  let milliseconds = 0
  for (const [unit, length] of Object.entries(lengths)) milliseconds += (by[unit as keyof Duration] ?? 0) * length
  refuse('clock', tooFar(clock.now() + milliseconds))
  clock.advance(milliseconds)
}

/** As `PUT /__admin/clock` asks for it: `{"now": ...}` or `{"advance": ...}`. */
export function changeClock (clock: Clock, asked: unknown): void {
  const { now, advance } = isObject(asked) ? asked : {}
  refuse('clock', problemsOf(asked, clockFields))
  if ((now === undefined) === (advance === undefined)) refuse('clock', ['give either now or advance'])
  if (advance === undefined) setClock(clock, String(now))
  else advanceClock(clock, advance as Duration)
}

function tooFar (time: number): string[] {
  return time >= earliest && time <= latest ? [] : ['that is not between the years 0 and 9999']
}
