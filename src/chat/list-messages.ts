import { messagesSeenBy, readsDialog } from '../deletion/visibility.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { ClientQuery, Condition, FieldCondition, QueryField } from '../store/query.ts'
import { select } from '../store/matches.ts'
import type { Dialog, Message } from '../store/world.ts'
import { viewer } from './callers.ts'
import { comparable, under } from './custom-values.ts'

/** What lists of messages can be asked by: what a message holds, and what clients put into it. */
export type MessageField = QueryField | 'attachments.type' | `custom.${string}`

/** Why a dialog's messages can't be had. */
export type Refusal = 'NotFound' | 'WrongPermissions'

/** The dialog, if the caller may read it: its occupants may, and its application; everybody may read a public group. */
export async function readableDialog (store: ChatStore, caller: Caller, dialogId: string): Promise<Dialog | Refusal> {
  const [dialog] = await store.findDialogs([dialogId])
  if (dialog === undefined) return 'NotFound'
  const reads = caller.kind === 'user'
    ? readsDialog(viewer(caller), dialog)
    : dialog.application_id === caller.applicationId
  return reads ? dialog : 'WrongPermissions'
}

export async function listMessages (
  store: ChatStore,
  caller: Caller,
  dialogId: string,
  query: ClientQuery<MessageField>
): Promise<Message[]> {
  if (isStored(query)) return store.listMessages(dialogId, { ...query, where: [...seenBy(caller), ...query.where] })
  const seen = await store.listMessages(dialogId, {
    where: [...seenBy(caller), ...query.where.filter(isStoredCondition)],
    sort: []
  })
  return select(seen.map(withCustomValues), query).map(({ whole }) => whole)
}

export async function countMessages (
  store: ChatStore,
  caller: Caller,
  dialogId: string,
  { where }: ClientQuery<MessageField>
): Promise<number> {
  if (where.every(isStoredCondition)) return store.countMessages(dialogId, [...seenBy(caller), ...where])
  return (await listMessages(store, caller, dialogId, { where, sort: [] })).length
}

/** The custom keys that messages of a dialog have. */
export async function customKeysIn (store: ChatStore, dialogId: string): Promise<ReadonlySet<string>> {
  const messages = await store.listMessages(dialogId, { where: [], sort: [] })
  return new Set(messages.flatMap(({ custom }) => Object.keys(custom)))
}

/** Custom keys and attachments are free-form, so they are compared here. */
function withCustomValues (
  message: Message
): Message & Partial<Record<MessageField, unknown>> & { readonly whole: Message } {
  const types = message.attachments.flatMap((one) =>
    typeof one === 'object' && one !== null ? comparable(Reflect.get(one, 'type')) : []
  )
  return { ...under('custom', message.custom), 'attachments.type': types, ...message, whole: message }
}

function isStored (query: ClientQuery<MessageField>): query is ClientQuery {
  return query.where.every(isStoredCondition) && query.sort.every(({ field }) => isStoredField(field))
}

function isStoredCondition (condition: FieldCondition<MessageField>): condition is FieldCondition {
  return isStoredField(condition.field)
}

function isStoredField (field: MessageField): field is QueryField {
  return !field.includes('.')
}

function seenBy (caller: Caller): readonly Condition[] {
  return caller.kind === 'user' ? messagesSeenBy(viewer(caller)) : []
}
