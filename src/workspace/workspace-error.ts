/** How many there can be at once, the default one included. */
export const mostWorkspaces = 256

const namePattern = /^[a-z0-9][a-z0-9_-]{0,31}$/

/** A workspace that can't be had; its message is for people. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
  readonly statusCode: number

  constructor (statusCode: number, message: string) {
    super(message)
    this.statusCode = statusCode
  }
}

/** @throws WorkspaceError where it can't name a workspace */
export function checkName (name: string): void {
  if (typeof name === 'string' && namePattern.test(name)) return
  throw new WorkspaceError(
    400,
    `"${name}" can't name a workspace: take 1 to 32 lower-case letters, digits, "-" and "_", the first a letter or a ` +
      'digit'
  )
}

export function tooMany (): WorkspaceError {
  return new WorkspaceError(
    409,
    `There are ${mostWorkspaces} workspaces, which is the most there can be: delete one with DELETE ` +
      '/__admin/workspaces/NAME, or use one again'
  )
}
