import { expect, test } from 'vitest'
import { withTieBreak } from '../../src/store/query.ts'
import type { SortKey } from '../../src/store/query.ts'

type Field = '_id' | 'n' | 'text'
const by = (field: Field, descending = false): SortKey<Field> => ({ field, descending })

test('a sort ends with the id, in the direction of the last key', () => {
  expect(withTieBreak([])).toEqual([by('_id')])
  expect(withTieBreak([by('n', true), by('text')])).toEqual([by('n', true), by('text'), by('_id')])
  expect(withTieBreak([by('n'), by('text', true)])).toEqual([by('n'), by('text', true), by('_id', true)])
})
