import type { WorldFixtures } from '../fixtures/from-world.ts'
import type { FixtureSource } from '../fixtures/fixture-source.ts'
import type { SessionFixture } from '../fixtures/fixtures.ts'
import type { Fault, PlannedFault } from './faults/fault.ts'
import type { JournalEntry } from './journal/journal-entry.ts'
import type { RequestFilter } from './journal/request-filter.ts'
import type { Duration } from './set-clock.ts'
import type { State } from './state.ts'

/**
 * One isolated world of a mock, as a test holds it. What it tells is a copy, which a test may change as it likes. Every
 * method rejects or throws once the mock is closed.
 */
export interface MockWorkspace {
  /** Its name; `default` for the one without a prefix. */
  readonly name: string
  /**
   * What a client takes for the vendor's host, without a slash at the end: `http://127.0.0.1:43817`, or
   * `http://127.0.0.1:43817/@worker-1`.
   */
  readonly url: string
  /** Back to the fixtures and to real time; journal and faults are emptied, and what a fault holds up is cut off. */
  reset(): Promise<void>
  /**
   * Adds fixtures to the world, which may refer to what is there: a file, a folder, an object, or a list of these.
   *
   * @returns what was added, whole: with the ids and dates that were made for it
   * @throws FixtureError with every problem there is; nothing is added then
   */
  load(fixtures: FixtureSource): Promise<WorldFixtures>
  /**
   * Starts from other fixtures, at once and at every later reset.
   *
   * @returns the world, whole: with the ids and dates that were made for it
   * @throws FixtureError with every problem there is; nothing is changed then
   */
  replace(fixtures: FixtureSource): Promise<WorldFixtures>
  /**
   * Everything the world holds, in the form of fixtures; `deleted_for` of a dialog or a message are the users who hid
   * it from themselves. With `as`, the id of a user, only what that user still sees.
   *
   * @throws AdminError when there is no such user
   */
  state(options?: { readonly as?: number }): Promise<State>
  /**
   * The whole present world as fixtures, sessions and who hid what included: loaded again by `replace()`, or written to
   * a file by `JSON.stringify`, nothing is different.
   */
  export(): Promise<WorldFixtures>
  /**
   * The requests to the vendor's API that this server remembers and that match, newest first. An answer that a client
   * has got from it is always among them. What other servers of the same MongoDB have received is told by
   * `GET /__admin/requests` and `waitForRequest()`.
   *
   * @throws AdminError when the filter has a field that there is not, or the journal is off
   */
  requests(filter?: RequestFilter): JournalEntry[]
  /**
   * Resolves with the newest request that matches, at once when there is one already.
   *
   * @throws AdminError after `timeoutMs` milliseconds (default 1000, at most 60000); its message says what was received
   * instead
   */
  waitForRequest(filter?: RequestFilter, options?: { readonly timeoutMs?: number }): Promise<JournalEntry>
  /**
   * Plans a misbehaviour for requests to come; of several that are meant for a request, the first one planned happens.
   *
   * @returns its id, which the journal's entries that it hit carry as `fault`
   * @throws AdminError with everything that is wrong with it, or when 1,000 of them wait already
   */
  fail(fault: Fault): Promise<string>
  /**
   * The faults that still wait for requests, in the order in which they were planned; on a MongoDB, as far as this
   * server has heard of those of others.
   */
  faults(): readonly PlannedFault[]
  /**
   * Takes one fault back; what it holds up already goes on to its end.
   *
   * @returns whether there was one of that id
   */
  cancelFault(id: string): Promise<boolean>
  /** Takes all faults back, and cuts off what they hold up. */
  clearFaults(): Promise<void>
  /** Forgets the requests received so far. */
  clearRequests(): Promise<void>
  /** Every session with its token, those that have ended included. */
  sessions(): Promise<readonly SessionFixture[]>
  /**
   * A token of a user, for `QB-Token`: that of a session which is good at present, or of one that is made and never
   * ends.
   *
   * @throws AdminError when there is no such user
   */
  tokenOf(userId: number): Promise<string>
  /** The time of this world, by which its sessions expire. */
  readonly clock: MockClock
}

/** The time of a world: real time until a test moves it; it always runs on. */
export interface MockClock {
  now(): Date
  /**
   * From now on it is that time: a date, ISO text such as `2030-01-01T00:00:00Z`, or milliseconds since 1970.
   *
   * @throws AdminError when it is none
   */
  set(time: Date | string | number): Promise<void>
  /**
   * Lets that much time pass at once: `{ hours: 3 }`.
   *
   * @throws AdminError when it is no span of time
   */
  advance(by: Duration): Promise<void>
  /** Real time again. */
  reset(): Promise<void>
}
