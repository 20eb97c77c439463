import { expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { d, m, message, small, sorted } from './things.ts'

// What names nothing that there is must leave no trace, of whatever kind.
onEveryStore('what is asked of ids that are missing', (place) => {
  test('changes nothing, and brings nothing into being', async () => {
    const workspace = await (await (await place())()).open('ghosts', () => small)
    const store = workspace.view()
    const [mark, now] = [{ userId: 1, has: true }, { updated_at: 1 }]
    const asked = [
      await store.hideMessages([m(99)], 1),
      await store.destroyMessages([m(99)]),
      await store.hideDialogs([d(99)], 1),
      await store.leaveDialogs([d(99)], 1),
      await store.destroyDialogs([d(99)]),
      await store.listMessages(d(99), { where: [], sort: [] }),
      await store.newestMessages([d(99)]),
      await store.findUsers([99])
    ]
    await store.changeMessages({ ids: [m(99)] }, { set: { message: 'x', updated_at: 1 }, read: mark, delivered: mark })
    await store.changeMessages({ dialogId: d(99) }, { read: mark })
    const change = { set: now, addOccupants: [7], addAdmins: [7], removeAdmins: [] }
    expect(await store.changeDialog(d(99), change)).toBeUndefined()
    await store.showDialog(d(99))
    await store.setSessionUser('ghost', 1)
    await store.removeSession('ghost')
    const unread = await store.countUnread([d(99)], 1)
    await store.addMessage(message(99, { chat_dialog_id: d(99) }))
    expect(asked).toEqual(asked.map(() => []))
    expect(unread.get(d(99)) ?? 0).toBe(0)
    expect(await store.useSession('ghost', () => 0, 100)).toBeUndefined()
    expect(sorted(await workspace.dump())).toEqual(small)
  })

  test('stays so when a dialog is destroyed: what comes later finds nothing of it', async () => {
    const workspace = await (await (await place())()).open('haunted', () => small)
    const store = workspace.view()
    await store.destroyDialogs([d(1)])
    await store.changeMessages({ dialogId: d(1) }, { read: { userId: 3, has: true } })
    await store.changeMessages({ ids: [m(1)] }, { set: { message: 'x', updated_at: 1 } })
    expect(await store.newestMessages([d(1)])).toEqual([])
    expect((await store.countUnread([d(1)], 2)).get(d(1)) ?? 0).toBe(0)
    expect(await store.findMessages([m(1)])).toEqual([undefined])
    expect(sorted(await workspace.dump())).toEqual({
      ...small,
      dialogs: small.dialogs.slice(1),
      messages: small.messages.slice(3)
    })
  })
})
