import { EventEmitter } from 'node:events'
import { hostname } from 'node:os'
import { Attention } from './attention.ts'
import { Clock } from './clock.ts'
import type { FaultPlan } from './faults/fault-plan.ts'
import { HeldRequests } from './faults/held-requests.ts'
import { OwnFaults } from './faults/own-faults.ts'
import { SharedFaults } from './faults/shared-faults.ts'
import type { Journal } from './journal/journal.ts'
import { OwnRequests } from './journal/own-requests.ts'
import type { Received } from './journal/received.ts'
import type { RequestLog } from './journal/request-log.ts'
import { SharedRequests, receivedIn } from './journal/shared-requests.ts'
import { boundsOf } from './journal/text-budget.ts'
import type { OthersChange, SeedChange, WorkspaceStore } from '../store/chat-store.ts'
import type { SharedSettings } from '../store/directory.ts'
import type { World } from '../store/world.ts'

/**
 * What happens in a workspace, for those who wait for it: a request was remembered, the world was loaded or reset, the
 * workspace is over; or how its servers are set.
 */
export interface WorkspaceEvents {
  request: [Received]
  world: []
  over: []
  settings: [SharedSettings]
}

/** What a workspace takes from the server that it is opened by. */
export interface WorkspaceParts {
  readonly store: WorkspaceStore
  /** The requests that this server has received. */
  readonly journal: Journal
  /** The name of this server. */
  readonly server?: () => string
}

/** One isolated world: what it holds, what time it is there, what was asked of it and what is planned to go wrong. */
export class Workspace {
  readonly name: string
  readonly store: WorkspaceStore
  readonly clock: Clock
  readonly faults: FaultPlan
  readonly held = new HeldRequests()
  /** The requests that this server has received. */
  readonly journal: Journal
  /** Those that all servers have received. */
  readonly requests: RequestLog
  readonly events = new EventEmitter<WorkspaceEvents>().setMaxListeners(0)
  readonly #attention: Attention | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor (name: string, { store, journal, server = hostname }: WorkspaceParts) {
    this.name = name
    this.store = store
    this.journal = journal
    this.clock = new Clock(store.now)
    this.faults = store.plans === undefined ? new OwnFaults() : new SharedFaults(store.plans)
    const tell = (received: Received): void => { this.events.emit('request', received) }
    const log = store.log(boundsOf(journal.capacity))
    this.requests = log === undefined ? new OwnRequests(journal, tell) : new SharedRequests(log, journal, server)
    this.#attention = log && new Attention(store, log, (text) => tell(receivedIn(text)))
    store.onChange((change) => this.#follow(change))
  }

  /** Back to the fixtures and to real time; what was asked and what was planned is forgotten. */
  reset (): Promise<void> {
    return this.#inTurn(async () => this.#startFrom(await this.store.seed(), 'same'))
  }

  /** Starts from another world, now and whenever it is reset. */
  replace (read: () => World | Promise<World>, seed: SeedChange = 'own'): Promise<World> {
    return this.#inTurn(async () => {
      const world = await read()
      await this.#startFrom(world, seed)
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

  /** Takes all faults back, and cuts off what they hold up. */
  async clearFaults (): Promise<void> {
    const clearing = this.faults.clear()
    this.held.cutOff()
    await clearing
  }

  /**
   * From when it resolves, with how to stop, what other servers do is heard of in a moment: only while somebody waits
   * for that are they asked.
   */
  async attend (): Promise<() => void> {
    return await this.#attention?.pay() ?? (() => {})
  }

  /** Lets go of everybody who waits. */
  end (): void {
    this.held.cutOff()
    this.events.emit('over')
  }

  /** What another server has done is done here too. */
  #follow ({ world, clock, logCleared, plansCleared, settings }: OthersChange): void {
    this.clock.offset = clock
    if (logCleared) this.requests.forget()
    if (plansCleared) this.held.cutOff()
    if (settings !== undefined) this.events.emit('settings', settings)
    if (world !== 'same') this.events.emit('world')
  }

  async #startFrom (world: World, seed: SeedChange): Promise<void> {
    this.faults.forget()
    this.held.cutOff()
    await this.store.replace(world, seed)
    this.clock.reset()
    this.requests.forget()
    this.events.emit('world')
  }

  /** One change of the whole world at a time: what is added is checked against what is there. */
  #inTurn<T> (change: () => Promise<T>): Promise<T> {
    const changed = this.#turn.then(change)
    this.#turn = changed.catch(() => {})
    return changed
  }
}
