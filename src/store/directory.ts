import type { World } from './world.ts'

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
  /** What workspaces begin with, and what a reset goes back to where nothing else was put in its place. */
  seed(): Promise<World>
}
