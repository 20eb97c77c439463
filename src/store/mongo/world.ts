import type { Collection, Document, OptionalUnlessRequiredId } from 'mongodb'
import type { Collections, WorldThings } from './collections.ts'
import { isPresent, isStanding, toApplication, toDialog, toMessage, toSession, toUser } from './documents.ts'
import { ask, askTwice } from './errors.ts'
import type { Stored } from './things.ts'
import type { WorldDocuments } from './world-documents.ts'
import type { World } from '../world.ts'

/** How many documents travel at once. */
const batchSize = 10_000

/** Nobody sees them before they are taken into use, so they come in any order. */
export async function insertDocuments (into: Collections, documents: WorldDocuments): Promise<void> {
  await Promise.all([
    insert(into.applications, documents.applications),
    insert(into.users, documents.users),
    insert(into.sessions, documents.sessions),
    insert(into.dialogs, documents.dialogs),
    insert(into.messages, documents.messages)
  ])
}

async function insert<T extends Stored> (into: Collection<T>, documents: readonly T[]): Promise<void> {
  for (const batch of batches(documents)) {
    await ask(into.insertMany(batch as unknown as Array<OptionalUnlessRequiredId<T>>, { ordered: false }))
  }
}

/** Removes what is left of things that are gone and whose ids this world brings back. */
export async function forgetGone (within: WorldThings, { dialogs, messages }: World): Promise<void> {
  for (const batch of batches(messages)) {
    await ask(within.messages.deleteMany({ _id: within.messages.ids(idsOf(batch)) }))
  }
  for (const batch of batches(dialogs)) {
    const ids = idsOf(batch)
    await ask(within.messages.deleteMany({ chat_dialog_id: { $in: ids } }))
    await ask(within.dialogs.deleteMany({ _id: within.dialogs.ids(ids) }))
  }
}

/** Whatever a generation or an addition has left. */
export async function forgetNumber (within: Collections, number: number): Promise<void> {
  const its = { $or: [{ in: number }, { added: number }] }
  await Promise.all(Object.values(within).map((all: Collection<Document>) => askTwice(() => all.deleteMany(its))))
}

/** Whatever worlds have left of which no record tells any more: its numbers begin after theirs. */
export async function forgetBefore (within: Collections, born: number): Promise<void> {
  await Promise.all(
    Object.values(within).map((all: Collection<Document>) => askTwice(() => all.deleteMany({ in: { $lt: born } })))
  )
}

/** Makes an addition a part of its generation. */
export async function mergeAddition (within: Collections, generation: number, number: number): Promise<void> {
  const its = { in: generation, added: number }
  await Promise.all(
    Object.values(within).map((all: Collection<Document>) =>
      askTwice(() => all.updateMany(its, { $unset: { added: true } }))
    )
  )
}

/** Reads dialogs after messages: a dialog that is destroyed meanwhile takes its messages along. */
export async function dumpWorld (from: WorldThings): Promise<World> {
  const applications = await ask(from.applications.find({}).toArray())
  const users = await ask(from.users.find({}).toArray())
  const sessions = await ask(from.sessions.find({}).toArray())
  const messages = await ask(from.messages.find({}).toArray())
  const dialogs = await ask(from.dialogs.find({}).toArray())
  const standing = dialogs.filter(isStanding)
  const known = new Set(standing.map(({ id }) => id))
  const readable = messages.filter((message) => isPresent(message) && known.has(message.chat_dialog_id))
  return {
    applications: applications.map(toApplication),
    users: users.map(toUser),
    sessions: sessions.map(toSession),
    dialogs: standing.map(toDialog),
    messages: readable.map(toMessage)
  }
}

function * batches<T> (things: readonly T[]): Generator<T[]> {
  for (let start = 0; start < things.length; start += batchSize) yield things.slice(start, start + batchSize)
}

function idsOf (things: ReadonlyArray<{ readonly _id: string }>): string[] {
  return things.map((thing) => thing._id)
}
