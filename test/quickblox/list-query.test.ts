import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QuickBloxError } from '../../src/quickblox/errors.ts'
import { readListQuery } from '../../src/quickblox/list-query.ts'

const kinds = { _id: 'id', name: 'text', type: 'number', ids: 'numbers', at: 'date', shape: 'custom' } as const
const order = [{ field: 'at', descending: false }] as const
type Field = keyof typeof kinds | 'data.place'
const custom = (name: string): Field | undefined => name === 'data.place' ? name : undefined
const read = (query: Record<string, unknown>) => readListQuery<Field>(query, { kinds, custom, order })
const plain = { where: [], sort: order, skip: 0, limit: 100, countOnly: false, ignored: [] }

describe('a list query', () => {
  test.each([
    ['nothing', {}, {}],
    ['a page', { skip: '20', limit: '10' }, { skip: 20, limit: 10 }],
    ['the least page', { skip: '0', limit: '1' }, { skip: 0, limit: 1 }],
    ['a count', { count: '1' }, { countOnly: true }],
    ['no count', { count: '0' }, {}],
    ['sort_asc', { sort_asc: 'name' }, { sort: [{ field: 'name', descending: false }] }],
    ['sort_desc', { sort_desc: 'at' }, { sort: [{ field: 'at', descending: true }] }],
    ['both', { sort_desc: 'at', sort_asc: 'name' }, {
      sort: [{ field: 'name', descending: false }, { field: 'at', descending: true }]
    }],
    ['a text', { name: 'Team' }, { where: [{ field: 'name', operator: 'eq', value: 'Team' }] }],
    ['a number', { 'type[ne]': '2' }, { where: [{ field: 'type', operator: 'ne', value: 2 }] }],
    ['several numbers', { 'type[in]': '2,3' }, { where: [{ field: 'type', operator: 'in', value: [2, 3] }] }],
    ['several numbers, each alone', { 'ids[all]': ['1', '2,3'] }, {
      where: [{ field: 'ids', operator: 'all', value: [1, 2, 3] }]
    }],
    ['a text as a list of one', { 'name[]': 'Team' }, { where: [{ field: 'name', operator: 'eq', value: 'Team' }] }],
    ['several numbers as a list', { 'ids[nin][]': '1' }, { where: [{ field: 'ids', operator: 'nin', value: [1] }] }],
    ['an id in capitals', { _id: 'AAAAAAAAAAAAAAAAAAAAAAAA' }, {
      where: [{ field: '_id', operator: 'eq', value: 'aaaaaaaaaaaaaaaaaaaaaaaa' }]
    }],
    ['an id that is none', { _id: 'X' }, { where: [{ field: '_id', operator: 'eq', value: 'X' }] }],
    ['seconds', { 'at[gte]': '1567349756' }, { where: [{ field: 'at', operator: 'gte', value: 1567349756000 }] }],
    ['a date', { 'at[lt]': '2019-09-01T14:55:56Z' }, {
      where: [{ field: 'at', operator: 'lt', value: 1567349756000 }]
    }],
    ['a part of a text', { 'name[ctn]': 'a.*b' }, { where: [{ field: 'name', operator: 'ctn', value: 'a.*b' }] }],
    ['K12: more than 100', { limit: '101' }, { limit: 100 }],
    ['K13: seconds with a fraction', { 'at[lt]': '1795655908.904' }, {
      where: [{ field: 'at', operator: 'lt', value: 1795655908904 }]
    }],
    ['K13: a number with a fraction', { 'type[gt]': '1.5' }, {
      where: [{ field: 'type', operator: 'gt', value: 1.5 }]
    }],
    ['K14: a custom parameter', { 'data[place]': 'Rome' }, {
      where: [{ field: 'data.place', operator: 'eq', value: 'Rome' }]
    }],
    ['K14: part of a custom parameter', { 'data[place][ctn]': 'om' }, {
      where: [{ field: 'data.place', operator: 'ctn', value: 'om' }]
    }],
    ['K14: a custom number', { 'data[place][gt]': '9' }, {
      where: [{ field: 'data.place', operator: 'gt', value: 9 }]
    }],
    ['K14: a custom text, and what is greater', { 'data[place][gt]': 'Rome' }, {
      where: [{ field: 'data.place', operator: 'gt', value: 'Rome' }]
    }],
    ['K14: custom parameters as a list', { 'data[place][in][]': ['Rome', 'Oslo'] }, {
      where: [{ field: 'data.place', operator: 'in', value: ['Rome', 'Oslo'] }]
    }],
    ['K14: a kind of attachment', { shape: '7' }, { where: [{ field: 'shape', operator: 'eq', value: '7' }] }],
    ['a text that is greater', { 'name[gt]': '9' }, { where: [{ field: 'name', operator: 'gt', value: '9' }] }],
    ['a part of 1000 characters', { 'name[ctn]': 'x'.repeat(1000) }, {
      where: [{ field: 'name', operator: 'ctn', value: 'x'.repeat(1000) }]
    }],
    ['a number below 0', { type: '-1.5' }, { where: [{ field: 'type', operator: 'eq', value: -1.5 }] }],
    ['several filters', { 'at[gt]': '1', 'at[lte]': '2' }, {
      where: [{ field: 'at', operator: 'gt', value: 1000 }, { field: 'at', operator: 'lte', value: 2000 }]
    }]
  ])('%s', (_, query, expected) => {
    expect(read(query)).toEqual({ ...plain, ...expected })
  })

  const page = 'must be a whole number from 1 to 9007199254740991'
  const number = 'must be a number'

  test.each<[string, unknown, string]>([
    ...['-1', '0', 'abc', '', '1.5', '1e1', ['1', '2'], ['1'], '0x10', '1x', '9'.repeat(30)].map((value): [
      string, unknown, string
    ] => ['limit', value, page]),
    ...['-1', 'abc', '1e9', ''].map((value): [string, string, string] => [
      'skip',
      value,
      'must be a whole number from 0 to 9007199254740991'
    ]),
    ['count', '2', 'must be a whole number from 0 to 1'],
    ['count', 'true', 'must be a whole number from 0 to 1'],
    ...['two', 'x1', '1x', '1.', '1.5x', '1.5.5', '1'.repeat(16), `1.${'1'.repeat(16)}`, '', '1,2'].map((value): [
      string, string, string
    ] => ['type', value, number]),
    ['type', ['1', '2'], 'must be given once'],
    ['type[in]', '1,two', number],
    ['at', 'yesterday, perhaps', 'must be a date: seconds since 1970, or as in 2019-09-01T14:55:56Z'],
    ...['type', 'ids', '_id', 'at'].map((name): [string, string, string] => [
      `${name}[ctn]`,
      '1',
      'is not a text that could contain another'
    ]),
    ...['\0', 'x'.repeat(1001), ['a'], ['a', 'b']].map((value): [string, unknown, string] => [
      'name[ctn]',
      value,
      'must be a text of at most 1000 characters'
    ]),
    ['name', ['a', 'b'], 'must be given once']
  ])('refused: %s=%j', (name, value, problem) => {
    expect(() => read(Object.fromEntries([[name, value]]))).toThrow(
      expect.objectContaining({ statusCode: 422, body: { errors: { [name]: [problem] } } })
    )
  })

  test.each([
    ['page', '2'],
    ['include_reactions', '1'],
    ['is_joinable', 'true'],
    ['name[or]', 'x'],
    ['colour', 'red'],
    ['data[colour]', 'red'],
    ['data[place][or]', 'red'],
    ['xdata[place]', 'red'],
    ['data[place]x', 'red'],
    ['data[place][gt][lt]', 'red'],
    ['data[]', 'red'],
    ['data[pl[ace]', 'red'],
    [']name', 'x'],
    ['__proto__', '1'],
    ['constructor', '1'],
    ['name[', 'x'],
    ['[name]', 'x'],
    ['', 'x'],
    ['name[$where]', 'x'],
    ['name[gt][lt]', 'x'],
    ['name[in]x', 'y'],
    ['sort_asc', ''],
    ['sort_asc', 'nothing'],
    ['sort_desc', 'name,at'],
    ['sort_desc', ['name', 'at']],
    ['sort_desc', ['name']],
    ['sort_asc', 'ids'],
    ['sort_asc', 'shape'],
    ['sort_asc', '__proto__']
  ])('K11: ignored, and told: %s=%j', (name, value) => {
    expect(read(Object.fromEntries([[name, value]]))).toEqual({ ...plain, ignored: [name] })
  })

  test('whatever is asked, it is understood or refused', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(
            fc.constantFrom('limit', 'skip', 'count', 'sort_asc', 'sort_desc', ...Object.keys(kinds)),
            fc.tuple(fc.constantFrom(...Object.keys(kinds)), fc.string()).map(([field, operator]) =>
              `${field}[${operator}]`
            ),
            fc.string()
          ),
          fc.oneof(fc.string(), fc.nat().map(String), fc.array(fc.string()))
        ),
        (query) => {
          try {
            const { limit, skip } = read(query)
            expect(limit).toBeLessThanOrEqual(100)
            expect(limit).toBeGreaterThanOrEqual(1)
            expect(skip).toBeGreaterThanOrEqual(0)
          } catch (error) {
            if (!(error instanceof QuickBloxError)) throw error
          }
        }
      ),
      { numRuns: 1000 }
    ))
})
