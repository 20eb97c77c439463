import { expect, test } from 'vitest'
import { createMessage } from '../../src/chat/create-message.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import { dialog, world } from '../store/things.ts'

const draft = { message: 'hello', attachments: [], markable: null, custom: {} }

test.each([
  ['of a private dialog is for the other', dialog(1, { type: 3, occupants_ids: [7, 1], admins_ids: [] }), 7],
  ['of a private dialog that the other was never in is for nobody', dialog(1, { type: 3, occupants_ids: [1] }), null],
  ['of a group is for nobody in particular', dialog(1, { type: 2, occupants_ids: [1, 7] }), null],
  ['of a public group is for nobody in particular', dialog(1, { type: 1, occupants_ids: [7, 1] }), null]
])('a message %s', async (_, where, recipient) => {
  const store = new MemoryStore(world({ dialogs: [where] }))
  const sent = await createMessage(store, { kind: 'user', userId: 1, applicationId: 10 }, where, draft, 1_234_567)
  expect(sent).toMatchObject({
    recipient_id: recipient,
    sender_id: 1,
    date_sent: 1234,
    created_at: 1_234_000,
    read_ids: [1],
    delivered_ids: [1],
    deleted_for: []
  })
  expect(store.dump().messages).toEqual([sent])
})
