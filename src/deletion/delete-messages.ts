import type { ChatStore } from '../store/chat-store.ts'
import { apply } from './apply.ts'
import { judgeMessage } from './permissions.ts'
import { userIdOf } from './verdict.ts'
import type { Caller, DeletionPolicy, Outcome } from './verdict.ts'

/** The id of no dialog. */
const noDialog = ''

/** Deletes messages as far as the caller may, and says of each id what came of it; ids are each given once. */
export async function deleteMessages (
  store: ChatStore,
  caller: Caller,
  ids: readonly string[],
  force: boolean,
  policy: DeletionPolicy
): Promise<Outcome> {
  const messages = await store.findMessages(ids)
  const dialogs = await store.findDialogs(messages.map((message) => message?.chat_dialog_id ?? noDialog))
  const judgements = ids.map((id, n) => judgeMessage(id, caller, messages[n], dialogs[n], force, policy))
  const userId = userIdOf(caller)
  return apply(judgements, [
    { verdict: 'destroy', write: (some) => store.destroyMessages(some), tooLate: 'M1' },
    { verdict: 'hide', write: (some) => store.hideMessages(some, userId), tooLate: 'M5' }
  ])
}
