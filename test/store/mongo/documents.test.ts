import { expect, test } from 'vitest'
import { ofPrivateDialog } from '../../../src/store/mongo/documents.ts'
import { keyOf } from '../../../src/store/mongo/things.ts'
import { d, dialog } from '../things.ts'

test('documents of private dialogs tell which two they are of, whoever comes first', () => {
  const pairOf = (...occupants: number[]) =>
    ofPrivateDialog({ _id: keyOf(7, d(1)), in: 7 }, dialog(1, { type: 3, occupants_ids: occupants })).pair
  expect([pairOf(9, 10), pairOf(10, 9)]).toEqual(['7:10:9:10', '7:10:9:10'])
})
