import type { WorkspaceStore } from './chat-store.ts'
import type { Directory } from './directory.ts'
import type { World } from './world.ts'

/** The stores of a server, one for each workspace, all of the same kind. */
export interface Stores {
  readonly kind: 'memory' | 'mongod' | 'mongodb'
  /**
   * One line for people: which store runs and why, and how to get a mongod when there was none. It holds no
   * credentials.
   */
  readonly description: string
  /** What all servers of these stores know together. */
  readonly directory: Directory
  /**
   * From now on workspaces begin with this world; false where they do already.
   *
   * @throws StoreError when the database can't be used, {@link StoreUnavailableError} while it does not answer
   */
  begin(world: World): Promise<boolean>
  /**
   * The store of a workspace. An empty one is seeded with the world; one that holds data already, of another server or
   * an earlier run, is kept.
   *
   * @throws StoreError when the database can't be used, {@link StoreUnavailableError} while it does not answer
   */
  open(workspace: string, seed: () => World | Promise<World>): Promise<WorkspaceStore>
  /**
   * The store of a workspace that is there already, of this server or another; undefined where there is none, and then
   * none is made.
   */
  find(workspace: string): Promise<WorkspaceStore | undefined>
  /** Forgets the workspace: drops its database, and takes its name out of the directory. */
  drop(workspace: string): Promise<void>
  /**
   * Closes everything; a mongod that was started for it is stopped, and its data is gone. Harmless when called again.
   */
  close(): Promise<void>
}

/** A store that can't be had. Its message says what to do and holds no credentials. */
export class StoreError extends Error {
  override readonly name: string = 'StoreError'
}

/**
 * A world that the database can't hold; nothing of it was written. Its message says what is too large, one thing a
 * line.
 */
export class UnstorableError extends StoreError {
  readonly problems: readonly string[]

  constructor (problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/** What an error says, on one line, for the message of another. */
export function reasonOf (error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').join(' ').replace(/\.$/, '')
}
