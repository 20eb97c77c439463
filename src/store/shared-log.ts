/** How much a log keeps. */
export interface LogBounds {
  readonly texts: number
  /** In bytes; a page more may be there for a moment. */
  readonly bytes: number
}

/**
 * Texts that all servers of a workspace write into one list, in the order in which they were taken: what is added after
 * another's addition has resolved comes after it, whatever the servers' clocks say.
 *
 * Every method rejects with StoreUnavailableError while the database does not answer.
 */
export interface SharedLog {
  /** Once it resolves, every server reads the text. */
  add(text: string): Promise<void>
  /**
   * Each with its number, the greatest first, from the one before `before` on; what is forgotten meanwhile does not
   * come.
   */
  newestFirst(before?: number): AsyncIterable<readonly [number, string]>
  /** Reads on from the present end. */
  reader(): Promise<LogReader>
  /** Once it resolves, no server reads what was there. */
  clear(): Promise<void>
}

/** A place in a log. */
export interface LogReader {
  /** What was added since, in order, as far as it is not forgotten. */
  next(): Promise<string[]>
}
