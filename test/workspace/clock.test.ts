import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { unknown } from '../helpers/world.ts'

const passing = { sessions: [{ token: 'token-passing', user_id: 1, expires_at: '2030-01-01T02:00:00Z' }] }

onEveryStore('sessions', (place) => {
  test('expire by the clock of their workspace', async () => {
    await using control = await administer(await (await place())())
    const ask = async (prefix = '') =>
      (await control.app.inject({
        method: 'DELETE',
        url: `${prefix}/chat/Message/${unknown}`,
        headers: { 'qb-token': 'token-passing' }
      })).statusCode
    for (const prefix of ['', '/@other']) await control.admin('POST', `${prefix}/fixtures`, passing)
    await control.admin('PUT', '/clock', { now: '2030-01-01T00:00:00Z' })
    expect(await ask()).toBe(404)
    await control.admin('PUT', '/clock', { advance: { hours: 1, minutes: 59 } })
    expect(await ask()).toBe(404)
    await control.admin('PUT', '/clock', { advance: { hours: 1, minutes: 59, seconds: 30 } })
    expect(await ask()).toBe(404)
    await control.admin('PUT', '/clock', { advance: { days: 0.5 } })
    expect([await ask(), await ask('/@other')]).toEqual([401, 404])
  })
})

describe('the clock', () => {
  let control: Administered
  beforeAll(async () => { control = await administer(await openStores()) })
  beforeEach(async () => { await control.admin('DELETE', '/clock') })
  afterAll(() => control?.[Symbol.asyncDispose]())

  const told = async (answer: Promise<readonly [number, unknown]>): Promise<number> => {
    const [status, body] = await answer
    expect([status, body]).toEqual([200, { now: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) }])
    return Date.parse((body as { now: string }).now)
  }
  const within = (time: number, from: number): void => {
    expect(time).toBeGreaterThanOrEqual(from)
    expect(time).toBeLessThan(from + 10_000)
  }

  test('tells real time until it is set, and again afterwards', async () => {
    within(await told(control.admin('GET', '/clock')), Date.now() - 1000)
    within(await told(control.admin('PUT', '/clock', { now: '2001-02-03T04:05:06Z' })), Date.UTC(2001, 1, 3, 4, 5, 6))
    within(await told(control.admin('GET', '/clock')), Date.UTC(2001, 1, 3, 4, 5, 6))
    within(await told(control.admin('GET', '/@elsewhere/clock')), Date.now() - 1000)
    within(await told(control.admin('DELETE', '/clock')), Date.now() - 1000)
  })

  test('goes on by any span, also back', async () => {
    await control.admin('PUT', '/clock', { now: '2001-01-01T00:00:00Z' })
    within(
      await told(
        control.admin('PUT', '/clock', { advance: { days: 1, hours: 1, minutes: 1, seconds: 60, milliseconds: 5 } })
      ),
      Date.UTC(2001, 0, 2, 1, 2, 0, 5)
    )
    within(await told(control.admin('PUT', '/clock', { advance: { hours: -1 } })), Date.UTC(2001, 0, 2, 0, 2, 0, 5))
  })

  test.each([
    [{}, ['clock: give either now or advance']],
    [{ now: '2001-01-01T00:00:00Z', advance: {} }, ['clock: give either now or advance']],
    [{ now: 'tomorrow' }, ['clock: now must be a time like "2030-01-01T00:00:00Z"']],
    [{ now: 5 }, ['clock: now must be a time like "2030-01-01T00:00:00Z"']],
    [{ advance: { hour: 1, minutes: '5' } }, [
      'clock: advance.hour is unknown; did you mean hours?',
      'clock: advance.minutes must be a number'
    ]],
    [{ advance: 5 }, ['clock: advance must be an object with days, hours, minutes, seconds, milliseconds']],
    [{ advance: { days: 1e9 } }, ['clock: that is not between the years 0 and 9999']],
    [undefined, ['clock: it must be an object with now, advance']]
  ])('refuses %j', async (body, errors) => {
    expect(await control.admin('PUT', '/clock', body)).toEqual([422, { errors }])
    within(await told(control.admin('GET', '/clock')), Date.now() - 1000)
  })
})
