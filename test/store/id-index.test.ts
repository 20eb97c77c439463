import { describe, expect, test } from 'vitest'
import { IdIndex } from '../../src/store/memory/id-index.ts'

const things = (ids: readonly string[]): Array<{ _id: string }> => ids.map((id) => ({ _id: id }))

describe('where in a list an id is', () => {
  test('is undefined where the list is empty, or the id is not in it', () => {
    expect(new IdIndex([]).placeOf('a')).toBeUndefined()
    expect(new IdIndex(things(['a', 'b'])).placeOf('')).toBeUndefined()
    expect(new IdIndex(things(['a', 'b'])).placeOf('c')).toBeUndefined()
  })

  test('is the last place of an id that comes several times', () => {
    const index = new IdIndex(things(['a', 'b', 'a']))
    expect([index.placeOf('a'), index.placeOf('b')]).toEqual([2, 1])
  })

  test.each([[[], false], [['a', 'b'], false], [['a', 'b', 'a'], true]])('of %j tells repeats: %s', (ids, expected) => {
    expect(new IdIndex(things(ids)).repeats).toBe(expected)
  })

  test('is told of a piece of a longer text', () => {
    const [id = ''] = '54fdbb69535c12c2e407c672,54fdbb69535c12c2e407c673'.split(',')
    expect(new IdIndex(things(['54fdbb69535c12c2e407c672'])).placeOf(id)).toBe(0)
  })

  test('is right for ids that share a hash', () => {
    const [one, other] = ['54fdbb69000000001f6c8c01', '54fdbb69000000002186dd2a']
    const index = new IdIndex(things([one, other]))
    expect([index.placeOf(one), index.placeOf(other)]).toEqual([0, 1])
    expect(new IdIndex(things([one])).placeOf(other)).toBeUndefined()
  })

  test('is right for so many that some are not where their hash says', () => {
    const ids = Array.from({ length: 10_000 }, (_, n) => `54fdbb69${(n * 7919).toString(16).padStart(16, '0')}`)
    const index = new IdIndex(things(ids))
    expect(ids.findIndex((id, place) => index.placeOf(id) !== place)).toBe(-1)
    expect(ids.findIndex((id) => index.placeOf(id.replace('5', '6')) !== undefined)).toBe(-1)
  })
})
