interface Identified {
  readonly _id: string
}

/**
 * Where in a list each id is; of an id that comes several times, the last place. A table of numbers, since a Map of a
 * million ids takes twice as much memory.
 */
export class IdIndex {
  readonly #things: readonly Identified[]
  /** Of each thing the hash of its id, and behind that its place and one: where the hash says, or in the next free. */
  readonly #slots: Uint32Array
  readonly #mask: number
  #repeats = false

  /** That of a list which nobody writes to any more: made once for all who ask for it. */
  static of (things: readonly Identified[]): IdIndex {
    const index = known.get(things) ?? new IdIndex(things)
    known.set(things, index)
    return index
  }

  constructor (things: readonly Identified[]) {
    this.#things = things
    const count = slotsFor(things.length)
    this.#slots = new Uint32Array(count * 2)
    this.#mask = count * 2 - 1
    for (const [place, { _id: id }] of things.entries()) this.#set(id, place)
  }

  /** Whether an id comes several times. */
  get repeats (): boolean {
    return this.#repeats
  }

  placeOf (id: string): number | undefined {
    const taken = this.#slots[this.#slotOf(id, hash(id)) + 1] ?? 0
    return taken === 0 ? undefined : taken - 1
  }

  #set (id: string, place: number): void {
    const hashed = hash(id)
    const slot = this.#slotOf(id, hashed)
    if (this.#slots[slot + 1] !== 0) this.#repeats = true
    this.#slots[slot] = hashed
    this.#slots[slot + 1] = place + 1
  }

  /** The slot of this id; a free one where it has none. */
  #slotOf (id: string, hashed: number): number {
    const slots = this.#slots
    for (let slot = (hashed * 2) & this.#mask; ; slot = (slot + 2) & this.#mask) {
      const taken = slots[slot + 1] ?? 0
      if (taken === 0 || (slots[slot] === hashed && this.#things[taken - 1]?._id === id)) return slot
    }
  }
}

const known = new WeakMap<readonly Identified[], IdIndex>()

/** A power of two, of which half stays free. */
function slotsFor (count: number): number {
  return 2 ** Math.ceil(Math.log2(count + 1) + 1)
}

/** FNV-1a, whose low bits are mixed with the high ones. */
function hash (text: string): number {
  let mixed = 0x811c_9dc5
  for (let at = 0; at < text.length; at++) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x0100_0193)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
