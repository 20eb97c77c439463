/** Why HTTPS can't be had; the message says what to do. */
export class HttpsError extends Error {
  override readonly name = 'HttpsError'
}

/** What is left of an error in one line: its code where it has one. */
export function codeOf (error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}
