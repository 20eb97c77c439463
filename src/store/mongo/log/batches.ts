/** How much one write takes. */
interface Size {
  readonly count: number
  readonly length: number
}

interface Waiting {
  readonly text: string
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/**
 * Texts that come while others are being written are written next, as one; one that comes alone is written at once.
 * Two writes at once would lie beside each other before the same document, and be a command more.
 */
export class Batches {
  readonly #write: (texts: readonly string[]) => Promise<void>
  readonly #largest: Size
  #writing = false
  #waiting: Waiting[] = []

  constructor (write: (texts: readonly string[]) => Promise<void>, largest: Size) {
    this.#write = write
    this.#largest = largest
  }

  /** Resolves when it is written. */
  add (text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject })
      this.#go()
    })
  }

  #go (): void {
    if (this.#writing || this.#waiting.length === 0) return
    const batch = this.#take()
    this.#writing = true
    this.#write(batch.map(({ text }) => text)).then(
      () => { for (const { resolve } of batch) resolve() },
      (error) => { for (const { reject } of batch) reject(error) }
    ).finally(() => {
      this.#writing = false
      this.#go()
    })
  }

  #take (): Waiting[] {
    let length = 0
    const end = this.#waiting.findIndex(({ text }, index) => {
      length += text.length
      return index > 0 && (index >= this.#largest.count || length > this.#largest.length)
    })
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end)
  }
}
