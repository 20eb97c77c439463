/** No user at all. */
export const nobody = 0

/** Lists of users, each kept once and known by a number: most of what is hidden is hidden from the same few. */
export class UserLists {
  readonly #lists: Array<readonly number[]> = [[]]
  /** Of each list, those that are longer by one user. */
  readonly #longer = new Map<number, Map<number, number>>()

  get (number: number): readonly number[] {
    return this.#lists[number] ?? []
  }

  /** The number of the list that has this user behind those of another. */
  with (number: number, userId: number): number {
    const longer = this.#longer.get(number) ?? new Map<number, number>()
    this.#longer.set(number, longer)
    const known = longer.get(userId)
    if (known !== undefined) return known
    const added = this.#lists.push([...this.get(number), userId]) - 1
    longer.set(userId, added)
    return added
  }
}
