import type { Document, MongoClient, ServerHeartbeatSucceededEvent } from 'mongodb'

/**
 * In milliseconds. Clocks that differ by less than this are taken for the same, so that no delay on the way, or in a
 * process that is held up, is taken for a difference.
 */
const tolerance = 10_000

/**
 * The time of the database, so that all its servers have the same, whatever their own clocks say. It needs no round
 * trip of its own.
 */
export class DatabaseTime {
  #ahead = 0

  constructor (client: Pick<MongoClient, 'on'>) {
    client.on('serverHeartbeatSucceeded', (event) => this.#hear(event))
  }

  /** Milliseconds since 1970. */
  now (): number {
    return Date.now() + this.#ahead
  }

  #hear ({ reply, duration, awaited }: ServerHeartbeatSucceededEvent): void {
    const { localTime, isWritablePrimary, ismaster } = reply as Document
    if (!(localTime instanceof Date) || (isWritablePrimary ?? ismaster) !== true) return
    // One that was waited for was sent at its end.
    const ahead = localTime.getTime() + (awaited ? 0 : duration / 2) - Date.now()
    if (Math.abs(ahead - this.#ahead) > tolerance) this.#ahead = ahead
  }
}
