import {
  MongoBulkWriteError, MongoClientClosedError, MongoNetworkError, MongoNotConnectedError, MongoOperationTimeoutError, MongoServerError, MongoServerSelectionError,
  MongoTopologyClosedError
} from 'mongodb'
import { StoreUnavailableError } from '../chat-store.ts'

const unreachable = [
  MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError, MongoNotConnectedError, MongoTopologyClosedError, MongoClientClosedError
] as const

/**
 * Codes of a server that is going away or is not the primary (now), on which the driver itself retries; of one whose disk is full; and
 * of one that drops a database from under a query. Without a code it does not know itself what went wrong.
 */
const passing: ReadonlySet<unknown> = new Set([undefined, 6, 7, 89, 91, 134, 175, 189, 215, 262, 9001, 10107, 11600, 11602, 13435, 13436, 14031])

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

function isUnavailable (error: unknown): boolean {
  // The driver wraps whatever interrupts a bulk write, a lost connection too.
  if (error instanceof MongoBulkWriteError && error.errorResponse instanceof Error) return isUnavailable(error.errorResponse)
  return unreachable.some((kind) => error instanceof kind) || (error instanceof MongoServerError && passing.has(error.code))
}
