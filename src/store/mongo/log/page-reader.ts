import type { LogReader } from '../../shared-log.ts'
import { isFull } from './pages.ts'
import type { LogPages } from './pages.ts'

/** Which log is in use, as far as this server knows. */
export interface LogInUse {
  readonly present: { readonly log: number }
}

/** A page of a log. */
export interface Place {
  readonly log: number
  readonly page: number
}

/** Reads on, in whichever log is in use. */
export class PageReader implements LogReader {
  readonly #pages: LogPages
  readonly #logs: LogInUse
  #log: number
  #page: number
  #index: number

  constructor (pages: LogPages, logs: LogInUse, { log, page }: Place, index: number) {
    this.#pages = pages
    this.#logs = logs
    this.#log = log
    this.#page = page
    this.#index = index
  }

  async next (): Promise<string[]> {
    const { log } = this.#logs.present
    if (log !== this.#log) {
      this.#log = log
      this.#goTo(0)
    }
    const read: string[] = []
    while (await this.#readPage(read));
    return read
  }

  /** Whether there may be more. */
  async #readPage (read: string[]): Promise<boolean> {
    const found = await this.#pages.from(this.#log, this.#page, this.#index)
    if (found !== null) {
      read.push(...found.texts)
      this.#index += found.texts.length
      if (!isFull(found)) return false
      this.#goTo(this.#page + 1)
      return true
    }
    const after = await this.#pages.after(this.#log, this.#page)
    if (after !== null) this.#goTo(after.page)
    return after !== null
  }

  #goTo (page: number): void {
    this.#page = page
    this.#index = 0
  }
}
