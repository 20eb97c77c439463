import { whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { ChatStore } from '../store/chat-store.ts'
import { apply } from './apply.ts'
import type { Action } from './apply.ts'
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
  return whenReady(store.findDialogs(ids), (dialogs) => {
    const judgements = ids.map((id, n) => judgeDialog(id, caller, dialogs[n], force))
    return apply(judgements, actions, { store, userId: userIdOf(caller), policy })
  })
}

interface Deletion {
  readonly store: ChatStore
  readonly userId: number
  readonly policy: DialogPolicy
}

const actions: ReadonlyArray<Action<Deletion>> = [
  { verdict: 'destroy', write: ({ store }, ids) => store.destroyDialogs(ids), tooLate: 'D1' },
  { verdict: 'leave', write: ({ store, userId }, ids) => store.leaveDialogs(ids, userId), tooLate: 'D7' },
  { verdict: 'hide', write: hide, tooLate: 'D7' }
]

async function hide ({ store, userId, policy }: Deletion, ids: readonly string[]): Promise<string[]> {
  const hidden = await store.hideDialogs(ids, userId)
  if (policy.privateHistory === 'cleared') {
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
