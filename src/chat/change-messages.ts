import { userIdOf } from '../deletion/verdict.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { MessageChange, MessageChoice, Receipt } from '../store/changes.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Dialog, Message } from '../store/world.ts'
import type { Refusal } from './list-messages.ts'
import { readMessage } from './read-one.ts'

/** What a client wants of messages; what it does not name stays. */
export interface MessageRequest {
  /** Another text. */
  readonly text?: string | null
  /** Whether the caller has read them. */
  readonly read?: boolean
  /** Whether they reached the caller. */
  readonly delivered?: boolean
}

/**
 * Changes those of these messages that the caller may change; refuses where there is none. With a dialog, only those in
 * it.
 */
export async function changeMessages (
  store: ChatStore,
  caller: Caller,
  ids: readonly string[],
  dialogId: string | undefined,
  request: MessageRequest,
  now: number
): Promise<Refusal | undefined> {
  const found = await Promise.all(ids.map((id) => readMessage(store, caller, id)))
  const readable = found.filter((one) => typeof one === 'object').filter(({ dialog }) =>
    dialogId === undefined || dialog._id === dialogId
  )
  const changeable = readable.filter(({ message }) => request.text === undefined || mayEdit(caller, message))
  if (changeable.length === 0) {
    return readable.length > 0 || found.includes('WrongPermissions')
      ? 'WrongPermissions'
      : 'NotFound'
  }
  const { text, ...marks } = request
  if (text !== undefined) {
    await store.changeMessages(chosen(changeable), {
      set: { message: text, updated_at: Math.floor(now / 1000) * 1000 }
    })
  }
  await store.changeMessages(chosen(changeable.filter(({ dialog }) => isMarked(dialog))), receiptsOf(caller, marks))
  return undefined
}

/** Marks all messages of a dialog that the caller reads; in a public group nothing is marked. */
export async function markAll (
  store: ChatStore,
  caller: Caller,
  dialog: Dialog,
  { text, ...marks }: MessageRequest
): Promise<void> {
  if (isMarked(dialog)) await store.changeMessages({ dialogId: dialog._id }, receiptsOf(caller, marks))
}

/** Marks what a user was just listed as delivered to him and read by him. */
export async function markListed (
  store: ChatStore,
  caller: Caller,
  dialog: Dialog,
  messages: readonly Message[]
): Promise<void> {
  if (caller.kind !== 'user' || !isMarked(dialog)) return
  const news = messages.filter((one) =>
    !(one.read_ids.includes(caller.userId) && one.delivered_ids.includes(caller.userId))
  )
  if (news.length === 0) return
  await store.changeMessages({ ids: news.map((one) => one._id) }, receiptsOf(caller, { read: true, delivered: true }))
}

/** Only who sent a message changes its text. */
function mayEdit (caller: Caller, { sender_id: sender }: Message): boolean {
  return caller.kind === 'application' || sender === caller.userId
}

/** Of a public group nobody is told who read what. */
function isMarked ({ type }: Dialog): boolean {
  return type !== 1
}

function chosen (things: ReadonlyArray<{ readonly message: Message }>): MessageChoice {
  return { ids: things.map(({ message }) => message._id) }
}

function receiptsOf (caller: Caller, { read, delivered }: Omit<MessageRequest, 'text'>): MessageChange {
  const receipt = (has: boolean): Receipt => ({ userId: userIdOf(caller), has })
  return {
    ...(read !== undefined && { read: receipt(read) }),
    ...(delivered !== undefined && { delivered: receipt(delivered) })
  }
}
