import type { DialogTraits, MessageTraits } from '../../../deletion/traits.ts'
import type { Application, Dialog, Message, Session, User } from '../../../store/world.ts'

/** A dialog, as far as the page looks at it. */
export type PageDialog = DialogTraits & Pick<Dialog, 'name' | 'left_by'>

/** A message, as far as the page looks at it. */
export type PageMessage = MessageTraits & Pick<Message, '_id' | 'message' | 'date_sent' | 'attachments'>

/** A session; without an end it never expires. */
export type PageSession = Pick<Session, 'token' | 'application_id' | 'user_id'> & { readonly expires_at?: string }

interface Things {
  readonly dialogs: readonly PageDialog[]
  readonly messages: readonly PageMessage[]
}

/** What `GET /__admin/state` answers. */
export interface StateAnswer extends Things {
  readonly applications: readonly Application[]
  readonly users: readonly User[]
  /** What was in the fixtures and is there no more. */
  readonly destroyed?: Things
}

/** What a workspace holds, and what it no longer holds. */
export interface PageWorld extends StateAnswer {
  readonly sessions: readonly PageSession[]
  readonly destroyed: Things
}

export const nothing: PageWorld = {
  applications: [],
  users: [],
  sessions: [],
  dialogs: [],
  messages: [],
  destroyed: { dialogs: [], messages: [] }
}

/**
 * The world as it is now; what was there `before` and is gone counts as destroyed too, as of messages that a client
 * sent and destroyed.
 */
export function nextWorld (
  answer: StateAnswer,
  sessions: readonly PageSession[],
  before: PageWorld = nothing
): PageWorld {
  const { dialogs, messages, destroyed = nothing.destroyed } = answer
  return {
    ...answer,
    sessions,
    destroyed: {
      dialogs: gone([...destroyed.dialogs, ...before.destroyed.dialogs, ...before.dialogs], dialogs),
      messages: gone([...destroyed.messages, ...before.destroyed.messages, ...before.messages], messages)
    }
  }
}

/** Of what was there, each thing once, as it was last. */
function gone<T extends { readonly _id: string }> (then: readonly T[], now: readonly T[]): T[] {
  const left = new Map(then.map((thing) => [thing._id, thing]))
  for (const { _id } of now) left.delete(_id)
  return [...left.values()]
}
