import { BSON } from 'mongodb'
import type { Collection, Document, OptionalUnlessRequiredId } from 'mongodb'
import {
  isPresent,
  isStanding,
  ofDialog,
  ofMessage,
  toApplication,
  toDialog,
  toMessage,
  toSession,
  toUser
} from './documents.ts'
import type {
  ApplicationDocument,
  Collections,
  DialogDocument,
  MessageDocument,
  SessionDocument,
  UserDocument,
  WorldThings
} from './documents.ts'
import { ask, askTwice } from './errors.ts'
import { UnstorableError } from '../stores.ts'
import { keyOf } from './things.ts'
import type { Stored } from './things.ts'
import type { World } from '../world.ts'

/** How many documents travel at once. */
const batchSize = 10_000

/** MongoDB takes documents of 16 MiB; a mebibyte is left for the marks of users who hide one. */
const largestDocument = 15 * 1024 * 1024

/** The problems that are told of. */
const mostProblems = 100

/** A world in documents. */
export interface WorldDocuments {
  readonly applications: readonly ApplicationDocument[]
  readonly users: readonly UserDocument[]
  readonly sessions: readonly SessionDocument[]
  readonly dialogs: readonly DialogDocument[]
  readonly messages: readonly MessageDocument[]
}

/** @throws UnstorableError when one of them is too large for MongoDB, or nested too deeply to be written */
export function documentsOf (world: World, generation: number): WorldDocuments {
  const problems: string[] = []
  const each = <T, D extends Document>(things: readonly T[], what: (thing: T) => string, make: (thing: T) => D): D[] =>
    things.flatMap((thing) => {
      const problem = problemOf(() => make(thing))
      if (typeof problem !== 'string') return [problem]
      if (problems.length < mostProblems) problems.push(`${what(thing)} ${problem}`)
      return []
    })
  const its = (id: string | number): Stored => ({ _id: keyOf(generation, id), in: generation })
  const documents = {
    applications: each(world.applications, ({ id }) => `application ${id}`, (one) => ({ ...one, ...its(one.id) })),
    users: each(world.users, ({ id }) => `user ${id}`, (one) => ({ ...one, ...its(one.id) })),
    sessions: each(world.sessions, () => 'a session', (one) => ({ ...one, ...its(one.token) })),
    dialogs: each(world.dialogs, ({ _id }) => `dialog ${_id}`, (one) => ofDialog(its(one._id), one)),
    messages: each(world.messages, ({ _id }) => `message ${_id}`, (one) => ofMessage(its(one._id), one))
  }
  if (problems.length > 0) throw new UnstorableError(problems)
  return documents
}

function problemOf<D extends Document> (make: () => D): D | string {
  try {
    const document = make()
    const size = BSON.calculateObjectSize(document)
    return size <= largestDocument
      ? document
      : `takes ${(size / 2 ** 20).toFixed(1)} MiB, and MongoDB holds at most ${largestDocument / 2 ** 20} MiB in one ` +
        'piece'
  } catch (error) {
    if (error instanceof RangeError) return 'is nested too deeply to be stored'
    throw error
  }
}

/** The same documents as those of an addition. */
export function markAdded (documents: WorldDocuments, added: number): WorldDocuments {
  return {
    applications: documents.applications.map((one) => ({ ...one, added })),
    users: documents.users.map((one) => ({ ...one, added })),
    sessions: documents.sessions.map((one) => ({ ...one, added })),
    dialogs: documents.dialogs.map((one) => ({ ...one, added })),
    messages: documents.messages.map((one) => ({ ...one, added }))
  }
}

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
