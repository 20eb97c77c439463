import { EventEmitter } from 'node:events'
import { Clock } from './clock.ts'
import { Faults } from './faults/faults.ts'
import type { Journal } from './journal/journal.ts'
import type { Received } from './journal/received.ts'
import type { OthersChange, WorkspaceStore } from '../store/chat-store.ts'
import type { World } from '../store/world.ts'

/**
 * What happens in a workspace, for those who wait for it: a request was remembered, the world was loaded or reset, the
 * workspace is over.
 */
export interface WorkspaceEvents {
  request: [Received]
  world: []
  over: []
}

/** One isolated world: what it holds, what time it is there, what was asked of it and what is planned to go wrong. */
export class Workspace {
  readonly name: string
  readonly store: WorkspaceStore
  readonly clock = new Clock()
  readonly faults = new Faults()
  readonly journal: Journal
  readonly events = new EventEmitter<WorkspaceEvents>().setMaxListeners(0)
  #seed: World
  #turn: Promise<unknown> = Promise.resolve()

  constructor (name: string, store: WorkspaceStore, seed: World, journal: Journal) {
    this.name = name
    this.store = store
    this.journal = journal
    this.#seed = seed
    store.onChange((change) => this.#follow(change))
  }

  /** What a reset goes back to. */
  get seed (): World {
    return this.#seed
  }

  /** Back to the fixtures and to real time; what was asked and what was planned is forgotten. */
  reset (): Promise<void> {
    return this.#inTurn(() => this.#startFrom(this.#seed))
  }

  /** Starts from another world, now and whenever it is reset. */
  replace (read: () => World | Promise<World>): Promise<World> {
    return this.#inTurn(async () => {
      const world = await read()
      await this.#startFrom(world)
      this.#seed = world
      return world
    })
  }

  /** Adds what is made of all that the workspace holds, and resolves with it. */
  add (make: (known: World) => World | Promise<World>): Promise<World> {
    return this.#inTurn(async () => {
      const added = await this.store.extend(make)
      this.events.emit('world')
      return added
    })
  }

  /** Changes the clock for all servers of this workspace, or not at all. */
  async changeClock (change: (clock: Clock) => void): Promise<void> {
    const before = this.clock.offset
    change(this.clock)
    try {
      await this.store.setClock(this.clock.offset)
    } catch (error) {
      this.clock.offset = before
      throw error
    }
  }

  /** Lets go of everybody who waits. */
  end (): void {
    this.faults.clear()
    this.events.emit('over')
  }

  /** What another server has done is done here too. */
  #follow ({ world, clock }: OthersChange): void {
    this.clock.offset = clock
    if (world === 'same') return
    if (world === 'replaced') {
      this.faults.clear()
      this.journal.clear()
    }
    this.events.emit('world')
  }

  async #startFrom (world: World): Promise<void> {
    this.faults.clear()
    this.clock.reset()
    await this.store.replace(world)
    this.journal.clear()
    this.events.emit('world')
  }

  /** One change of the whole world at a time: what is added is checked against what is there. */
  #inTurn<T> (change: () => Promise<T>): Promise<T> {
    const changed = this.#turn.then(change)
    this.#turn = changed.catch(() => {})
    return changed
  }
}
