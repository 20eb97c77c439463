import { WorkspaceGoneError } from '../chat-store.ts'
import type { WorldThings } from './collections.ts'
import type { WayIn } from './documents.ts'
import { ask } from './errors.ts'
import type { Present } from './known.ts'
import type { World } from '../world.ts'

/** What the world of a request asks of its workspace. */
export interface Presents {
  /** The newest world that this server knows of. */
  readonly present: Present
  /** This server learns what others have done. */
  hear(): Promise<void>
  /** The newest that there is. */
  refresh(): Promise<Present>
  /** In milliseconds: how long a world that was replaced is left to the requests that are in it. */
  readonly lease: number
  /** Seeds a workspace that was dropped again, for those alone whom the seed knows; false for others. */
  revive(isKnown: (seed: World) => boolean): Promise<boolean>
  /** Rejects when this is not the present world. */
  confirm(present: Present): Promise<void>
}

/** The world that one request is in, and whether it is known to be no older than the request. */
export class RequestWorld {
  readonly #workspace: Presents
  readonly #began = performance.now()
  #present: Present
  /** Whether it was the newest when the request came. */
  #isCertain = false

  constructor (workspace: Presents) {
    this.#workspace = workspace
    this.#present = workspace.present
  }

  get present (): Present {
    return this.#present
  }

  /** Undefined where this server knows already of every change before the request. */
  catchUp (): Promise<void> | undefined {
    return this.#isCertain ? undefined : this.#workspace.hear()
  }

  async beCertain (): Promise<void> {
    if (!this.#isCertain) await this.refresh()
  }

  async refresh (): Promise<Present> {
    this.#present = await ask(this.#workspace.refresh())
    this.#isCertain = true
    return this.#present
  }

  /**
   * What a request comes by, in a world that is not older than the request: what is found says so, and where nothing
   * is, the record does. Where the workspace was dropped, it is made anew for those whom the seed knows.
   */
  async enter<T extends WayIn> (
    look: (things: WorldThings) => Promise<T | null>,
    isKnown: (seed: World) => boolean
  ): Promise<T | undefined> {
    for (;;) {
      const { born, version, number } = this.#present
      const found = await this.look(look)
      if (this.#isCertain || (found !== null && (found.version ?? 0) <= version)) {
        this.#isCertain = true
        return found ?? undefined
      }
      const present = await this.#newest(isKnown)
      if (present === undefined) return undefined
      this.#present = present
      this.#isCertain = this.#present.born === born && this.#present.version === version
      if (this.#isCertain || (found !== null && this.#present.number === number)) return found ?? undefined
    }
  }

  /** What comes without a session or an application reads the record first. */
  async ask<T> (look: (things: WorldThings) => Promise<T>): Promise<T> {
    await this.beCertain()
    return this.look(look)
  }

  /**
   * Half of the lease is for whatever holds up a process: a request that has been under way for longer makes sure that
   * its world is still left to it.
   */
  async look<T> (look: (things: WorldThings) => Promise<T>): Promise<T> {
    const found = await ask(look(this.#present.things))
    if (performance.now() - this.#began > this.#workspace.lease / 2) await this.#workspace.confirm(this.#present)
    return found
  }

  async #newest (isKnown: (seed: World) => boolean): Promise<Present | undefined> {
    try {
      return await this.#workspace.refresh()
    } catch (error) {
      if (!(error instanceof WorkspaceGoneError)) throw error
      return await this.#workspace.revive(isKnown) ? this.#workspace.present : undefined
    }
  }
}
