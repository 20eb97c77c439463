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
  let began: number
  beforeEach(async () => {
    await control.admin('DELETE', '/clock')
    began = Date.now()
  })
  afterAll(() => control?.[Symbol.asyncDispose]())

  /** That the time is told which goes on from that one since the test began, or the real one. */
  const tells = async (from: number | undefined, ...asked: Parameters<Administered['admin']>): Promise<void> => {
    const before = Date.now()
    const [status, body] = await control.admin(...asked)
    const after = Date.now()
    expect([status, body]).toEqual([200, { now: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) }])
    const time = Date.parse((body as { now: string }).now)
    expect(time).toBeGreaterThanOrEqual(from ?? before)
    expect(time).toBeLessThanOrEqual(from === undefined ? after : from + after - began)
  }

  test('tells real time until it is set, and again afterwards', async () => {
    const set = Date.UTC(2001, 1, 3, 4, 5, 6)
    await tells(undefined, 'GET', '/clock')
    await tells(set, 'PUT', '/clock', { now: '2001-02-03T04:05:06Z' })
    await tells(set, 'GET', '/clock')
    await tells(undefined, 'GET', '/@elsewhere/clock')
    await tells(undefined, 'DELETE', '/clock')
  })

  test('goes on by any span, also back', async () => {
    await tells(Date.UTC(2001, 0, 1), 'PUT', '/clock', { now: '2001-01-01T00:00:00Z' })
    const advance = { days: 1, hours: 1, minutes: 1, seconds: 60, milliseconds: 5 }
    await tells(Date.UTC(2001, 0, 2, 1, 2, 0, 5), 'PUT', '/clock', { advance })
    await tells(Date.UTC(2001, 0, 2, 0, 2, 0, 5), 'PUT', '/clock', { advance: { hours: -1 } })
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
    await tells(undefined, 'GET', '/clock')
  })
})
