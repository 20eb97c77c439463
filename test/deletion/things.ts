import type { Caller } from '../../src/deletion/verdict.ts'
import type { Dialog, Message } from '../../src/store/world.ts'

const user = (userId: number, applicationId = 10): Caller => ({ kind: 'user', userId, applicationId })

export const application: Caller = { kind: 'application', applicationId: 10 }
export const strangersApplication: Caller = { kind: 'application', applicationId: 20 }
export const owner = user(1)
export const sender = user(2)
export const occupant = user(3)
export const admin = user(4)
export const outsider = user(9)
export const stranger = user(900, 20)

/** A group of application 10: user 1 owns it, 4 administers it, 2 and 3 are in it. */
export function aDialog (overrides: Partial<Dialog> = {}): Dialog {
  return {
    _id: '5d75626ea28f9a1490cb0f98',
    application_id: 10,
    type: 2,
    name: 'Team',
    photo: null,
    user_id: 1,
    occupants_ids: [1, 2, 3, 4],
    admins_ids: [4],
    data: null,
    created_at: 0,
    updated_at: 0,
    deleted_for: [],
    left_by: [],
    custom: {},
    ...overrides
  }
}

/** A message of that group, sent by user 2. */
export function aMessage (overrides: Partial<Message> = {}): Message {
  return {
    _id: '5d76b949a0eb4721f80b72ab',
    chat_dialog_id: '5d75626ea28f9a1490cb0f98',
    sender_id: 2,
    recipient_id: null,
    message: 'hello',
    date_sent: 0,
    created_at: 0,
    updated_at: 0,
    attachments: [],
    markable: null,
    read_ids: [],
    delivered_ids: [],
    deleted_for: [],
    custom: {},
    ...overrides
  }
}
