import type { SharedSettings } from '../directory.ts'

/** What all servers of a database know of its world: one document, so that each change of it is atomic. */
export interface WorldRecord {
  readonly _id: 'world'
  /** Who seeds the world or drops it, while it is not `ready`; its heart beats. */
  readonly by: string
  readonly beats: number
  readonly ready: boolean
  /** The first number; tells a record from the one before, after the workspace was dropped. */
  readonly born: number
  /** The last number that was given to a generation or an addition. */
  readonly last: number
  /** Counts the changes that requests must know of. */
  readonly version: number
  /** The generation in use. */
  readonly generation?: number
  /** How far the clock is ahead of real time, in milliseconds. */
  readonly clock: number
  /** The log in use. */
  readonly log: number
  /** What is planned, by its number; what has no uses left is removed some time. */
  readonly plans: Named<RecordedPlan>
  /** The last number that was given to a plan. */
  readonly lastPlan: number
  /** Counts the uses of plans, of which requests need not know. */
  readonly uses: number
  /** Counts how often all plans were taken back at once. */
  readonly clearings: number
  /** What a reset goes back to, where that is not what all workspaces begin with. */
  readonly seed?: string
  /** How all servers are set. */
  readonly settings?: SharedSettings
  /** Counts the changes of the world as a whole. */
  readonly edition: number
  /** Additions to the generation that are in use. */
  readonly added: Named<true>
  /** Changes that are being written, with the beats of their writers' hearts. */
  readonly changing: Named<number>
  /** What each generation has of that which no request can remove. */
  readonly holds: Named<Holding>
  /** Generations, and additions that were given up, whose documents are to be swept. */
  readonly retired: Named<true>
}

/** Without `left` it has no end. */
interface RecordedPlan {
  readonly left?: number
  readonly text: string
}

interface Holding {
  readonly applications: boolean
  readonly users: boolean
}

/** By the number, spelled so that no driver takes it for a place in a list. */
export type Named<T> = Readonly<Record<`n${number}`, T>>

export function named (number: number): `n${number}` {
  return `n${number}`
}

export function numbersIn (names: Named<unknown>): number[] {
  return Object.keys(names).map((name) => Number(name.slice(1)))
}

/** Who holds a record that its holder let go. */
export const nobody = 'nobody'

/** A record that its first holder makes, before there is a world. */
export function firstRecord (by: string, born: number): Omit<WorldRecord, '_id'> {
  return {
    by,
    beats: 0,
    ready: false,
    born,
    last: born,
    version: born,
    clock: 0,
    log: born,
    plans: {},
    lastPlan: 0,
    uses: 0,
    clearings: 0,
    edition: 0,
    added: {},
    changing: {},
    holds: {},
    retired: {}
  }
}
