import { Clock } from './clock.ts'
import type { ChatStore } from './store/chat-store.ts'
import type { Stores } from './store/open-stores.ts'
import type { World } from './store/world.ts'

/** The workspace of a URL without a prefix. */
export const defaultWorkspace = 'default'

const namePattern = /^[a-z0-9][a-z0-9_-]{0,31}$/

/** A workspace that can't be had; its message is for people. */
export class WorkspaceError extends Error {
  override readonly name = 'WorkspaceError'
  readonly statusCode = 400
}

/** One isolated world: what it holds and what time it is there. */
export class Workspace {
  readonly name: string
  readonly store: ChatStore
  readonly clock = new Clock()
  readonly #seed: World

  constructor (name: string, store: ChatStore, seed: World) {
    this.name = name
    this.store = store
    this.#seed = seed
  }

  /** Back to the fixtures and to real time. */
  async reset (): Promise<void> {
    this.clock.reset()
    await this.store.replace(this.#seed)
  }
}

/** The workspaces of a server, each opened and seeded when it is first asked for. */
export class Workspaces {
  readonly #stores: Stores
  readonly #seed: World
  readonly #opened = new Map<string, Workspace>()
  readonly #opening = new Map<string, Promise<Workspace>>()

  constructor (stores: Stores, seed: World) {
    this.#stores = stores
    this.#seed = seed
  }

  /** One that is open already. */
  find (name: string): Workspace | undefined {
    return this.#opened.get(name)
  }

  /** Rejects with {@link WorkspaceError} where there can be none of that name. */
  async open (name: string): Promise<Workspace> {
    const opened = this.#opened.get(name) ?? this.#opening.get(name)
    if (opened !== undefined) return opened
    if (!namePattern.test(name)) throw wrongName(name)
    const opening = this.#open(name).finally(() => this.#opening.delete(name))
    this.#opening.set(name, opening)
    return opening
  }

  async #open (name: string): Promise<Workspace> {
    const store = await this.#stores.open(name, () => this.#seed)
    const workspace = new Workspace(name, store, this.#seed)
    this.#opened.set(name, workspace)
    return workspace
  }
}

function wrongName (name: string): WorkspaceError {
  return new WorkspaceError(`"${name}" can't name a workspace: take 1 to 32 lower-case letters, digits, "-" and "_", the first a letter or a digit`)
}
