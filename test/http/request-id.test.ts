import { expect, test } from 'vitest'
import { requestId } from '../../src/http/request-id.ts'

test('ids of requests are UUIDs of version 4, each another, in the order of the requests', () => {
  const ids = Array.from({ length: 200 }, requestId)
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([])
  expect([...new Set(ids)].sort()).toEqual(ids)
})
