import type { Collection, Db } from 'mongodb'
import type {
  ApplicationDocument,
  DialogDocument,
  MessageDocument,
  SessionDocument,
  UserDocument
} from './documents.ts'
import { ask } from './errors.ts'
import { Things } from './things.ts'
import type { Generation } from './things.ts'

/** The collections of a workspace, in which several generations of its world may lie beside each other. */
export interface Collections {
  readonly applications: Collection<ApplicationDocument>
  readonly users: Collection<UserDocument>
  readonly sessions: Collection<SessionDocument>
  readonly dialogs: Collection<DialogDocument>
  readonly messages: Collection<MessageDocument>
}

/** One world. */
export interface WorldThings {
  readonly applications: Things<number, ApplicationDocument>
  readonly users: Things<number, UserDocument>
  readonly sessions: Things<string, SessionDocument>
  readonly dialogs: Things<string, DialogDocument>
  readonly messages: Things<string, MessageDocument>
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

export function thingsOf (
  { applications, users, sessions, dialogs, messages }: Collections,
  generation: Generation
): WorldThings {
  return {
    applications: new Things(applications, generation),
    users: new Things(users, generation),
    sessions: new Things(sessions, generation),
    dialogs: new Things(dialogs, generation),
    messages: new Things(messages, generation)
  }
}

/** Longer than any claim takes to read its marks back. */
const sweptAfterSeconds = 600

/** What keeps every call flat as data grows; messages that were destroyed MongoDB sweeps out by itself. */
export async function createIndexes ({ applications, users, sessions, dialogs, messages }: Collections): Promise<void> {
  const addition = { key: { added: 1 }, sparse: true } as const
  const sweep = { key: { 'destroyed.at': 1 }, expireAfterSeconds: sweptAfterSeconds } as const
  await ask(Promise.all([
    applications.createIndexes([{ key: { in: 1, api_keys: 1 } }, addition]),
    users.createIndexes([{ key: { in: 1, application_id: 1, login: 1 } }, {
      key: { in: 1, application_id: 1, email: 1 }
    }, addition]),
    sessions.createIndexes([{ key: { in: 1 } }, addition]),
    dialogs.createIndexes([
      { key: { in: 1, occupants_ids: 1 } },
      { key: { in: 1, application_id: 1, type: 1 } },
      { key: { pair: 1 }, unique: true, sparse: true },
      { key: { 'destroyed.at': 1 }, sparse: true },
      addition
    ]),
    messages.createIndexes([{ key: { in: 1, chat_dialog_id: 1, date_sent: 1, id: 1 } }, sweep, addition])
  ]))
}
