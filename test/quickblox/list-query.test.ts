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

  test.each([
    ['limit', '-1'],
    ['limit', '0'],
    ['limit', 'abc'],
    ['limit', ''],
    ['limit', '1.5'],
    ['limit', '1e1'],
    ['limit', ['1', '2']],
    ['limit', ['1']],
    ['limit', '0x10'],
    ['limit', '1x'],
    ['limit', '9'.repeat(30)],
    ['skip', '-1'],
    ['skip', 'abc'],
    ['skip', '1e9'],
    ['skip', ''],
    ['count', '2'],
    ['count', 'true'],
    ['type', 'two'],
    ['type', 'x1'],
    ['type', '1x'],
    ['type', '1.'],
    ['type', '1.5x'],
    ['type', '1.5.5'],
    ['type', '1'.repeat(16)],
    ['type', `1.${'1'.repeat(16)}`],
    ['type', ''],
    ['type', '1,2'],
    ['type', ['1', '2']],
    ['type[in]', '1,two'],
    ['type[ctn]', '1'],
    ['ids[ctn]', '1'],
    ['at', 'yesterday, perhaps'],
    ['name[ctn]', '\0'],
    ['name[ctn]', 'x'.repeat(1001)],
    ['name[ctn]', ['a']],
    ['name[ctn]', ['a', 'b']],
    ['_id[ctn]', 'a'],
    ['at[ctn]', '1'],
    ['name', ['a', 'b']]
  ])('refused: %s=%j', (name, value) => {
    try {
      expect(read(Object.fromEntries([[name, value]]))).toBe('refused')
    } catch (error) {
      expect(error).toMatchObject({ statusCode: 422 })
      expect(Object.keys((error as QuickBloxError).body.errors)).toEqual([name])
    }
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
