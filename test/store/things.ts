import type { Application, Dialog, Message, Session, User, World } from '../../src/store/world.ts'

/** Ids that read as what they are: m(1) is a message's, d(1) a dialog's. */
export const m = (n: number): string => `aaaaaaaaaaaaaaaa${String(n).padStart(8, '0')}`
export const d = (n: number): string => `dddddddddddddddd${String(n).padStart(8, '0')}`

export const application = (id: number, given: Partial<Application> = {}): Application => ({
  id,
  name: `Application ${id}`,
  auth_key: `auth-${id}`,
  auth_secret: `secret-${id}`,
  api_keys: [`key-of-${id}`, `spare-key-of-${id}`],
  ...given
})

const noMore = {
  phone: null,
  website: null,
  created_at: 1000,
  updated_at: 1000,
  last_request_at: null,
  external_user_id: null,
  facebook_id: null,
  twitter_id: null,
  blob_id: null,
  custom_data: null,
  user_tags: null
}

export const user = (id: number, given: Partial<User> = {}): User => ({
  id,
  application_id: 10,
  login: `user${id}`,
  email: `user${id}@example.com`,
  password: 'password',
  full_name: null,
  ...noMore,
  ...given
})

export const session = (token: string, given: Partial<Session> = {}): Session => ({
  token,
  id: 1,
  application_id: 10,
  user_id: 1,
  nonce: 7,
  ts: 1_600_000_000,
  created_at: 1000,
  updated_at: 1000,
  expires_at: 5000,
  ...given
})

const times = { created_at: 1000, updated_at: 1000 }
const reading = { recipient_id: null, attachments: [], markable: null, read_ids: [], delivered_ids: [] }

export const dialog = (n: number, given: Partial<Dialog> = {}): Dialog => ({
  _id: d(n),
  application_id: 10,
  type: 2,
  name: null,
  photo: null,
  user_id: 1,
  occupants_ids: [1, 2, 3],
  admins_ids: [2],
  data: null,
  ...times,
  deleted_for: [],
  left_by: [],
  custom: {},
  ...given
})

export const message = (n: number, given: Partial<Message> = {}): Message => ({
  _id: m(n),
  chat_dialog_id: d(1),
  sender_id: 1,
  message: `message ${n}`,
  date_sent: 1_600_000_000 + n,
  ...times,
  ...reading,
  deleted_for: [],
  custom: {},
  ...given
})

export const world = (given: Partial<World> = {}): World =>
  ({ applications: [], users: [], sessions: [], dialogs: [], messages: [], ...given })

/** A dialog of each type, the group with three messages. */
export const small = world({
  applications: [application(10), application(20)],
  users: [user(1), user(2), user(3), user(4, { application_id: 20, login: 'user1', email: null })],
  sessions: [session('forever', { user_id: 2, expires_at: Infinity }), session('one')],
  dialogs: [dialog(1), dialog(2, { type: 1 }), dialog(3, { type: 3, occupants_ids: [1, 2], admins_ids: [] })],
  messages: [message(1), message(2, { sender_id: 2 }), message(3), message(4, { chat_dialog_id: d(3) })]
})

/** The same whatever order a store gives things in. */
export function sorted ({ applications, users, sessions, dialogs, messages }: World): World {
  return {
    applications: applications.toSorted((a, b) => a.id - b.id),
    users: users.toSorted((a, b) => a.id - b.id),
    sessions: sessions.toSorted((a, b) => compare(a.token, b.token)),
    dialogs: dialogs.toSorted((a, b) => compare(a._id, b._id)),
    messages: messages.toSorted((a, b) => compare(a._id, b._id))
  }
}

function compare (a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
