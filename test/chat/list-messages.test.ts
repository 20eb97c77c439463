import { expect, test } from 'vitest'
import { countMessages, listMessages } from '../../src/chat/list-messages.ts'
import type { MessageField } from '../../src/chat/list-messages.ts'
import type { Caller } from '../../src/deletion/verdict.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import type { FieldCondition } from '../../src/store/query.ts'
import { d, dialog, m, message, world } from '../store/things.ts'

const store = new MemoryStore(world({
  dialogs: [dialog(1)],
  messages: [
    message(1, { custom: { colour: 'red' } }),
    message(2, { custom: { colour: 'red' }, deleted_for: [1] }),
    message(3, { custom: { colour: 'red' }, sender_id: 2 }),
    message(4, { attachments: [null, 'image', { type: 'image' }, { url: 'x' }] }),
    message(5, { attachments: [{ type: 'video' }] }),
    message(6)
  ]
}))

const user: Caller = { kind: 'user', userId: 1, applicationId: 10 }
const application: Caller = { kind: 'application', applicationId: 10 }
const red: FieldCondition<MessageField> = { field: 'custom.colour', operator: 'eq', value: 'red' }
const bySecond: FieldCondition<MessageField> = { field: 'sender_id', operator: 'eq', value: 2 }
const withImage: FieldCondition<MessageField> = { field: 'attachments.type', operator: 'eq', value: 'image' }
const withoutImage: FieldCondition<MessageField> = { field: 'attachments.type', operator: 'ne', value: 'image' }

test.each<[string, Caller, ReadonlyArray<FieldCondition<MessageField>>, number[]]>([
  ['by a custom key, without what the caller hid', user, [red], [1, 3]],
  ['by a custom key, for the application', application, [red], [1, 2, 3]],
  ['by a custom key and a field of the message', user, [red, bySecond], [3]],
  ['by a field of the message alone', user, [bySecond], [3]],
  ['by the types of attachments, some of which are no objects or have none', user, [withImage], [4]],
  ['by another type than an attachment has', user, [withoutImage], [1, 3, 5, 6]]
])('messages are found and counted %s', async (_, caller, where, found) => {
  expect((await listMessages(store, caller, d(1), { where, sort: [] })).map(({ _id }) => _id)).toEqual(found.map(m))
  expect(await countMessages(store, caller, d(1), { where, sort: [] })).toBe(found.length)
})
