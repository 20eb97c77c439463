import { MongoServerSelectionError } from 'mongodb'

/**
 * Whether nothing has gone wrong yet but that no answer has come. A server that is not of the replica set that the URL
 * names has answered: the driver leaves it out, and waits for others until its time is over.
 */
export function isSilence (error: unknown): boolean {
  if (!(error instanceof MongoServerSelectionError)) return false
  const servers = [...error.reason?.servers.values() ?? []]
  return servers.length > 0 && servers.every(({ error: obstacle }) => obstacle === null)
}
