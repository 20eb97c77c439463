import { BSON } from 'mongodb'
import type { Document } from 'mongodb'
import { ofDialog, ofMessage } from './documents.ts'
import type {
  ApplicationDocument,
  DialogDocument,
  MessageDocument,
  SessionDocument,
  UserDocument
} from './documents.ts'
import { UnstorableError } from '../stores.ts'
import { keyOf } from './things.ts'
import type { Stored } from './things.ts'
import type { World } from '../world.ts'

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
