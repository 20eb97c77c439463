/** In bytes: a text that is no longer goes where another one was. */
const usualSize = 1024

/** In bytes: what is left of a slot that was too small for a text may be as much, less one. */
const longestCharacter = 4

/**
 * The last texts of many, kept outside of the heap: as objects they would be what the garbage collector copies most, though next to
 * none is ever read.
 */
export class TextRing {
  readonly capacity: number
  #slots: Buffer[] = []
  #sizes: number[] = []
  #next = 0

  constructor (capacity: number) {
    this.capacity = capacity
  }

  /** The oldest makes room. */
  add (text: string): void {
    let slot = this.#usualSlot()
    let size = slot.write(text)
    if (size > usualSize - longestCharacter) {
      slot = bytesOf(text)
      size = slot.length
    }
    this.#slots[this.#next] = slot
    this.#sizes[this.#next] = size
    this.#next = (this.#next + 1) % this.capacity
  }

  * newestFirst (): Generator<string> {
    const { length } = this.#slots
    for (let back = 1; back <= length; back++) {
      const at = (this.#next - back + length) % length
      yield this.#slots[at]?.toString('utf8', 0, this.#sizes[at]) ?? ''
    }
  }

  clear (): void {
    this.#slots = []
    this.#sizes = []
    this.#next = 0
  }

  #usualSlot (): Buffer {
    const slot = this.#slots[this.#next]
    return slot?.length === usualSize ? slot : Buffer.allocUnsafeSlow(usualSize)
  }
}

/** Not from Node's pool, which would keep more than its own alive. */
function bytesOf (text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}
