import type { Application, Dialog, Message, Session, User } from '../world.ts'
import type { Stored } from './things.ts'

/** A user who hid or left a thing; `by` is the claim that did it, absent when a fixture says so. */
interface Mark {
  readonly user: number
  readonly by?: string
}

/** What every thing that can be deleted carries. */
export interface Deletable extends Stored {
  readonly id: string
  readonly hidden: readonly Mark[]
  readonly destroyed?: { readonly by: string, readonly at: Date }
}

/** What every request comes by; it carries the version of the world's record that requests must know at least. */
export interface WayIn {
  readonly version?: number
}

export type ApplicationDocument = Application & Stored & WayIn
export type UserDocument = User & Stored
/** `made` is one of a client, which is swept some time after its end. */
export type SessionDocument = Session & Stored & WayIn & { readonly made?: true }
/** Free-form JSON is kept as text, because MongoDB refuses some keys that JSON allows (`$a`, NUL). */
export type MessageDocument = Omit<Message, '_id' | 'deleted_for' | 'attachments' | 'custom'> & Deletable & {
  readonly attachments: string,
  readonly custom: string
}
export type DialogDocument = Omit<Dialog, '_id' | 'deleted_for' | 'left_by' | 'data' | 'custom'> & Deletable & {
  readonly left: readonly Mark[]
  readonly data: string
  readonly custom: string
  readonly pair?: string
}

export function isPresent ({ destroyed }: Deletable): boolean {
  return destroyed === undefined
}

/** A group needs no further write to be gone when its last occupant leaves, so nothing can come in between. */
export function isStanding (dialog: DialogDocument): boolean {
  return isPresent(dialog) && (dialog.type !== 2 || dialog.occupants_ids.length > 0)
}

export function toApplication ({ _id, in: _in, added, version, ...application }: ApplicationDocument): Application {
  return application
}

export function toUser ({ _id, in: _in, added, ...user }: UserDocument): User {
  return user
}

export function toSession ({ _id, in: _in, added, version, made, ...session }: SessionDocument): Session {
  return session
}

export function toMessage (
  { _id, in: _in, id, added, hidden, destroyed, attachments, custom, ...rest }: MessageDocument
): Message {
  return {
    _id: id,
    ...rest,
    attachments: JSON.parse(attachments),
    deleted_for: usersOf(hidden),
    custom: JSON.parse(custom)
  }
}

export function ofMessage (
  its: Stored,
  { _id: id, deleted_for: hidden, attachments, custom, ...rest }: Message
): MessageDocument {
  return {
    ...rest,
    ...its,
    id,
    attachments: JSON.stringify(attachments),
    hidden: marksOf(hidden),
    custom: JSON.stringify(custom)
  }
}

export function toDialog (
  { _id, in: _in, id, added, hidden, left, destroyed, data, custom, pair, ...rest }: DialogDocument
): Dialog {
  return {
    _id: id,
    ...rest,
    deleted_for: usersOf(hidden),
    left_by: usersOf(left),
    data: JSON.parse(data),
    custom: JSON.parse(custom)
  }
}

export function ofDialog (
  its: Stored,
  { _id: id, deleted_for: hidden, left_by: left, data, custom, ...rest }: Dialog
): DialogDocument {
  return {
    ...rest,
    ...its,
    id,
    hidden: marksOf(hidden),
    left: marksOf(left),
    data: JSON.stringify(data),
    custom: JSON.stringify(custom)
  }
}

/**
 * A private dialog as a call adds it. Its pair, which no other that stands may have, is what lets one of two such calls
 * win.
 */
export function ofPrivateDialog (its: Stored, dialog: Dialog): DialogDocument {
  return {
    ...ofDialog(its, dialog),
    pair: [its.in, dialog.application_id, ...dialog.occupants_ids.toSorted((a, b) => a - b)].join(':')
  }
}

function usersOf (marks: readonly Mark[]): number[] {
  return marks.map((mark) => mark.user)
}

function marksOf (users: readonly number[]): Mark[] {
  return users.map((user) => ({ user }))
}
