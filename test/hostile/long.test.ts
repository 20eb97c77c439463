import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { patience } from '../helpers/patience.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { group } from '../helpers/world.ts'

const megabyte = 1_040_000
const filled = (text: string): string => text.repeat(Math.floor(megabyte / text.length))
const numbered = (make: (n: number) => string): string => {
  const parts = [make(1)]
  const most = megabyte / (parts[0]?.length ?? 1)
  while (parts.length < most * 0.7) parts.push(make(parts.length + 1))
  return parts.join('')
}
const part = (n: number): string => `--b\r\nContent-Disposition: form-data; name="a${n}"\r\n\r\n1\r\n`

/** In seconds of a processor, which a busy machine does not add to: the longest takes two here. */
const limit = 60

/** What would take minutes where the time grows with the square of the length: it takes less than a second here. */
const bodies = {
  'one field, again and again': filled('a=1&'),
  'a list, again and again': filled('a[]=1&'),
  'many fields': numbered((n) => `a${n}=1&`),
  'many fields of a field': numbered((n) => `a[b${n}]=1&`),
  'a field of fields': `a${filled('[b]')}=1`,
  'a long word': filled('a'),
  'a long word before a URL': `message=${filled('a')}?b=@`,
  'the beginnings of URLs': `message=@=${filled('://')}`,
  'words that may hold credentials': `message=@=${filled('a ')}`,
  spaces: `message=@= ${filled(' ')}`,
  semicolons: `message==${filled(';')}`,
  questions: `message=${filled('=?')}`,
  'brackets of JSON': filled('['),
  'broken JSON': `{${filled('"a":1,')}}`,
  'a list of JSON': `{"type":2,"occupants_ids":[${filled('1,')}2]}`,
  'many keys of JSON': `{"type":2,"occupants_ids":"2",${numbered((n) => `"c${n}":"1",`)}"z":"1"}`,
  'many parts': `${numbered(part)}--b--\r\n`,
  'dashes of parts': `--b\r\n${filled('\r\n--')}`
}

describe('a megabyte is read in a time that grows with its length alone', () => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await openStores()) })
  afterAll(() => wire?.close())

  test.each(Object.entries(bodies))('%s', { timeout: 10 * patience }, async (_, payload) => {
    const before = process.cpuUsage()
    for (
      const [method, url] of [['DELETE', `/chat/Dialog/${group}`], ['POST', '/chat/Dialog'], ['GET', '/users']] as const
    ) {
      const answer = await wire.app.inject({ method, url: `${url}.json`, payload, headers: as.user(2) })
      expect([method, answer.statusCode]).toEqual([method, expect.toSatisfy((status: number) => status < 500)])
    }
    const journal = await wire.app.inject({ method: 'GET', url: '/__admin/requests?limit=3' })
    expect(journal.statusCode).toBe(200)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(limit)
  })
})
