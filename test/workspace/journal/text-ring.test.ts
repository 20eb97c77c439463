import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TextRing } from '../../../src/workspace/journal/text-ring.ts'

const texts = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1000, max: 1100 }).map((length) => 'ä'.repeat(length)), fc.integer({ min: 0, max: 5000 }).map((length) => 'x'.repeat(length))), { maxLength: 40 })

describe('a ring of texts', () => {
  test('holds the last of them, the newest first, however long they are', () => {
    fc.assert(fc.property(texts, fc.integer({ min: 1, max: 12 }), (added, capacity) => {
      const ring = new TextRing(capacity)
      for (const text of added) ring.add(text)
      expect([...ring.newestFirst()]).toEqual(added.slice(-capacity).toReversed())
    }))
  })

  test('starts anew when it is emptied', () => {
    const ring = new TextRing(2)
    for (const text of ['one', 'two', 'three']) ring.add(text)
    ring.clear()
    expect([...ring.newestFirst()]).toEqual([])
    ring.add('four')
    expect([...ring.newestFirst()]).toEqual(['four'])
  })
})
