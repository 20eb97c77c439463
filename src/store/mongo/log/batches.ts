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

/** Texts that come while others are being written are written next, as one; one that comes alone is written at once. */
export class Batches {
  readonly #write: (texts: readonly string[]) => Promise<void>
  readonly #largest: Size
  readonly #most: number
  #writing = 0
  #waiting: Waiting[] = []

  /** At most so many writes are under way at once. */
  constructor (write: (texts: readonly string[]) => Promise<void>, largest: Size, most: number) {
    this.#write = write
    this.#largest = largest
    this.#most = most
  }

  /** Resolves when it is written. */
  add (text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ text, resolve, reject })
      this.#go()
    })
  }

  #go (): void {
    while (this.#writing < this.#most && this.#waiting.length > 0) {
      const batch = this.#take()
      this.#writing++
      this.#write(batch.map(({ text }) => text)).then(
        () => { for (const { resolve } of batch) resolve() },
        (error) => { for (const { reject } of batch) reject(error) }
      ).finally(() => {
        this.#writing--
        this.#go()
      })
    }
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
