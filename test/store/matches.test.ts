import { describe, expect, test } from 'vitest'
import { matches, select } from '../../src/store/matches.ts'
import type { Condition, SortKey } from '../../src/store/query.ts'

type Field = '_id' | 'n' | 'text'
const condition = (operator: string, value: unknown, field: Field = 'n') =>
  ({ field, operator, value }) as Condition<Field>

describe('a condition', () => {
  test.each([
    ['lt', 2, [1]],
    ['lte', 2, [1, 2]],
    ['gt', 2, [3]],
    ['gte', 2, [2, 3]],
    ['eq', 2, [2]],
    ['ne', 2, [1, 3, null, undefined, '2', [], [1, 3]]],
    ['lt', -1, []],
    ['gt', '1', ['2']],
    ['gte', '2', ['2']],
    ['lt', '2', []],
    ['in', [2, 3], [2, 3]],
    ['nin', [2, 3], [1, null, undefined, '2', []]],
    ['all', [2], [2]],
    ['all', [1, 3], [[1, 3]]],
    ['all', [], []],
    ['ctn', '2', ['2']],
    ['ctn', '', ['2']]
  ])('%s %j holds for %j', (operator, value, held) => {
    const all = [1, 2, 3, null, undefined, '2', [], [1, 3]]
    const scalars = all.filter((one) => !Array.isArray(one) || held.some(Array.isArray))
    const found = scalars.filter((n) => matches({ n }, [condition(operator, value)]))
    expect(found).toEqual(held)
  })

  test('of a list, one element is enough', () => {
    for (const [operator, value] of [['lt', 2], ['gt', 2], ['in', [3]], ['eq', 1]] as const) {
      expect(matches({ n: [1, 3] }, [condition(operator, value)])).toBe(true)
    }
    expect(matches({ n: [1, 3] }, [condition('lt', 1)])).toBe(false)
    expect(matches({ n: [1, 3] }, [condition('nin', [3])])).toBe(false)
    expect(matches({ n: ['one', 'two'] }, [condition('ctn', 'wo')])).toBe(true)
  })

  test('all must hold, and of `any` one', () => {
    const [one, two] = [condition('eq', 1), condition('eq', 2)]
    expect([matches({ n: 1 }, []), matches({ n: 1 }, [one, two]), matches({ n: 1 }, [one, one])]).toEqual([
      true,
      false,
      true
    ])
    expect([matches({ n: 1 }, [{ any: [one, two] }]), matches({ n: 3 }, [{ any: [one, two] }])]).toEqual([true, false])
    expect(matches({ n: 1 }, [{ any: [] }])).toBe(false)
  })
})

describe('an order', () => {
  const things = [
    { _id: 'a', n: 2, text: 'b' },
    { _id: 'b' },
    { _id: 'c', n: 10, text: 'B' },
    { _id: 'd', n: null, text: null },
    { _id: 'e', n: 2, text: 'ä' },
    { _id: 'f', n: '1', text: 'b' }
  ]
  const sorted = (...sort: Array<SortKey<Field>>): string =>
    select<Field, (typeof things)[number]>(things.toReversed(), { where: [], sort }).map(({ _id }) => _id).join('')
  const by = (field: Field, descending = false): SortKey<Field> => ({ field, descending })

  test.each([
    ['none given', [], 'abcdef'],
    ['numbers by value, what is absent or null first, texts last', [by('n')], 'bdaecf'],
    ['the same backwards, equals too', [by('n', true)], 'fceadb'],
    ['texts by their bytes', [by('text')], 'bdcafe'],
    ['the same backwards', [by('text', true)], 'efacdb'],
    ['equals by the next key, and then in its direction', [by('n'), by('text', true)], 'dbeacf'],
    ['the id backwards', [by('_id', true)], 'fedcba']
  ])('%s', (_, sort, order) => {
    expect(sorted(...sort)).toBe(order)
  })

  test('is the same from whichever side two things are compared', () => {
    for (const [first, last] of [[null, 0], [-1, 0], [10, '1'], ['a', 'b'], [undefined, ''], [[1], 2]]) {
      const pair = [{ _id: 'z', n: first }, { _id: 'a', n: last }]
      for (const things of [pair, pair.toReversed()]) {
        expect(select<Field, { _id: string, n: unknown }>(things, { where: [], sort: [by('n')] })).toEqual(pair)
      }
    }
  })
})

test.each([
  [undefined, undefined, 'abc'],
  [0, 0, ''],
  [0, 2, 'ab'],
  [1, 1, 'b'],
  [2, 5, 'c'],
  [3, 1, ''],
  [1, undefined, 'bc']
])('from %s, %s at the most', (skip, limit, found) => {
  const page = { where: [], sort: [], ...(skip !== undefined && { skip }), ...(limit !== undefined && { limit }) }
  expect(select(['b', 'c', 'a'].map((_id) => ({ _id })), page).map(({ _id }) => _id).join('')).toBe(found)
})
