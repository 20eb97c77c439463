import { beforeEach, describe, expect, test } from 'vitest'
import { countUnread } from '../../src/chat/count-unread.ts'
import { countDialogs, listDialogs } from '../../src/chat/list-dialogs.ts'
import type { DialogField } from '../../src/chat/list-dialogs.ts'
import { countMessages, customKeysIn, listMessages } from '../../src/chat/list-messages.ts'
import type { MessageField } from '../../src/chat/list-messages.ts'
import { markListed } from '../../src/chat/change-messages.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import type { MessageChange, MessageChoice } from '../../src/store/changes.ts'
import type { Condition, FieldCondition, ListQuery } from '../../src/store/query.ts'
import type { Dialog, Message } from '../../src/store/world.ts'
import { d, dialog, m, message, world } from '../store/things.ts'

// A database must not send a whole dialog where a page of it is asked for: what a store can answer, it is asked.
const asked: unknown[] = []

class Recorder extends MemoryStore {
  override async listMessages (dialogId: string, query: ListQuery): Promise<Message[]> {
    asked.push(['list', query])
    return super.listMessages(dialogId, query)
  }

  override async countMessages (dialogId: string, where: readonly Condition[]): Promise<number> {
    asked.push(['count', where])
    return super.countMessages(dialogId, where)
  }

  override async listDialogs (query: ListQuery): Promise<Dialog[]> {
    asked.push(['list', query])
    return super.listDialogs(query)
  }

  override async countDialogs (where: readonly Condition[]): Promise<number> {
    asked.push(['count', where])
    return super.countDialogs(where)
  }

  override async changeMessages (which: MessageChoice, change: MessageChange): Promise<void> {
    asked.push(['change', which, change])
    return super.changeMessages(which, change)
  }
}

const store = new Recorder(world({
  dialogs: [dialog(1)],
  messages: [
    message(1),
    message(2, { read_ids: [3], delivered_ids: [3] }),
    message(3, { read_ids: [3] }),
    message(4, { delivered_ids: [3] })
  ]
}))
const application = { kind: 'application', applicationId: 10 } as const
const user = { kind: 'user', userId: 3, applicationId: 10 } as const
const notHidden = { field: 'deleted_for', operator: 'ne', value: 3 }
const own = { field: 'application_id', operator: 'eq', value: 10 }
const page = { skip: 1, limit: 2 }

beforeEach(() => { asked.length = 0 })

describe('of messages', () => {
  const bySender: FieldCondition<MessageField> = { field: 'sender_id', operator: 'eq', value: 1 }
  const byColour: FieldCondition<MessageField> = { field: 'custom.colour', operator: 'eq', value: 'red' }
  const sort = [{ field: 'date_sent', descending: true }] as const
  const bySort = [{ field: 'custom.colour', descending: true }] as const

  test('a page by fields of theirs is asked for as it is', async () => {
    await listMessages(store, user, d(1), { where: [bySender], sort, ...page })
    await countMessages(store, user, d(1), { where: [bySender], sort: [] })
    expect(asked).toEqual([
      ['list', { where: [notHidden, bySender], sort, ...page }],
      ['count', [notHidden, bySender]]
    ])
  })

  test('what is more is looked for among those that are left', async () => {
    await listMessages(store, user, d(1), { where: [bySender, byColour], sort, ...page })
    await listMessages(store, application, d(1), { where: [bySender], sort: [...sort, ...bySort], ...page })
    await countMessages(store, user, d(1), { where: [bySender, byColour], sort: [] })
    const left = { where: [notHidden, bySender], sort: [] }
    expect(asked).toEqual([['list', left], ['list', { where: [bySender], sort: [] }], ['list', left]])
  })

  test('their custom keys are those of all', async () => {
    await customKeysIn(store, d(1))
    expect(asked).toEqual([['list', { where: [], sort: [] }]])
  })

  test('those alone are marked that are not read and delivered already', async () => {
    const listed = await store.listMessages(d(1), { where: [], sort: [] })
    asked.length = 0
    const mark = { userId: 3, has: true }
    await markListed(store, user, dialog(1), listed)
    await markListed(store, user, dialog(1), listed.slice(1, 2))
    await markListed(store, application, dialog(1), listed)
    expect(asked).toEqual([['change', { ids: [m(1), m(3), m(4)] }, { read: mark, delivered: mark }]])
  })
})

describe('of dialogs', () => {
  const byType: FieldCondition<DialogField> = { field: 'type', operator: 'eq', value: 2 }
  const byLast: FieldCondition<DialogField> = { field: 'last_message', operator: 'eq', value: 'x' }
  const byData: FieldCondition<DialogField> = { field: 'data.colour', operator: 'eq', value: 'red' }
  const sort = [{ field: 'name', descending: true }] as const
  const bySort = [{ field: 'last_message_date_sent', descending: true }] as const

  test('a page by fields of theirs is asked for as it is', async () => {
    await listDialogs(store, application, { where: [byType], sort, ...page })
    await countDialogs(store, application, { where: [byType], sort: bySort })
    expect(asked).toEqual([
      ['count', [own, byType]],
      ['list', { where: [own, byType], sort, ...page }],
      ['count', [own, byType]]
    ])
  })

  test('what is more is looked for among those that are left', async () => {
    await listDialogs(store, application, { where: [byType, byLast], sort, ...page })
    await listDialogs(store, application, { where: [byType, byData], sort, ...page })
    await listDialogs(store, application, { where: [byType], sort: [...sort, ...bySort], ...page })
    await countDialogs(store, application, { where: [byType, byLast], sort: [] })
    const left = ['list', { where: [own, byType], sort: [] }]
    expect(asked).toEqual([left, left, left, left])
  })

  test('with unread messages they are those that a user sees, and no public groups', async () => {
    await countUnread(store, user, [d(1)])
    expect(asked).toEqual([['list', {
      where: [
        own,
        { any: [{ field: 'occupants_ids', operator: 'eq', value: 3 }, { field: 'type', operator: 'eq', value: 1 }] },
        notHidden,
        { field: 'type', operator: 'ne', value: 1 },
        { field: '_id', operator: 'in', value: [d(1)] }
      ],
      sort: []
    }]])
  })
})
