import type { Collection, Db } from 'mongodb'
import type { Application, Dialog, Message, Session, User } from '../world.ts'

/** A user who hid or left a thing; `by` is the claim that did it, absent when a fixture says so. */
export interface Mark {
  readonly user: number
  readonly by?: string
}

/** What every thing that can be deleted carries. */
export interface Deletable {
  readonly _id: string
  readonly hidden: readonly Mark[]
  readonly destroyed?: { readonly by: string, readonly at: Date }
}

/** Free-form JSON is kept as text, because MongoDB refuses some keys that JSON allows (`$a`, NUL). */
export type MessageDocument = Omit<Message, 'deleted_for' | 'attachments' | 'custom'> & Deletable & { readonly attachments: string, readonly custom: string }
export type DialogDocument = Omit<Dialog, 'deleted_for' | 'left_by' | 'data' | 'custom'> & Deletable & {
  readonly left: readonly Mark[]
  readonly data: string
  readonly custom: string
  readonly pair?: string
}

/** The collections of a workspace. */
export interface Collections {
  readonly applications: Collection<Application & { readonly _id: number }>
  readonly users: Collection<User & { readonly _id: number }>
  readonly sessions: Collection<Session & { readonly _id: string }>
  readonly dialogs: Collection<DialogDocument>
  readonly messages: Collection<MessageDocument>
}

export function collectionsOf (db: Db): Collections {
  return {
    applications: db.collection('applications'),
    users: db.collection('users'),
    sessions: db.collection('sessions'),
    dialogs: db.collection('dialogs'),
    messages: db.collection('messages')
  }
}

export function isPresent ({ destroyed }: Deletable): boolean {
  return destroyed === undefined
}

/** A group needs no further write to be gone when its last occupant leaves, so nothing can come in between. */
export function isStanding (dialog: DialogDocument): boolean {
  return isPresent(dialog) && (dialog.type !== 2 || dialog.occupants_ids.length > 0)
}

/** Longer than any claim takes to read its marks back. */
const sweptAfterSeconds = 600

/** What keeps every call flat as data grows; what was destroyed MongoDB sweeps out by itself. */
export async function createIndexes ({ applications, users, dialogs, messages }: Collections): Promise<void> {
  const sweep = { key: { 'destroyed.at': 1 }, expireAfterSeconds: sweptAfterSeconds } as const
  await Promise.all([
    applications.createIndexes([{ key: { api_keys: 1 } }]),
    users.createIndexes([{ key: { application_id: 1, login: 1 } }, { key: { application_id: 1, email: 1 } }]),
    dialogs.createIndexes([{ key: { occupants_ids: 1 } }, { key: { application_id: 1, type: 1 } }, { key: { pair: 1 }, unique: true, sparse: true }, sweep]),
    messages.createIndexes([{ key: { chat_dialog_id: 1, date_sent: 1, _id: 1 } }, sweep])
  ])
}

export function toMessage ({ hidden, destroyed, attachments, custom, ...rest }: MessageDocument): Message {
  return { ...rest, attachments: JSON.parse(attachments), deleted_for: usersOf(hidden), custom: JSON.parse(custom) }
}

export function ofMessage ({ deleted_for: hidden, attachments, custom, ...rest }: Message): MessageDocument {
  return { ...rest, attachments: JSON.stringify(attachments), hidden: marksOf(hidden), custom: JSON.stringify(custom) }
}

export function toDialog ({ hidden, left, destroyed, data, custom, pair, ...rest }: DialogDocument): Dialog {
  return { ...rest, data: JSON.parse(data), deleted_for: usersOf(hidden), left_by: usersOf(left), custom: JSON.parse(custom) }
}

export function ofDialog ({ deleted_for: hidden, left_by: left, data, custom, ...rest }: Dialog): DialogDocument {
  return { ...rest, data: JSON.stringify(data), hidden: marksOf(hidden), left: marksOf(left), custom: JSON.stringify(custom) }
}

/** A private dialog as a call adds it. Its pair, which no other that stands may have, is what lets one of two such calls win. */
export function ofPrivateDialog (dialog: Dialog): DialogDocument {
  return { ...ofDialog(dialog), pair: [dialog.application_id, ...dialog.occupants_ids.toSorted((a, b) => a - b)].join(':') }
}

function usersOf (marks: readonly Mark[]): number[] {
  return marks.map((mark) => mark.user)
}

function marksOf (users: readonly number[]): Mark[] {
  return users.map((user) => ({ user }))
}
