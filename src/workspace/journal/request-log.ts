import type { Received } from './received.ts'
import type { RequestFilter } from './request-filter.ts'

/** The requests that were received in a workspace, by whichever of its servers, in one order. */
export interface RequestLog {
  /** How many it remembers; 0 where it is off. */
  readonly capacity: number
  /** Undefined where every reader finds it at once; else it resolves when they do. */
  add(received: Received): Promise<void> | undefined
  /** Those that match, one after the other, the newest first; only what came before the one with that number. */
  newestFirst(filter?: RequestFilter, before?: number): Iterable<Received> | AsyncIterable<Received>
  /** The number of the request with this id; undefined where it is not remembered. */
  numberOf(id: string): Promise<number | undefined>
  clear(): Promise<void>
  /** Of what was cleared by another server, or with its world, this one keeps nothing either. */
  forget(): void
}

/** At most `limit` of those that match, the newest first. */
export async function findRequests (log: RequestLog, filter: RequestFilter, limit: number): Promise<Received[]> {
  const found: Received[] = []
  if (limit < 1) return found
  for await (const received of log.newestFirst(filter)) if (found.push(received) >= limit) break
  return found
}

/** How many match, counted up to `atMost`. */
export async function countRequests (log: RequestLog, filter: RequestFilter, atMost = Infinity): Promise<number> {
  return (await findRequests(log, filter, atMost)).length
}
