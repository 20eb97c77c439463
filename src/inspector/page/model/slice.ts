/** Items of a long list that follow each other. */
interface Stretch {
  /** The index of its first item. */
  readonly first: number
  /** The index after its last item. */
  readonly end: number
  /** The room between it and what is shown before it, in pixels. */
  readonly before: number
}

/** The parts of a long list that are shown, and the room that the rest of it takes. */
export interface Slice {
  readonly stretches: readonly Stretch[]
  /** The room after the last of them, in pixels. */
  readonly after: number
}

type Range = readonly [first: number, end: number]

/** What is shown besides that which must be, so that a tick of the wheel or a press of Tab meets something. */
const spare = 6

/**
 * Of items that are so high, those that lie between `top` and `top + view`, and the one that has the focus: it keeps
 * the focus only while it is there.
 */
export function sliceOf (heights: readonly number[], top: number, view: number, focused?: number): Slice {
  const ends = endsOf(heights)
  const reached = (y: number): number => {
    const index = ends.findIndex((end) => end > y)
    return index === -1 ? heights.length : index
  }
  const widened = ([first, end]: Range): Range => [Math.max(0, first - spare), Math.min(heights.length, end + spare)]
  const inSight = widened([reached(top), reached(top + view) + 1])
  const ranges = focused === undefined ? [inSight] : joined(inSight, widened([focused, focused + 1]))
  const room = (end = 0, first: number): number => (ends[first - 1] ?? 0) - (ends[end - 1] ?? 0)
  return {
    stretches: ranges.map(([first, end], index) => ({ first, end, before: room(ranges[index - 1]?.[1], first) })),
    after: room(ranges.at(-1)?.[1], heights.length)
  }
}

/** Where an item begins. */
export function startOf (heights: readonly number[], index: number): number {
  return endsOf(heights)[index - 1] ?? 0
}

/** Two ranges in their order, or one where they touch. */
function joined (one: Range, other: Range): Range[] {
  const [low, high] = one[0] <= other[0] ? [one, other] : [other, one]
  return high[0] > low[1] ? [low, high] : [[low[0], Math.max(low[1], high[1])]]
}

function endsOf (heights: readonly number[]): number[] {
  let y = 0
  return heights.map((height) => { y += height; return y })
}
