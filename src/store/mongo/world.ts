import { MongoBulkWriteError } from 'mongodb'
import type { Collection, Document } from 'mongodb'
import { isPresent, isStanding, ofDialog, ofMessage, toDialog, toMessage } from './documents.ts'
import type { Collections } from './documents.ts'
import { ask, duplicateKey } from './errors.ts'
import type { World } from '../world.ts'

/** How many documents travel at once. */
const batchSize = 10_000

/** Dialogs come after their messages and sessions last, so that nobody sees half of what he gets. */
export async function insertWorld (into: Collections, world: World): Promise<void> {
  await insert(into.applications, world.applications, (application) => ({ _id: application.id, ...application }))
  await insert(into.users, world.users, (user) => ({ _id: user.id, ...user }))
  await insert(into.messages, world.messages, ofMessage)
  await insert(into.dialogs, world.dialogs, ofDialog)
  await insert(into.sessions, world.sessions, (session) => ({ _id: session.token, ...session }))
}

/** Removes what is left of things that are gone and whose ids this world brings back. */
export async function forgetGone (within: Collections, { dialogs, messages }: World): Promise<void> {
  for (const batch of batches(messages)) await ask(within.messages.deleteMany({ _id: { $in: idsOf(batch) } }))
  for (const batch of batches(dialogs)) {
    const ids = idsOf(batch)
    await ask(within.messages.deleteMany({ chat_dialog_id: { $in: ids } }))
    await ask(within.dialogs.deleteMany({ _id: { $in: ids } }))
  }
}

export async function forgetAll (within: Collections): Promise<void> {
  await Promise.all(Object.values(within).map((things: Collection<Document>) => ask(things.deleteMany({}))))
}

/** Reads dialogs after messages: a dialog that is destroyed meanwhile takes its messages along. */
export async function dumpWorld (from: Collections): Promise<World> {
  const bare = { projection: { _id: 0 } } as const
  const applications = await ask(from.applications.find({}, bare).toArray())
  const users = await ask(from.users.find({}, bare).toArray())
  const sessions = await ask(from.sessions.find({}, bare).toArray())
  const messages = await ask(from.messages.find({}).toArray())
  const dialogs = await ask(from.dialogs.find({}).toArray())
  const standing = dialogs.filter(isStanding)
  const known = new Set(idsOf(standing))
  const readable = messages.filter((message) => isPresent(message) && known.has(message.chat_dialog_id))
  return { applications, users, sessions, dialogs: standing.map(toDialog), messages: readable.map(toMessage) }
}

/** What another server has put there in the meantime stays: two may reset a workspace at once. */
async function insert<T, D> (into: Collection<D & Document>, things: readonly T[], documentOf: (thing: T) => D): Promise<void> {
  for (const batch of batches(things)) {
    await ask(into.insertMany(batch.map(documentOf) as never, { ordered: false })).catch((error) => {
      if (!onlyDuplicates(error)) throw error
    })
  }
}

function onlyDuplicates (error: unknown): boolean {
  if (!(error instanceof MongoBulkWriteError)) return false
  const refused = [error.writeErrors].flat()
  return refused.length > 0 && refused.every((one) => one.code === duplicateKey)
}

function * batches<T> (things: readonly T[]): Generator<T[]> {
  for (let start = 0; start < things.length; start += batchSize) yield things.slice(start, start + batchSize)
}

function idsOf (things: ReadonlyArray<{ readonly _id: string }>): string[] {
  return things.map((thing) => thing._id)
}
