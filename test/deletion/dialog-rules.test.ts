import { describe, expect, test } from 'vitest'
import { dialogRules } from '../../src/deletion/dialog-rules.ts'
import { judgeDialog } from '../../src/deletion/permissions.ts'
import type { Caller } from '../../src/deletion/verdict.ts'
import { aDialog, admin, application, occupant, outsider, owner, stranger, strangersApplication } from './things.ts'

interface Row {
  rule: string
  what: string
  caller: Caller
  force?: boolean
  verdict: string
  dialog?: Partial<ReturnType<typeof aDialog>> | null
}

const rows: Row[] = [
  { rule: 'D1', what: 'no such dialog, a user', caller: owner, dialog: null, verdict: 'NotFound' },
  { rule: 'D1', what: 'no such dialog, the application', caller: application, dialog: null, verdict: 'NotFound' },
  { rule: 'D2', what: 'another application', caller: strangersApplication, verdict: 'WrongPermissions' },
  {
    rule: 'D2',
    what: 'another application, forced',
    caller: strangersApplication,
    force: true,
    verdict: 'WrongPermissions'
  },
  { rule: 'D3', what: 'its application', caller: application, verdict: 'destroy' },
  { rule: 'D3', what: 'its application, forced', caller: application, force: true, verdict: 'destroy' },
  { rule: 'D4', what: 'a user of another application', caller: stranger, verdict: 'WrongPermissions' },
  {
    rule: 'D4',
    what: 'a user of another application, forced, although he is named as the owner',
    caller: stranger,
    force: true,
    dialog: { user_id: 900 },
    verdict: 'WrongPermissions'
  },
  { rule: 'D5', what: 'the owner of a group', caller: owner, force: true, verdict: 'destroy' },
  {
    rule: 'D5',
    what: 'the owner of a private dialog',
    caller: owner,
    force: true,
    dialog: { type: 3, admins_ids: [] },
    verdict: 'destroy'
  },
  {
    rule: 'D5',
    what: 'the owner who left it',
    caller: owner,
    force: true,
    dialog: { occupants_ids: [2, 3] },
    verdict: 'destroy'
  },
  {
    rule: 'D5',
    what: 'the owner who hid it',
    caller: owner,
    force: true,
    dialog: { type: 3, deleted_for: [1] },
    verdict: 'destroy'
  },
  { rule: 'D6', what: 'an occupant', caller: occupant, force: true, verdict: 'WrongPermissions' },
  { rule: 'D6', what: 'an admin', caller: admin, force: true, verdict: 'WrongPermissions' },
  { rule: 'D6', what: 'an outsider', caller: outsider, force: true, verdict: 'WrongPermissions' },
  { rule: 'D7', what: 'hidden before', caller: occupant, dialog: { type: 3, deleted_for: [3] }, verdict: 'NotFound' },
  { rule: 'D8', what: 'an outsider', caller: outsider, verdict: 'WrongPermissions' },
  {
    rule: 'D8',
    what: 'one who left the group',
    caller: occupant,
    dialog: { occupants_ids: [1, 2], left_by: [3] },
    verdict: 'WrongPermissions'
  },
  {
    rule: 'D8',
    what: 'the owner, who is not an occupant',
    caller: owner,
    dialog: { occupants_ids: [2, 3] },
    verdict: 'WrongPermissions'
  },
  { rule: 'D9', what: 'an occupant of a group', caller: occupant, verdict: 'leave' },
  { rule: 'D9', what: 'the owner of a group', caller: owner, verdict: 'leave' },
  { rule: 'D10', what: 'an occupant of a public group', caller: occupant, dialog: { type: 1 }, verdict: 'hide' },
  {
    rule: 'D10',
    what: 'an occupant of a private dialog',
    caller: occupant,
    dialog: { type: 3, admins_ids: [] },
    verdict: 'hide'
  },
  {
    rule: 'D10',
    what: 'hidden by the other only',
    caller: occupant,
    dialog: { type: 3, deleted_for: [1] },
    verdict: 'hide'
  }
]

describe('the verdict on a dialog', () => {
  test.each(rows)('$rule: $what', ({ rule, caller, force = false, verdict, dialog = {} }) => {
    const thing = dialog === null ? undefined : aDialog(dialog)
    expect(judgeDialog('x', caller, thing, force)).toEqual({ id: 'x', verdict, reason: rule })
  })

  test('every rule has a row, and rows come in the order of the rules', () => {
    expect([...new Set(rows.map((row) => row.rule))]).toEqual(dialogRules.map((rule) => rule.id))
  })
})
