import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { ofSender } from '../helpers/world.ts'

const json = 'application/json'
const form = 'application/x-www-form-urlencoded'

interface Row {
  query?: string
  type?: string
  payload?: string
}

const forced: Row[] = [
  ...['1', 'true'].map((value) => ({ query: `?force=${value}` })),
  { query: '?force=0&force=1' },
  { query: '?force=1', type: json, payload: '' },
  { query: '?force=1', type: json, payload: '{"force":0}' },
  { query: '?force=0', type: form, payload: 'force=1' },
  { type: form, payload: 'force=1' },
  { type: form, payload: 'x=y&force=true' },
  { type: `${form}; charset=UTF-8`, payload: 'force=1' },
  { type: json, payload: 'force=1' },
  { type: `${json}; charset=utf-8`, payload: 'force=1' },
  ...['1', '"1"', 'true', '"true"', '1.0', '[0,1]'].map((value) => ({ type: json, payload: `{"force":${value}}` })),
  { type: json, payload: ' \n{"force":1}' },
  { type: form, payload: '{"force":1}' },
  { type: 'text/plain', payload: 'force=1' },
  { type: 'text/plain', payload: '{"force":1}' },
  { type: 'application/octet-stream', payload: 'force=1' },
  { type: 'nonsense', payload: 'force=1' },
  { type: ';;;', payload: '{"force":1}' },
  { payload: 'force=1' },
  { payload: '{"force":1}' }
]

const unforced: Row[] = [
  {},
  ...['?force=0', '?force=false', '?force=', '?force', '?', '?Force=1', '?forced=1'].map((query) => ({ query })),
  { type: json, payload: '' },
  { type: form, payload: '' },
  { type: 'nonsense', payload: '' },
  ...['0', '"0"', 'false', '"false"', '""', 'null'].map((value) => ({ type: json, payload: `{"force":${value}}` })),
  { type: json, payload: '{}' },
  { type: json, payload: '[]' },
  { type: json, payload: '[{"force":1}]' },
  { type: json, payload: '{"__proto__":{"force":1}}' },
  { type: json, payload: '{"constructor":{"prototype":{"force":1}}}' },
  { type: form, payload: 'force=0' },
  { type: form, payload: 'a%zz=%&%' },
  { type: json, payload: '"force=1"' },
  { type: json, payload: 'null' }
]

const refused: Row[] = [
  ...['2', '-1', 'yes', 'TRUE', '1%20', '10'].map((value) => ({ query: `?force=${value}` })),
  { query: '?force=1&force=2' },
  { query: '?force=1', type: form, payload: 'force=2' },
  ...['2', '"yes"', '{}', '[[1]]', '[1,{"a":1}]', '1.5'].map((value) => ({ type: json, payload: `{"force":${value}}` }))
]

const broken = ['{', '{"force":1', '{force:1}', '[1,', '{"force":1}}', '{'.repeat(50_000), '[\u0000']

describe('force', () => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await openStores({ store: 'memory' })) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  const send = ({ query = '', type, payload }: Row) =>
    wire.delete(`/chat/Message/${ofSender}.json${query}`, {
      ...as.user(2),
      ...(type !== undefined && { 'content-type': type })
    }, payload === undefined ? {} : { payload })
  const message = async () => (await wire.workspace.store.view().findMessages([ofSender]))[0]

  test.each(forced)('F1 to F6, F8: forced: query $query, type $type, body $payload', async (row) => {
    expect((await send(row)).statusCode).toBe(200)
    expect(await message()).toBeUndefined()
  })

  test.each(unforced)('F5, F7: not forced: query $query, type $type, body $payload', async (row) => {
    expect((await send(row)).statusCode).toBe(200)
    expect(await message()).toMatchObject({ deleted_for: [2] })
  })

  test.each(refused)('F9: neither: query $query, type $type, body $payload', async (row) => {
    const answer = await send(row)
    expect([answer.statusCode, answer.json()]).toEqual([422, { errors: { force: ['must be 0 or 1'] } }])
    expect(await message()).toMatchObject({ deleted_for: [] })
  })

  test.each(broken)('F10: broken JSON: %j', async (payload) => {
    for (const type of [json, form, 'text/plain']) {
      const answer = await send({ type, payload })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().errors[0]).toContain('starts like JSON')
    }
    expect(await message()).toMatchObject({ deleted_for: [] })
  })

  test('a huge body is refused', async () => {
    const answer = await send({ type: json, payload: 'x'.repeat(2 ** 21) })
    expect([answer.statusCode, Object.keys(answer.json())]).toEqual([413, ['errors']])
    expect(await message()).toMatchObject({ deleted_for: [] })
  })
})
