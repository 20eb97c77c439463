import type { ChatStore } from '../store/chat-store.ts'
import { byId, isObjectId } from './ids.ts'
import { apply } from './apply.ts'
import { judgeMessage } from './permissions.ts'
import type { Caller, DeletionPolicy, Outcome } from './verdict.ts'

/** Deletes messages as far as the caller may, and says of each id what came of it; ids are each given once. */
export async function deleteMessages (store: ChatStore, caller: Caller, ids: readonly string[], force: boolean, policy: DeletionPolicy): Promise<Outcome> {
  const messages = byId(await store.findMessages(ids.filter(isObjectId)))
  const dialogs = byId(await store.findDialogs(dialogsOf(messages)))
  const judgements = ids.map((id) => {
    const message = messages.get(id)
    return judgeMessage(id, caller, message, message && dialogs.get(message.chat_dialog_id), force, policy)
  })
  const userId = caller.kind === 'user' ? caller.userId : 0
  return apply(judgements, [
    { verdict: 'destroy', write: (some) => store.destroyMessages(some), tooLate: 'M1' },
    { verdict: 'hide', write: (some) => store.hideMessages(some, userId), tooLate: 'M5' }
  ])
}

function dialogsOf (messages: ReadonlyMap<string, { chat_dialog_id: string }>): string[] {
  const ids = new Set<string>()
  for (const message of messages.values()) ids.add(message.chat_dialog_id)
  return [...ids]
}
