import type { ChatStore, SeedChange, WorkspaceStore } from '../chat-store.ts'
import { MemoryStore } from './memory-store.ts'
import type { World } from '../world.ts'

/** One workspace in memory: a world is replaced by another, so a request that began in one ends in it. */
export class MemoryWorkspace implements WorkspaceStore {
  readonly plans = undefined
  readonly now = Date.now
  #present: MemoryStore
  #seed: World

  constructor (world: World) {
    this.#seed = world
    this.#present = new MemoryStore(world)
  }

  view (): ChatStore {
    return this.#present
  }

  async replace (world: World, seed: SeedChange = 'own'): Promise<void> {
    this.#present = new MemoryStore(world)
    if (seed !== 'same') this.#seed = world
  }

  async seed (): Promise<World> {
    return this.#seed
  }

  async extend (make: (known: World) => World | Promise<World>): Promise<World> {
    const present = this.#present
    const world = await make(present.dump())
    present.add(world)
    return world
  }

  async dump (): Promise<World> {
    return this.#present.dump()
  }

  /** No other server shares what is in this memory. */
  async setClock (): Promise<void> {}

  async settle (): Promise<void> {}

  onChange (): void {}

  onGone (): void {}

  log (): undefined {}

  async hear (): Promise<void> {}

  async ping (): Promise<void> {}
}
