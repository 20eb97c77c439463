import type { World } from './world.ts'

/** How all servers are set, as text; the greatest number is the present one. */
export interface SharedSettings {
  readonly number: number
  readonly text: string
}

/**
 * What the servers of the same stores know together: which workspaces there are, and what these begin with.
 *
 * Every method rejects with StoreUnavailableError while the database does not answer.
 */
export interface Directory {
  /** Those there are, in the order of their names. */
  names(): Promise<readonly string[]>
  /** False where it is not among them, and they are so many already. */
  enter(name: string, most: number): Promise<boolean>
  /**
   * From now on all servers are set like that; undefined where there is no other. `changed` is false where they are
   * already.
   */
  settle(text: string): Promise<SharedSettings & { readonly changed: boolean } | undefined>
  /** How all servers are set, where one of them has said it. */
  settings(): Promise<SharedSettings | undefined>
  /** What workspaces begin with, and what a reset goes back to where nothing else was put in its place. */
  seed(): Promise<World>
}
