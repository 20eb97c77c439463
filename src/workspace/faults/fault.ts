import type { RequestMatch } from '../requests/request-match.ts'

/**
 * Which requests a fault hits; what is left out does not matter. A request that is refused for who asks is never hit.
 */
export interface FaultMatch extends RequestMatch {}

interface FaultCommon {
  /**
   * The requests that it hits.
   *
   * @default every request to the vendor's API
   */
  readonly match?: FaultMatch
  /**
   * How many of them, the next first.
   *
   * @default 1
   */
  readonly times?: number | 'always'
  /**
   * `before`: it happens instead of the deletion, and nothing is deleted. `after`: the deletion happens, then the
   * answer goes wrong.
   *
   * @default 'before'
   */
  readonly when?: 'before' | 'after'
  /**
   * How long the request is held up first, in milliseconds, up to ten minutes. With nothing but a delay, it then goes
   * on as if nothing had been.
   *
   * @default 0
   */
  readonly delayMs?: number
}

/** A wrong answer. */
export interface AnswerFault extends FaultCommon {
  /**
   * The status, from 200 to 599.
   *
   * @default 500; with `headers` or `delayMs` alone, the one that it would have been
   */
  readonly status?: number
  /**
   * Headers of the answer, besides those that it has anyway or in their place; 8192 bytes at most. Those that belong to
   * the connection or follow from the body, such as `Connection`, `Trailer` or `Content-Length`, are refused.
   */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * The body: a string is sent as it is, anything else as JSON.
   *
   * @default the vendor's error body for the status; none for a status below 400, where `after` keeps the one there was
   */
  readonly body?: unknown
  readonly connection?: never
}

export const connectionEndings = ['reset', 'close', 'hang'] as const

/** How a request goes without an answer. */
export type ConnectionEnding = (typeof connectionEndings)[number]

/** No answer at all. */
export interface ConnectionFault extends FaultCommon {
  /**
   * `reset`: a TCP reset. `close`: closed without an answer. `hang`: kept open without an answer, until the client
   * gives up, or a reset or the end of the mock.
   */
  readonly connection: ConnectionEnding
  readonly status?: never
  readonly headers?: never
  readonly body?: never
}

/** A planned misbehaviour. */
export type Fault = AnswerFault | ConnectionFault

/** A fault that is waiting for its requests. */
export type PlannedFault = Fault & {
  readonly id: string
  /** How many requests it will still hit. */
  readonly times: number | 'always'
  readonly when: 'before' | 'after'
}
