import { readsDialog, seesDialog, seesMessage } from '../deletion/visibility.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Dialog, Message } from '../store/world.ts'
import { viewer } from './callers.ts'
import type { Refusal } from './list-messages.ts'

/** The dialog of an id, if the caller sees it; one that he hid is not found. */
export async function readDialog (store: ChatStore, caller: Caller, id: string): Promise<Dialog | Refusal> {
  const [dialog] = await store.findDialogs([id])
  if (dialog === undefined) return 'NotFound'
  if (caller.kind === 'application') return dialog.application_id === caller.applicationId ? dialog : 'WrongPermissions'
  if (!readsDialog(viewer(caller), dialog)) return 'WrongPermissions'
  return seesDialog(viewer(caller), dialog) ? dialog : 'NotFound'
}

/** The message of an id and its dialog, if the caller sees it; one that he hid is not found. */
export async function readMessage (
  store: ChatStore,
  caller: Caller,
  id: string
): Promise<{ message: Message, dialog: Dialog } | Refusal> {
  const [message] = await store.findMessages([id])
  if (message === undefined) return 'NotFound'
  const [dialog] = await store.findDialogs([message.chat_dialog_id])
  if (dialog === undefined) return 'NotFound'
  if (caller.kind === 'application') {
    return dialog.application_id === caller.applicationId
      ? { message, dialog }
      : 'WrongPermissions'
  }
  if (!readsDialog(viewer(caller), dialog)) return 'WrongPermissions'
  return seesMessage(viewer(caller), message, dialog) ? { message, dialog } : 'NotFound'
}
