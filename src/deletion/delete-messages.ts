import { whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Message } from '../store/world.ts'
import { apply } from './apply.ts'
import type { Action } from './apply.ts'
import { judgeMessage } from './permissions.ts'
import { userIdOf } from './verdict.ts'
import type { Caller, DeletionPolicy, Outcome } from './verdict.ts'

/** The id of no dialog. */
const noDialog = ''

/** Deletes messages as far as the caller may, and says of each id what came of it; ids are each given once. */
export function deleteMessages (
  store: ChatStore,
  caller: Caller,
  ids: readonly string[],
  force: boolean,
  policy: DeletionPolicy
): MaybePromise<Outcome> {
  return whenReady(store.findMessages(ids), (messages) =>
    whenReady(store.findDialogs(messages.map(dialogOf)), (dialogs) => {
      // The text that a store keeps of an id is compared in half of the time that a piece of a URL takes.
      const judgements = ids.map((id, n) =>
        judgeMessage(messages[n]?._id ?? id, caller, messages[n], dialogs[n], force, policy)
      )
      return apply(judgements, actions, { store, userId: userIdOf(caller) })
    })
  )
}

const actions: ReadonlyArray<Action<{ readonly store: ChatStore, readonly userId: number }>> = [
  { verdict: 'destroy', write: ({ store }, ids) => store.destroyMessages(ids), tooLate: 'M1' },
  { verdict: 'hide', write: ({ store, userId }, ids) => store.hideMessages(ids, userId), tooLate: 'M5' }
]

function dialogOf (message: Message | undefined): string {
  return message?.chat_dialog_id ?? noDialog
}
