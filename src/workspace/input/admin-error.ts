/** What a test, or who administers the mock, asked for and can't have; the message has one problem a line. */
export class AdminError extends Error {
  override readonly name = 'AdminError'
  /** The status that `/__admin` answers with it. */
  readonly statusCode: number
  readonly problems: readonly string[]

  constructor (statusCode: number, problems: readonly string[]) {
    super(problems.join('\n'))
    this.statusCode = statusCode
    this.problems = problems
  }
}
