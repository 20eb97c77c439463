import { TextBlock, usualSize } from './text-block.ts'
import type { TextBudget } from './text-budget.ts'

/** The last texts of many, as many and as much as there is room for. */
export class TextLog {
  readonly capacity: number
  readonly #budget: TextBudget
  #blocks: TextBlock[] = []
  /** An empty one, so that a log that is full makes no more of them. */
  #spare: TextBlock | undefined
  #bytes = 0
  #oldest = 0
  #next = 0
  #closed = false

  constructor (capacity: number, budget: TextBudget) {
    this.capacity = capacity
    this.#budget = budget
    budget.add(this)
  }

  /** What it takes of the memory, in bytes. */
  get bytes (): number {
    return this.#bytes
  }

  /** The oldest makes room. */
  add (text: string): void {
    if (this.#closed) return
    if (this.#blocks.at(-1)?.add(text) !== true) this.#addBlock(text)
    this.#next++
    if (this.#next - this.#oldest > this.capacity) this.#forgetOldest()
  }

  /** Each with its number, from the one before `before` on; what is forgotten meanwhile does not come. */
  * newestFirst (before = Infinity): Generator<[number, string]> {
    let block: TextBlock | undefined
    for (let number = Math.min(before, this.#next) - 1; number >= this.#oldest; number--) {
      let text = block?.get(number)
      if (text === undefined) {
        block = this.#blocks.find(({ last }) => last >= number)
        text = block?.get(number)
      }
      if (text !== undefined) yield [number, text]
    }
  }

  /** How many pieces of memory it has. */
  get blocks (): number {
    return this.#blocks.length + (this.#spare === undefined ? 0 : 1)
  }

  /** Lets go of a piece of memory: one that is not in use, or else the oldest. */
  shrink (): void {
    const block = this.#spare ?? this.#blocks.shift()
    if (block === undefined) return
    if (block === this.#spare) this.#spare = undefined
    else this.#oldest = block.last + 1
    this.#account(-block.size)
  }

  clear (): void {
    this.#blocks = []
    this.#spare = undefined
    this.#oldest = this.#next
    this.#account(-this.#bytes)
  }

  /** Empties it for good. */
  close (): void {
    this.#closed = true
    this.clear()
    this.#budget.remove(this)
  }

  #addBlock (text: string): void {
    const block = this.#takeSpare() ?? new TextBlock(usualSize)
    const fitting = block.startAt(this.#next).add(text)
      ? block
      : new TextBlock(Buffer.byteLength(text)).startAt(this.#next)
    if (fitting !== block) fitting.add(text)
    this.#blocks.push(fitting)
    this.#account(fitting.size)
    this.#budget.keep(this)
  }

  #takeSpare (): TextBlock | undefined {
    const spare = this.#spare
    if (spare !== undefined) this.#account(-spare.size)
    this.#spare = undefined
    return spare
  }

  #forgetOldest (): void {
    this.#oldest++
    const [block] = this.#blocks
    if (block === undefined || block.last >= this.#oldest) return
    this.#blocks.shift()
    if (this.#spare === undefined && block.size === usualSize) this.#spare = block.startAt(this.#next)
    else this.#account(-block.size)
  }

  #account (bytes: number): void {
    this.#bytes += bytes
    this.#budget.account(bytes)
  }
}
