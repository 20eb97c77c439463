import { dialogsSeenBy } from '../deletion/visibility.ts'
import type { Caller } from '../deletion/verdict.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { ClientQuery, Condition, FieldCondition, ListQuery, QueryField } from '../store/query.ts'
import { select } from '../store/matches.ts'
import type { Dialog } from '../store/world.ts'
import { viewer } from './callers.ts'
import { under } from './custom-values.ts'
import { summarize, withLastMessages } from './summaries.ts'
import type { DialogSummary, LastMessageField } from './summaries.ts'

/** What lists of dialogs can be asked by: what a dialog holds, and its last message. */
export type DialogField = QueryField | LastMessageField | DataField

/** One of a dialog's custom parameters. */
type DataField = `data.${string}`

export interface DialogPage {
  /** How many there are, whatever the page. */
  readonly total: number
  readonly dialogs: readonly DialogSummary[]
}

/** The dialogs that the caller sees and asks for; an application sees all of its own. */
export async function listDialogs (
  store: ChatStore,
  caller: Caller,
  query: ClientQuery<DialogField>
): Promise<DialogPage> {
  const { total, dialogs } = isStored(query) ? await page(store, caller, query) : await selection(store, caller, query)
  return { total, dialogs: await summarize(store, caller, dialogs) }
}

export async function countDialogs (
  store: ChatStore,
  caller: Caller,
  { where }: ClientQuery<DialogField>
): Promise<number> {
  if (isStored({ where, sort: [] })) return store.countDialogs([...seenBy(caller), ...where.filter(isStoredCondition)])
  return (await selection(store, caller, { where, sort: [] })).total
}

async function page (
  store: ChatStore,
  caller: Caller,
  query: ListQuery
): Promise<{ total: number, dialogs: readonly Dialog[] }> {
  const where = [...seenBy(caller), ...query.where]
  const [total, dialogs] = await Promise.all([store.countDialogs(where), store.listDialogs({ ...query, where })])
  return { total, dialogs }
}

/** What is asked about last messages and custom parameters is answered here, over all dialogs that the caller sees. */
async function selection (
  store: ChatStore,
  caller: Caller,
  query: ClientQuery<DialogField>
): Promise<{ total: number, dialogs: readonly Dialog[] }> {
  const seen = await store.listDialogs({
    where: [...seenBy(caller), ...query.where.filter(isStoredCondition)],
    sort: []
  })
  const all = select(
    (await withLastMessages(store, seen)).map((one) => ({ ...under('data', one.dialog.data), ...one })),
    { where: query.where, sort: query.sort }
  )
  const { skip = 0, limit = Infinity } = query
  return { total: all.length, dialogs: all.slice(skip, skip + limit).map((one) => one.dialog) }
}

function seenBy (caller: Caller): readonly Condition[] {
  return caller.kind === 'user'
    ? dialogsSeenBy(viewer(caller))
    : [{ field: 'application_id', operator: 'eq', value: caller.applicationId }]
}

function isStored (query: ClientQuery<DialogField>): query is ClientQuery {
  return query.where.every(isStoredCondition) && query.sort.every(({ field }) => isStoredField(field))
}

function isStoredCondition (condition: FieldCondition<DialogField>): condition is FieldCondition {
  return isStoredField(condition.field)
}

export function isDataField (name: string): name is DataField {
  return name.startsWith('data.')
}

function isStoredField (field: DialogField): field is QueryField {
  return !field.startsWith('last_message') && !isDataField(field)
}
