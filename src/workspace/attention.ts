import { setTimeout } from 'node:timers/promises'
import type { WorkspaceStore } from '../store/chat-store.ts'
import type { LogReader, SharedLog } from '../store/shared-log.ts'

/** How often the other servers are asked what has happened, in milliseconds, and only while somebody wants to know. */
const interval = 50

/** Listens to the other servers of a workspace while anybody waits for what they do. */
export class Attention {
  readonly #store: Pick<WorkspaceStore, 'hear'>
  readonly #log: SharedLog
  readonly #tell: (text: string) => void
  #count = 0
  #started: Promise<void> | undefined

  /** `tell` gets what is added to the log, in order. */
  constructor (store: Pick<WorkspaceStore, 'hear'>, log: SharedLog, tell: (text: string) => void) {
    this.#store = store
    this.#log = log
    this.#tell = tell
  }

  /** Resolves when nothing that comes from now on is missed, with how to stop. */
  async pay (): Promise<() => void> {
    this.#count++
    let paid = true
    const stop = (): void => {
      if (paid) this.#count--
      paid = false
    }
    try {
      this.#started ??= this.#start()
      await this.#started
      return stop
    } catch (error) {
      stop()
      throw error
    }
  }

  async #start (): Promise<void> {
    try {
      const reader = await this.#log.reader()
      this.#listen(reader)
    } catch (error) {
      this.#started = undefined
      throw error
    }
  }

  async #listen (reader: LogReader): Promise<void> {
    while (this.#count > 0) {
      await this.#look(reader)
      await setTimeout(interval)
    }
    this.#started = undefined
  }

  /** While the database does not answer, there is nothing to hear. */
  async #look (reader: LogReader): Promise<void> {
    try {
      await this.#store.hear()
      for (const text of await reader.next()) this.#tell(text)
    } catch {}
  }
}
