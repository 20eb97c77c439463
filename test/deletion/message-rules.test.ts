import { describe, expect, test } from 'vitest'
import { messageRules } from '../../src/deletion/message-rules.ts'
import { judgeMessage } from '../../src/deletion/permissions.ts'
import type { Caller, DeletionPolicy } from '../../src/deletion/verdict.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import {
  aDialog,
  aMessage,
  admin,
  application,
  occupant,
  outsider,
  owner,
  sender,
  stranger,
  strangersApplication
} from './things.ts'

interface Row {
  rule: string
  what: string
  caller: Caller
  force?: boolean
  verdict: string
  message?: Partial<ReturnType<typeof aMessage>> | null
  dialog?: Partial<ReturnType<typeof aDialog>> | null
  policy?: DeletionPolicy
}

const dialogOwns: DeletionPolicy = { ...defaultSwitches, messageOwner: 'dialog' }

const rows: Row[] = [
  { rule: 'M1', what: 'no such message, a user', caller: sender, message: null, verdict: 'NotFound' },
  { rule: 'M1', what: 'no such message, the application', caller: application, message: null, verdict: 'NotFound' },
  { rule: 'M1', what: 'its dialog is gone', caller: sender, dialog: null, verdict: 'NotFound' },
  { rule: 'M2', what: 'another application', caller: strangersApplication, verdict: 'WrongPermissions' },
  {
    rule: 'M2',
    what: 'another application, forced',
    caller: strangersApplication,
    force: true,
    verdict: 'WrongPermissions'
  },
  { rule: 'M3', what: 'its application', caller: application, verdict: 'destroy' },
  { rule: 'M3', what: 'its application, forced', caller: application, force: true, verdict: 'destroy' },
  {
    rule: 'M3',
    what: 'its application, in a private dialog',
    caller: application,
    dialog: { type: 3 },
    verdict: 'destroy'
  },
  { rule: 'M4', what: 'a user of another application', caller: stranger, verdict: 'WrongPermissions' },
  {
    rule: 'M4',
    what: 'a user of another application, forced, although he is named as the sender',
    caller: stranger,
    force: true,
    message: { sender_id: 900 },
    verdict: 'WrongPermissions'
  },
  { rule: 'M5', what: 'hidden before', caller: occupant, message: { deleted_for: [2, 3] }, verdict: 'NotFound' },
  {
    rule: 'M5',
    what: 'hidden before by one who left since',
    caller: outsider,
    message: { deleted_for: [9] },
    verdict: 'NotFound'
  },
  { rule: 'M6', what: 'not an occupant', caller: outsider, verdict: 'WrongPermissions' },
  {
    rule: 'M6',
    what: 'not an occupant, of a public group',
    caller: outsider,
    dialog: { type: 1 },
    verdict: 'WrongPermissions'
  },
  {
    rule: 'M6',
    what: 'the owner, who is not an occupant',
    caller: owner,
    dialog: { occupants_ids: [2, 3] },
    verdict: 'WrongPermissions'
  },
  { rule: 'M7', what: 'an occupant', caller: occupant, verdict: 'hide' },
  { rule: 'M7', what: 'the sender', caller: sender, verdict: 'hide' },
  { rule: 'M7', what: 'hidden by another only', caller: occupant, message: { deleted_for: [2] }, verdict: 'hide' },
  { rule: 'M8', what: 'the sender, forced', caller: sender, force: true, verdict: 'destroy' },
  {
    rule: 'M8',
    what: 'the sender, forced, in a private dialog',
    caller: sender,
    force: true,
    dialog: { type: 3, admins_ids: [] },
    verdict: 'destroy'
  },
  {
    rule: 'M8',
    what: 'the sender, forced, who left the dialog',
    caller: sender,
    force: true,
    dialog: { occupants_ids: [1, 3] },
    verdict: 'destroy'
  },
  {
    rule: 'M8',
    what: 'the sender, forced, who hid it before',
    caller: sender,
    force: true,
    message: { deleted_for: [2] },
    verdict: 'destroy'
  },
  { rule: 'M9', what: 'an admin of a group', caller: admin, force: true, verdict: 'destroy' },
  {
    rule: 'M9',
    what: 'an admin of a public group',
    caller: admin,
    force: true,
    dialog: { type: 1 },
    verdict: 'destroy'
  },
  {
    rule: 'M9',
    what: 'an admin who sent it, where the dialog decides',
    caller: admin,
    force: true,
    message: { sender_id: 4 },
    policy: dialogOwns,
    verdict: 'destroy'
  },
  { rule: 'M10', what: 'the owner of a group', caller: owner, force: true, verdict: 'destroy' },
  {
    rule: 'M10',
    what: 'the owner of a public group',
    caller: owner,
    force: true,
    dialog: { type: 1 },
    verdict: 'destroy'
  },
  {
    rule: 'M10',
    what: 'the owner who sent it, where the dialog decides',
    caller: owner,
    force: true,
    message: { sender_id: 1 },
    policy: dialogOwns,
    verdict: 'destroy'
  },
  { rule: 'M11', what: 'a plain occupant', caller: occupant, force: true, verdict: 'WrongPermissions' },
  { rule: 'M11', what: 'an outsider', caller: outsider, force: true, verdict: 'WrongPermissions' },
  {
    rule: 'M11',
    what: 'the owner of a private dialog',
    caller: owner,
    force: true,
    dialog: { type: 3, admins_ids: [] },
    verdict: 'WrongPermissions'
  },
  {
    rule: 'M11',
    what: 'one named an admin of a private dialog',
    caller: admin,
    force: true,
    dialog: { type: 3 },
    verdict: 'WrongPermissions'
  },
  {
    rule: 'M11',
    what: 'the sender, where the dialog decides',
    caller: sender,
    force: true,
    policy: dialogOwns,
    verdict: 'WrongPermissions'
  }
]

describe('the verdict on a message', () => {
  test.each(rows)(
    '$rule: $what',
    ({ rule, caller, force = false, verdict, message = {}, dialog = {}, policy = defaultSwitches }) => {
      const thing = message === null ? undefined : aMessage(message)
      const home = dialog === null ? undefined : aDialog(dialog)
      expect(judgeMessage('x', caller, thing, home, force, policy)).toEqual({ id: 'x', verdict, reason: rule })
    }
  )

  test('every rule has a row, and rows come in the order of the rules', () => {
    expect([...new Set(rows.map((row) => row.rule))]).toEqual(messageRules.map((rule) => rule.id))
  })
})
