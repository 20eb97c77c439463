import { expect, test } from 'vitest'
import { changeDialog } from '../../src/chat/change-dialog.ts'
import { readMessage } from '../../src/chat/read-one.ts'
import type { Caller } from '../../src/deletion/verdict.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import { d, dialog, m, message, world } from '../store/things.ts'

const owner: Caller = { kind: 'user', userId: 1, applicationId: 10 }
const nothing = { set: {}, addOccupants: [], removeOccupants: [], addAdmins: [], removeAdmins: [] }
const held = world({ dialogs: [dialog(1)], messages: [message(1)] })

test('a dialog that is destroyed while somebody changes it is not found', async () => {
  class Raced extends MemoryStore {
    override findDialogs (ids: readonly string[]) {
      const found = super.findDialogs(ids)
      this.destroyDialogs(ids)
      return found
    }
  }
  const renamed = { ...nothing, set: { name: 'new' }, removeOccupants: [2] }
  expect(await changeDialog(new Raced(held), owner, d(1), renamed, 0)).toBe('NotFound')
})

test('a message whose dialog is destroyed while somebody reads it is not found', async () => {
  class Raced extends MemoryStore {
    override findMessages (ids: readonly string[]) {
      const found = super.findMessages(ids)
      this.destroyDialogs([d(1)])
      return found
    }
  }
  expect(await readMessage(new Raced(held), owner, m(1))).toBe('NotFound')
})
