/** The server did not let a scenario make what it needs; the message is what it answered. */
export class NotMade extends Error {
  override readonly name = 'NotMade'
}

/** The test users hold something that must not be touched; the message says what. */
export class InTheWay extends Error {
  override readonly name = 'InTheWay'
}
