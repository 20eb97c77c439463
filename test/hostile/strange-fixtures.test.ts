import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWire } from '../helpers/wire.ts'
import { openStores } from '../../src/store/open-stores.ts'
import type { Wire } from '../helpers/wire.ts'
import { world } from '../helpers/world.ts'

const values = [
  '{}', '{"a":{}}', '[]', '[{}]', '[[1]]', 'null', 'true', '""', '-1', '1e999', '"\\u0000"', '"__proto__"'
]

const lists = ['applications', 'users', 'sessions', 'dialogs', 'messages'] as const

/** Every field that the world's entries have, once, and some that are left out there. */
const fields = lists.flatMap((list) => {
  const known = new Set((world[list] ?? []).flatMap(Object.keys))
  return [...known, 'created_at', 'date_sent', 'updated_at', 'delivered_ids'].map((field) => [list, field] as const)
})

describe('fixtures with strange values are taken or refused', () => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await openStores()) })
  afterAll(() => wire?.close())

  test.each(fields)('%s: %s', async (list, field) => {
    for (const value of values) {
      const [first, ...rest] = world[list] ?? []
      const strange = `${JSON.stringify({ ...first, [field]: null }).replace(`"${field}":null`, `"${field}":${value}`)}`
      const others = Object.entries({ ...world, [list]: undefined }).flatMap(([name, entries]) =>
        entries === undefined ? [] : [`"${name}":${JSON.stringify(entries)}`]
      )
      // An entry without an id has one made, so the ids of all others are looked at.
      const made = list === 'dialogs' || list === 'messages' ? [{ ...rest[0], _id: undefined }] : []
      const entries = [strange, ...[...rest, ...made].map((entry) => JSON.stringify(entry))]
      const body = `{${[...others, `"${list}":[${entries.join()}]`].join()}}`
      for (const method of ['PUT', 'POST'] as const) {
        const answer = await wire.app.inject({
          method,
          url: '/__admin/fixtures',
          payload: body,
          headers: { 'content-type': 'application/json' }
        })
        expect([method, value, answer.statusCode, answer.payload]).toEqual([
          method,
          value,
          expect.toSatisfy((status: number) => status === 200 || status === 422),
          expect.anything()
        ])
      }
    }
  })
})
