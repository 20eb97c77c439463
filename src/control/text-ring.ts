/** A text that is no longer than this many bytes goes where another one was. */
const usualSize = 1024

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
    const size = Buffer.byteLength(text)
    const slot = this.#slotOf(size)
    slot.write(text)
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

  #slotOf (size: number): Buffer {
    const slot = this.#slots[this.#next]
    if (size > usualSize) return Buffer.allocUnsafeSlow(size)
    return slot?.length === usualSize ? slot : Buffer.allocUnsafeSlow(usualSize)
  }
}
