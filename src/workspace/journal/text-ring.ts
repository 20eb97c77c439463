/** In bytes: what a slot holds. A longer text has a place of its own. */
const slotSize = 1024

/** In bytes: what is left of a slot that was too small for a text may be as much, less one. */
const longestCharacter = 4

/** How many slots are made at once. */
const slotsInBlock = 64

/**
 * The last texts of many, kept outside of the heap: as objects they would be what the garbage collector copies most, though next to
 * none is ever read.
 */
export class TextRing {
  readonly capacity: number
  #blocks: Buffer[] = []
  #sizes: number[] = []
  #long: Array<Buffer | undefined> = []
  #next = 0

  constructor (capacity: number) {
    this.capacity = capacity
  }

  /** The oldest makes room. */
  add (text: string): void {
    const size = this.#blockOf(this.#next).write(text, startOf(this.#next), slotSize)
    this.#sizes[this.#next] = size
    this.#long[this.#next] = size > slotSize - longestCharacter ? bytesOf(text) : undefined
    this.#next = (this.#next + 1) % this.capacity
  }

  * newestFirst (): Generator<string> {
    const { length } = this.#sizes
    for (let back = 1; back <= length; back++) yield this.#textAt((this.#next - back + length) % length)
  }

  clear (): void {
    this.#blocks = []
    this.#sizes = []
    this.#long = []
    this.#next = 0
  }

  #textAt (slot: number): string {
    const start = startOf(slot)
    return this.#long[slot]?.toString() ?? this.#blockOf(slot).toString('utf8', start, start + (this.#sizes[slot] ?? 0))
  }

  #blockOf (slot: number): Buffer {
    const block = Math.floor(slot / slotsInBlock)
    this.#blocks[block] ??= Buffer.allocUnsafeSlow(Math.min(slotsInBlock, this.capacity) * slotSize)
    return this.#blocks[block]
  }
}

/** Where a slot begins in its block. */
function startOf (slot: number): number {
  return slot % slotsInBlock * slotSize
}

/** Not from Node's pool, which would keep more than these alive. */
function bytesOf (text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text))
  bytes.write(text)
  return bytes
}
