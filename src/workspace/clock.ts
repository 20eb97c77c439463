/** The time of a workspace: real time until a test moves it. */
export class Clock {
  readonly #real: () => number
  #offset = 0

  /** `real` says what time it is in truth, in milliseconds since 1970. */
  constructor (real: () => number = Date.now) {
    this.#real = real
  }

  /** How far it is ahead of real time, in milliseconds. */
  get offset (): number {
    return this.#offset
  }

  set offset (milliseconds: number) {
    this.#offset = milliseconds
  }

  /** Milliseconds since 1970. */
  now (): number {
    return this.#real() + this.#offset
  }

  /** Real time, in milliseconds since 1970. */
  real (): number {
    return this.#real()
  }

  /** From now on it is `time`, in milliseconds since 1970; it goes on from there. */
  set (time: number): void {
    this.#offset = time - this.#real()
  }

  advance (milliseconds: number): void {
    this.#offset += milliseconds
  }

  /** Real time again. */
  reset (): void {
    this.#offset = 0
  }
}
