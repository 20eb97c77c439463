/** The time of a workspace: real time until a test moves it. */
export class Clock {
  #offset = 0

  /** How far it is ahead of real time, in milliseconds. */
  get offset (): number {
    return this.#offset
  }

  set offset (milliseconds: number) {
    this.#offset = milliseconds
  }

  /** Milliseconds since 1970. */
  now (): number {
    return Date.now() + this.#offset
  }

  /** From now on it is `time`, in milliseconds since 1970; it goes on from there. */
  set (time: number): void {
    this.#offset = time - Date.now()
  }

  advance (milliseconds: number): void {
    this.#offset += milliseconds
  }

  /** Real time again. */
  reset (): void {
    this.#offset = 0
  }
}
