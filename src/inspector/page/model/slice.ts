/** The part of a long list that is in sight, and the room that the rest of it takes, in pixels. */
export interface Slice {
  /** The index of its first item. */
  readonly first: number
  /** The index after its last item. */
  readonly end: number
  readonly before: number
  readonly after: number
}

/** What is shown besides that which is in sight, so that a tick of the wheel or a press of Tab meets something. */
const spare = 6

/** Of items that are so high, those that lie between `top` and `top + view`. */
export function sliceOf (heights: readonly number[], top: number, view: number): Slice {
  const ends = endsOf(heights)
  const reached = (y: number): number => {
    const index = ends.findIndex((end) => end > y)
    return index === -1 ? heights.length : index
  }
  const first = Math.max(0, reached(top) - spare)
  const end = Math.min(heights.length, reached(top + view) + 1 + spare)
  return { first, end, before: ends[first - 1] ?? 0, after: (ends.at(-1) ?? 0) - (ends[end - 1] ?? 0) }
}

/** Where an item begins. */
export function startOf (heights: readonly number[], index: number): number {
  return endsOf(heights)[index - 1] ?? 0
}

function endsOf (heights: readonly number[]): number[] {
  let y = 0
  return heights.map((height) => { y += height; return y })
}
