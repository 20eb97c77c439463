/** The vendor's two shapes of an error body. */
export interface ErrorBody {
  readonly errors: readonly string[] | Readonly<Record<string, readonly string[]>>
}

/** A refusal in the vendor's words; answered by the error handler. */
export class QuickBloxError extends Error {
  override readonly name = 'QuickBloxError'
  readonly statusCode: number
  readonly body: ErrorBody
  /** What the answer carries besides what all do. */
  readonly headers: Readonly<Record<string, string>>

  constructor (statusCode: number, errors: ErrorBody['errors'], headers: Readonly<Record<string, string>> = {}) {
    super(JSON.stringify(errors))
    this.statusCode = statusCode
    this.body = { errors }
    this.headers = headers
  }
}

export const forbiddenBody: ErrorBody = { errors: ["You don't have appropriate permissions to perform this operation"] }
export const notFoundBody: ErrorBody = { errors: ["The resource wasn't found"] }

export const tokenRequired = () => new QuickBloxError(401, ['Token is required'])
export const sessionDoesNotExist = () => new QuickBloxError(401, { base: ['Required session does not exist'] })
export const unauthorized = () => new QuickBloxError(401, ['Unauthorized'])
export const needUser = () => new QuickBloxError(422, { base: ['Forbidden. Need user.'] })
export const forbidden = () => new QuickBloxError(403, forbiddenBody.errors)
export const notFound = () => new QuickBloxError(404, notFoundBody.errors)
export const refusedName = (name: string) =>
  new QuickBloxError(400, [
    `The parameter ${JSON.stringify(name)} is refused: "__proto__", "constructor" and "prototype" can't be entered ` +
      'by brackets'
  ])
export const malformedBody = (why: string) => new QuickBloxError(400, [`The request body starts like ${why}`])
export const wrongForce = () => new QuickBloxError(422, { force: ['must be 0 or 1'] })
export const loginRefused = () => new QuickBloxError(401, ['Unauthorized'], { 'www-authenticate': 'OAuth realm=users' })
export const badTimestamp = () => new QuickBloxError(422, { base: ['Bad timestamp'] })
export const noSuchOccupants = () => new QuickBloxError(422, ['Occupants with these IDs do not exist.'])
export const tooManyOccupants = () => new QuickBloxError(422, ['Too many occupants for Private Dialog.'])
export const unexpectedSignature = () => new QuickBloxError(422, { base: ['Unexpected signature'] })
export const unknownApplication = () =>
  new QuickBloxError(422, { base: ['No application has this application_id and auth_key'] })
export const invalid = (field: string, problem: string) => new QuickBloxError(422, { [field]: [problem] })
export const storeUnavailable = () => new QuickBloxError(503, ['The store of this mock does not answer'])
export const internalError = () => new QuickBloxError(500, ['Internal server error'])
