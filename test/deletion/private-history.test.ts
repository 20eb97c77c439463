import { expect, test } from 'vitest'
import { deleteDialogs } from '../../src/deletion/delete-dialogs.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import { aDialog, aMessage, occupant } from './things.ts'

/** From whom the message of a dialog is hidden after user 3 has deleted it. */
async function hiddenFrom (
  dialog: ReturnType<typeof aDialog>,
  privateHistory: 'kept' | 'cleared'
): Promise<readonly number[] | undefined> {
  const messages = [aMessage({ chat_dialog_id: dialog._id })]
  const store = new MemoryStore({ applications: [], users: [], sessions: [], dialogs: [dialog], messages })
  await deleteDialogs(store, occupant, [dialog._id], false, { privateHistory })
  return (await store.findMessages([messages[0]?._id ?? '']))[0]?.deleted_for
}

test.each([
  ['kept', 'a private dialog', 3, []],
  ['cleared', 'a private dialog', 3, [3]],
  ['kept', 'a public group', 1, []],
  ['cleared', 'a public group', 1, []]
] as const)('with privateHistory "%s", of %s that a user hides', async (privateHistory, _, type, hidden) => {
  expect(await hiddenFrom(aDialog({ type, admins_ids: [] }), privateHistory)).toEqual(hidden)
})

test('a private dialog that goes for all right after it was hidden leaves nothing to hide', async () => {
  class Short extends MemoryStore {
    override hideDialogs (ids: readonly string[], userId: number): string[] {
      const hidden = super.hideDialogs(ids, userId)
      this.destroyDialogs(ids)
      return hidden
    }
  }
  const dialog = aDialog({ type: 3, admins_ids: [] })
  const store = new Short({ applications: [], users: [], sessions: [], dialogs: [dialog], messages: [] })
  expect(await deleteDialogs(store, occupant, [dialog._id], false, { privateHistory: 'cleared' })).toEqual([
    { id: dialog._id, verdict: 'hide', reason: 'D10' }
  ])
})
