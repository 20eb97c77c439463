/** Why the scenarios can't be played at all; its message is for people. */
export class ParityError extends Error {
  override readonly name = 'ParityError'
}
