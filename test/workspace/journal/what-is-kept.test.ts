import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { JournalEntry } from '../../../src/workspace/journal/journal-entry.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import { administer } from '../../helpers/administer.ts'
import type { Administered } from '../../helpers/administer.ts'
import { as } from '../../helpers/wire.ts'
import { group, ofOwner, unknown } from '../../helpers/world.ts'

let control: Administered
beforeAll(async () => { control = await administer(await openStores()) })
beforeEach(async () => { await control.admin('POST', '/reset') })
afterAll(() => control?.[Symbol.asyncDispose]())

const find = async (filter: object): Promise<JournalEntry[]> => {
  const [, body] = await control.admin('POST', '/requests/find', filter)
  return (body as { requests: JournalEntry[] }).requests
}
const newest = async (): Promise<JournalEntry | undefined> => (await find({}))[0]

describe('the times of a request', () => {
  test('are when it came, and how long it took', async () => {
    await control.admin('POST', '/faults', { delayMs: 60 })
    const before = Date.now()
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    const after = Date.now()
    const { at = '', durationMs = 0 } = await newest() ?? {}
    expect(durationMs).toBeGreaterThan(55)
    expect(durationMs).toBeLessThanOrEqual(after - before + 2)
    expect(Date.parse(at)).toBeGreaterThanOrEqual(before - 2)
    expect(Date.parse(at)).toBeLessThanOrEqual(after - durationMs + 2)
  })

  test('are real ones, whatever the clock of the workspace says', async () => {
    await control.admin('PUT', '/clock', { now: '2100-01-01T00:00:00Z' })
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    expect(Date.parse((await newest())?.at ?? '')).toBeLessThanOrEqual(Date.now())
  })
})

describe('of 256 KiB and no more is kept', () => {
  const longest = 256 * 1024

  test.each([[longest, 'x'.repeat(longest)], [longest + 1, `(${longest + 1} characters)`]])(
    'an answer of %i characters',
    async (length, kept) => {
      await control.admin('POST', '/faults', { status: 200, body: 'x'.repeat(length) })
      await control.delete(`/chat/Message/${ofOwner}`, 1)
      expect((await newest())?.response?.body === kept).toBe(true)
    }
  )

  test.each([[longest, { x: 'x'.repeat(longest - 2) }], [longest + 1, `(${longest + 1} characters)`]])(
    'a body of %i characters',
    async (length, kept) => {
      await control.delete(`/chat/Message/${ofOwner}`, 1, `x=${'x'.repeat(length - 2)}`)
      expect(JSON.stringify((await newest())?.body) === JSON.stringify(kept)).toBe(true)
    }
  )
})

describe('where some callers are nobody', () => {
  beforeEach(async () => {
    await control.app.inject({ method: 'DELETE', url: `/chat/Message/${ofOwner}` })
    await control.app.inject({ method: 'DELETE', url: `/chat/Message/${ofOwner}`, headers: { 'qb-token': 'nobody' } })
    await control.app.inject({ method: 'DELETE', url: `/chat/Message/${unknown}`, headers: as.application(10) })
    await control.delete(`/chat/Dialog/${group}`, 9)
  })

  test.each([
    [{ user: 9 }, [403]],
    [{ user: 10 }, []],
    [{ status: 401 }, [401, 401]],
    [{ status: 401, user: 9 }, []],
    [{ verdict: 'NotFound' }, [404]],
    [{ verdict: 'WrongPermissions' }, [403]],
    [{ verdict: 'SuccessfullyDeleted' }, []],
    [{ id: ofOwner }, [401, 401]],
    [{ path: '/chat/Message' }, [404, 401, 401]]
  ])('the filter %j finds its own alone', async (filter, statuses) => {
    expect((await find(filter)).map(({ response }) => response?.status)).toEqual(statuses)
  })

  test('who asked is told of each, or null', async () => {
    expect((await find({})).map(({ caller }) => caller)).toEqual([
      { kind: 'user', userId: 9, applicationId: 10 },
      { kind: 'application', applicationId: 10 },
      null,
      null
    ])
  })
})
