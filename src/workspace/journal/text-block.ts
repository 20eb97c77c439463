/** In bytes. A text that is longer has a block of its own. */
export const usualSize = 64 * 1024

/** In bytes: what a character of a string takes at most. */
const longestCharacter = 3

/**
 * Numbered texts in one piece of memory outside of the heap: as objects they would be what the garbage collector copies
 * most, though next to none is ever read.
 */
export class TextBlock {
  readonly #bytes: Buffer
  #first = 0
  #ends: number[] = []

  constructor (size = usualSize) {
    // Not from Node's pool, which would keep more than this alive.
    this.#bytes = Buffer.allocUnsafeSlow(size)
  }

  get size (): number {
    return this.#bytes.length
  }

  /** How many texts it holds. */
  get count (): number {
    return this.#ends.length
  }

  /** The number of the last text, one less than the first's where there is none. */
  get last (): number {
    return this.#first + this.#ends.length - 1
  }

  /** Forgets what it holds; the next text has this number. */
  startAt (number: number): this {
    this.#first = number
    this.#ends = []
    return this
  }

  /** False where there is no room for it. */
  add (text: string): boolean {
    const start = this.#ends.at(-1) ?? 0
    const room = this.size - start
    if (text.length * longestCharacter > room && Buffer.byteLength(text) > room) return false
    this.#ends.push(start + this.#bytes.write(text, start))
    return true
  }

  /** The text of a number, undefined for one that it doesn't hold. */
  get (number: number): string | undefined {
    const index = number - this.#first
    const end = this.#ends[index]
    return end === undefined ? undefined : this.#bytes.toString('utf8', this.#ends[index - 1] ?? 0, end)
  }
}
