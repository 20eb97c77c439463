/** The requests that faults are holding up. */
export class HeldRequests {
  readonly #held = new Set<() => void>()

  /**
   * Holds a request up until `cut` is called, which happens at the latest when all are cut off; returns how to let go
   * of it.
   */
  hold (cut: () => void): () => void {
    this.#held.add(cut)
    return () => this.#held.delete(cut)
  }

  cutOff (): void {
    for (const cut of this.#held) cut()
    this.#held.clear()
  }
}
