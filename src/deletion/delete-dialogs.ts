import type { ChatStore } from '../store/chat-store.ts'
import { apply } from './apply.ts'
import { judgeDialog } from './permissions.ts'
import type { Caller, Outcome } from './verdict.ts'

/** Deletes dialogs as far as the caller may, and says of each id what came of it; ids are each given once. */
export async function deleteDialogs (store: ChatStore, caller: Caller, ids: readonly string[], force: boolean): Promise<Outcome> {
  const dialogs = await store.findDialogs(ids)
  const judgements = ids.map((id, n) => judgeDialog(id, caller, dialogs[n], force))
  const userId = caller.kind === 'user' ? caller.userId : 0
  return apply(judgements, [
    { verdict: 'destroy', write: (some) => store.destroyDialogs(some), tooLate: 'D1' },
    { verdict: 'leave', write: (some) => store.leaveDialogs(some, userId), tooLate: 'D7' },
    { verdict: 'hide', write: (some) => store.hideDialogs(some, userId), tooLate: 'D7' }
  ])
}
