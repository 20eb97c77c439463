import { describe, expect, test } from 'vitest'
import { refuseDialogChange } from '../../src/chat/dialog-change-rules.ts'
import type { DialogWishes } from '../../src/chat/dialog-change-rules.ts'
import type { DialogTraits } from '../../src/deletion/traits.ts'
import type { Caller } from '../../src/deletion/verdict.ts'

const [owner, occupant, admin, stranger] = [1, 2, 3, 9]
const by = (userId: number, applicationId = 10): Caller => ({ kind: 'user', userId, applicationId })
const application = (applicationId = 10): Caller => ({ kind: 'application', applicationId })
const of = (type: 1 | 2 | 3, given: Partial<DialogTraits> = {}): DialogTraits => ({
  _id: 'd',
  application_id: 10,
  type,
  user_id: owner,
  occupants_ids: [owner, occupant, admin],
  admins_ids: [admin],
  deleted_for: [],
  ...given
})

const name: DialogWishes = { addOccupants: [], removeOccupants: [], changesAdmins: false }
const add: DialogWishes = { ...name, addOccupants: [7] }
const remove = (id: number): DialogWishes => ({ ...name, removeOccupants: [id] })
const promote: DialogWishes = { ...name, changesAdmins: true }

describe('who may change a dialog', () => {
  test.each<
    [string, string, Caller, DialogTraits, DialogWishes, 'NotFound' | 'WrongPermissions' | undefined]
  >([
    ['U1', 'it is hidden from the user', by(occupant), of(3, { deleted_for: [occupant] }), name, 'NotFound'],
    ['U1', 'it is hidden from another', by(occupant), of(3, { deleted_for: [owner] }), name, undefined],
    ['U2', 'it is of another application', application(20), of(2), name, 'WrongPermissions'],
    [
      'U2',
      'it is of another application, and the user is called alike',
      by(owner, 20),
      of(2),
      name,
      'WrongPermissions'
    ],
    ['U3', 'the application does everything', application(), of(3), remove(occupant), undefined],
    ['U4', 'a public group, by its owner', by(owner), of(1), remove(occupant), undefined],
    ['U4', 'a public group, by an occupant', by(occupant), of(1), name, 'WrongPermissions'],
    ['U4', 'a public group that an occupant would leave', by(occupant), of(1), remove(occupant), 'WrongPermissions'],
    ['U4', 'a public group, by an admin', by(admin), of(1), add, 'WrongPermissions'],
    ['U5', 'a group, by who is no occupant', by(stranger), of(2), name, 'WrongPermissions'],
    ['U5', 'a private dialog, by who is no occupant', by(stranger), of(3), name, 'WrongPermissions'],
    ['U5', 'a group that its owner has left', by(owner), of(2, { occupants_ids: [occupant] }), add, undefined],
    ['U6', 'a private dialog gets a photo', by(occupant), of(3), name, undefined],
    ['U6', 'a private dialog gets a third', by(owner), of(3), add, 'WrongPermissions'],
    ['U6', 'a private dialog loses one', by(occupant), of(3), remove(occupant), 'WrongPermissions'],
    ['U7', 'an occupant renames a group', by(occupant), of(2), name, undefined],
    ['U7', 'an occupant adds others', by(occupant), of(2), add, undefined],
    ['U7', 'an occupant leaves', by(occupant), of(2), remove(occupant), undefined],
    ['U7', 'an occupant removes another', by(occupant), of(2), remove(admin), 'WrongPermissions'],
    ['U7', 'an occupant removes himself and another', by(occupant), of(2), {
      ...name,
      removeOccupants: [occupant, admin]
    }, 'WrongPermissions'],
    ['U7', 'an admin removes another', by(admin), of(2), remove(occupant), 'WrongPermissions'],
    ['U7', 'the owner removes another', by(owner), of(2), remove(occupant), undefined],
    ['U8', 'the owner changes admins', by(owner), of(2), promote, undefined],
    ['U8', 'an occupant changes admins', by(occupant), of(2), promote, 'WrongPermissions'],
    ['U8', 'an admin changes admins', by(admin), of(2), promote, 'WrongPermissions']
  ])('%s: %s', (_rule, _case, caller, dialog, wishes, refusal) => {
    expect(refuseDialogChange(caller, dialog, wishes)).toBe(refusal)
  })
})
