import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError
} from 'mongodb'
import { StoreUnavailableError } from '../chat-store.ts'

const unreachable = [
  MongoNetworkError,
  MongoServerSelectionError,
  MongoOperationTimeoutError,
  MongoNotConnectedError,
  MongoTopologyClosedError,
  MongoClientClosedError
] as const

/**
 * Codes of a server that is going away or is not the primary (now), on which the driver itself retries: 6, 7, 89, 91,
 * 134, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436. Of one that has too much to do, or waits for a lock,
 * another write or a replica: 24, 46, 50, 112, 365, 462, 11601. Of one that has too few others: 64, 100, 133. Of one
 * whose disk is full: 14031. Of one that moves or drops data from under a query: 175, 215, 13388. Without a code it
 * does not know itself what went wrong.
 */
const passing: ReadonlySet<unknown> = new Set([
  undefined,
  6,
  7,
  24,
  46,
  50,
  64,
  89,
  91,
  100,
  112,
  133,
  134,
  175,
  189,
  215,
  262,
  365,
  462,
  9001,
  10058,
  10107,
  11600,
  11601,
  11602,
  13388,
  13435,
  13436,
  14031
])

/** Codes of a write that is done, and that not enough replicas took in time. */
const taken: ReadonlySet<unknown> = new Set([64, 100])

/** The code of MongoDB's refusal to store an `_id` twice. */
export const duplicateKey = 11000

/** What MongoDB answers; a StoreUnavailableError when it does not. */
export async function ask<T> (answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw isUnavailable(error) ? new StoreUnavailableError('The MongoDB does not answer', { cause: error }) : error
  }
}

/**
 * What MongoDB answers to something that may be carried out twice without harm. The driver repeats no write of many
 * documents, whose reply may be lost or which a primary that steps down may leave half done: it is sent once more then.
 */
export async function askTwice<T> (
  write: () => Promise<T>
): Promise<{ readonly answer: T, readonly repeated: boolean }> {
  try {
    return { answer: await ask(write()), repeated: false }
  } catch (error) {
    if (!(error instanceof StoreUnavailableError) || !mayBeDone(error)) throw error
    return { answer: await ask(write()), repeated: true }
  }
}

/**
 * Whether what was asked may have been carried out, wholly or in part: it was sent, and no answer tells. To ask once
 * more is worth it then.
 */
function mayBeDone ({ cause }: StoreUnavailableError): boolean {
  return cause instanceof MongoNetworkError || (cause instanceof MongoServerError && !taken.has(cause.code))
}

/** Whether a server refuses to acknowledge writes by a journal that it does not have. */
export function hasNoJournal (error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 2 && /journal/i.test(error.message)
}

function isUnavailable (error: unknown): boolean {
  // The driver wraps whatever interrupts a bulk write, a lost connection too.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error) {
    return isUnavailable(error.errorResponse)
  }
  // The driver tells of a pool without a free connection by an error that it does not export.
  if (error instanceof Error && error.name === 'MongoWaitQueueTimeoutError') return true
  return unreachable.some((kind) => error instanceof kind) ||
    (error instanceof MongoServerError && passing.has(error.code))
}
