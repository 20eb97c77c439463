import { whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { ChatStore } from '../store/chat-store.ts'
import { apply } from './apply.ts'
import { judgeDialog } from './permissions.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import { userIdOf } from './verdict.ts'
import type { Caller, Outcome } from './verdict.ts'

type DialogPolicy = Pick<FidelitySwitches, 'privateHistory'>

/** Deletes dialogs as far as the caller may, and says of each id what came of it; ids are each given once. */
export function deleteDialogs (
  store: ChatStore,
  caller: Caller,
  ids: readonly string[],
  force: boolean,
  policy: DialogPolicy
): MaybePromise<Outcome> {
  const userId = userIdOf(caller)
  return whenReady(store.findDialogs(ids), (dialogs) => {
    const judgements = ids.map((id, n) => judgeDialog(id, caller, dialogs[n], force))
    return apply(judgements, [
      { verdict: 'destroy', write: (some) => store.destroyDialogs(some), tooLate: 'D1' },
      { verdict: 'leave', write: (some) => store.leaveDialogs(some, userId), tooLate: 'D7' },
      { verdict: 'hide', write: (some) => hide(store, some, userId, policy), tooLate: 'D7' }
    ])
  })
}

async function hide (
  store: ChatStore,
  ids: readonly string[],
  userId: number,
  { privateHistory }: DialogPolicy
): Promise<string[]> {
  const hidden = await store.hideDialogs(ids, userId)
  if (privateHistory === 'cleared') {
    for (const dialog of await store.findDialogs(hidden)) {
      if (dialog?.type === 3) await hideMessagesOf(store, dialog._id, userId)
    }
  }
  return hidden
}

async function hideMessagesOf (store: ChatStore, dialogId: string, userId: number): Promise<void> {
  const messages = await store.listMessages(dialogId, { where: [], sort: [] })
  await store.hideMessages(messages.map(({ _id }) => _id), userId)
}
