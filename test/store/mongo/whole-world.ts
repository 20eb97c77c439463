import type { Db } from 'mongodb'
import { expect, onTestFinished } from 'vitest'
import type { ChatStore } from '../../../src/store/chat-store.ts'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import type { World } from '../../../src/store/world.ts'
import { application, d, dialog, message, session, user, world } from '../things.ts'

export const numbers = Array.from({ length: 20 }, (_, n) => n)

/** Whole is a world of which every thing says the same. */
export const of = (name: string): World => world({
  applications: [application(10, { name })],
  users: numbers.map((n) => user(n + 1, { full_name: name })),
  sessions: numbers.map((n) => session(`token ${n}`, { expires_at: Infinity })),
  dialogs: numbers.map((n) => dialog(n, { name })),
  messages: numbers.map((n) => message(n, { chat_dialog_id: d(n), message: name }))
})

/** A server of the workspace in this database, which begins with the world "seed", until the test ends. */
export async function openServer (db: Db, lease = 60_000): Promise<MongoWorkspace> {
  const workspace = await MongoWorkspace.open(db, () => of('seed'), lease)
  onTestFinished(() => workspace.close())
  return workspace
}

/** A request that has come by its session, as every one does. */
export async function come (server: MongoWorkspace): Promise<ChatStore> {
  const store = server.view()
  expect(await store.useSession('token 1', () => 0, 1)).toBeDefined()
  return store
}

/** What a request finds its world to say. */
export async function enter (server: MongoWorkspace): Promise<string | null | undefined> {
  return (await (await come(server)).findDialogs([d(1)]))[0]?.name
}
