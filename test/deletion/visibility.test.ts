import { describe, expect, test } from 'vitest'
import { readsDialog, seesDialog, seesMessage } from '../../src/deletion/visibility.ts'
import { dialog, message } from '../store/things.ts'

const [occupant, stranger, foreigner] = [{ id: 1, application_id: 10 }, { id: 9, application_id: 10 }, {
  id: 1,
  application_id: 20
}]

describe('who sees what', () => {
  test.each([
    ['an occupant', occupant, dialog(1), true, true],
    ['nobody else', stranger, dialog(1), false, false],
    ['of a public group, anybody', stranger, dialog(1, { type: 1 }), true, true],
    ['of a public group, nobody of another application', foreigner, dialog(1, { type: 1 }), false, false],
    ['not who hid it, though he may still read it', occupant, dialog(1, { type: 3, deleted_for: [1] }), false, true],
    ['not who hid a public group', occupant, dialog(1, { type: 1, deleted_for: [1] }), false, true],
    ['but those from whom another hid it', occupant, dialog(1, { deleted_for: [2] }), true, true],
    ['not who left', occupant, dialog(1, { occupants_ids: [2], left_by: [1] }), false, false],
    ['not its owner who is no occupant', occupant, dialog(1, { user_id: 1, occupants_ids: [2] }), false, false]
  ] as const)('of dialogs: %s', (_, who, what, sees, reads) => {
    expect([seesDialog(who, what), readsDialog(who, what)]).toEqual([sees, reads])
  })

  test.each([
    ['an occupant', occupant, message(1), dialog(1), true],
    ['nobody else', stranger, message(1), dialog(1), false],
    ['of a public group, anybody', stranger, message(1), dialog(1, { type: 1 }), true],
    ['of a public group, nobody of another application', foreigner, message(1), dialog(1, { type: 1 }), false],
    ['not who hid it', occupant, message(1, { deleted_for: [1] }), dialog(1), false],
    ['who did not hide it', occupant, message(1, { deleted_for: [2] }), dialog(1), true],
    ['its sender, not after he left', occupant, message(1, { sender_id: 1 }), dialog(1, { occupants_ids: [2] }), false],
    ['nobody, by another dialog than its own', occupant, message(1), dialog(2), false]
  ] as const)('of messages: %s', (_, who, what, where, sees) => {
    expect(seesMessage(who, what, where)).toBe(sees)
  })
})
