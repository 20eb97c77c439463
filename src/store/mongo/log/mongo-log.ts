import { WorkspaceGoneError } from '../../chat-store.ts'
import type { LogBounds, LogReader, SharedLog } from '../../shared-log.ts'
import { Batches } from './batches.ts'
import { PageReader } from './page-reader.ts'
import type { LogInUse, Place } from './page-reader.ts'
import { isFull } from './pages.ts'
import type { PageSize, LogPages } from './pages.ts'

/** What a log asks of its workspace. */
interface Logs extends LogInUse {
  /** The newest that there is. */
  refresh(): Promise<{ readonly log: number }>
  /** Puts another log in the place of the present one. */
  nextLog(): Promise<void>
}

/** What one write takes at most. */
const largest = { count: 32, length: 1024 * 1024 } as const

/** A text's number is that of its page, times this, and its index there. */
const indexes = 2 ** 20

/**
 * A shared log in pages. Which log is in use stands in the world's record, so it changes with the world, and a clock
 * has no part in it.
 */
export class MongoLog implements SharedLog {
  readonly #pages: LogPages
  readonly #logs: Logs
  readonly #bounds: LogBounds
  readonly #batches = new Batches((texts) => this.#write(texts), largest)
  #place: Place | undefined

  constructor (pages: LogPages, logs: Logs, bounds: LogBounds) {
    this.#pages = pages
    this.#logs = logs
    this.#bounds = bounds
  }

  /** Of a workspace that is gone nothing is remembered. */
  async add (text: string): Promise<void> {
    try {
      await this.#batches.add(text)
    } catch (error) {
      if (!(error instanceof WorkspaceGoneError)) throw error
    }
  }

  async * newestFirst (before = Infinity): AsyncGenerator<readonly [number, string]> {
    let count = 0
    const log = await this.#inUse()
    if (log === undefined) return
    for await (const { page, texts } of this.#pages.newestFirst(log, Math.floor(before / indexes))) {
      for (let index = texts.length - 1; index >= 0; index--) {
        const number = page * indexes + index
        if (number >= before) continue
        yield [number, texts[index] ?? '']
        if (++count >= this.#bounds.texts) return
      }
    }
  }

  async #inUse (): Promise<number | undefined> {
    try {
      return (await this.#logs.refresh()).log
    } catch (error) {
      if (!(error instanceof WorkspaceGoneError)) throw error
      return undefined
    }
  }

  async reader (): Promise<LogReader> {
    const { log } = await this.#logs.refresh()
    const last = await this.#pages.last(log)
    return new PageReader(this.#pages, this.#logs, { log, page: last?.page ?? 0 }, last?.count ?? 0)
  }

  async clear (): Promise<void> {
    await this.#logs.nextLog()
  }

  /** A page that is full, or gone with its log, gives way to another; after that no write finds it. */
  async #write (texts: readonly string[]): Promise<void> {
    for (;;) {
      const place = this.#known() ?? await this.#find()
      const written = await this.#pages.push(place.log, place.page, texts)
      if (written === null) this.#place = undefined
      else return this.#written(place, written)
    }
  }

  #known (): Place | undefined {
    return this.#place?.log === this.#logs.present.log ? this.#place : undefined
  }

  /**
   * The next page follows from one look at the last: of two servers that find it full, both make the same, so that no
   * text is written before another that is there already.
   */
  async #find (): Promise<Place> {
    const { log } = await this.#logs.refresh()
    const last = await this.#pages.last(log)
    if (last !== null && !isFull(last)) return { log, page: last.page }
    return await this.#make(log, (last?.page ?? -1) + 1) ?? await this.#find()
  }

  /** A log that was cleared while a page was made may have gone before it: then that page is nobody's. */
  async #make (log: number, page: number): Promise<Place | undefined> {
    await this.#pages.make(log, page)
    return (await this.#logs.refresh()).log === log ? { log, page } : undefined
  }

  /** The next page is made before anybody needs it, so that no request waits for that. */
  #written ({ log }: Place, { page, ...size }: PageSize): void {
    this.#place = { log, page }
    if (!isFull({ page, ...size })) return
    this.#place = undefined
    this.#turn(log, page + 1).catch(() => {})
  }

  async #turn (log: number, page: number): Promise<void> {
    const place = await this.#make(log, page)
    if (place === undefined) return
    this.#place ??= place
    await this.#pages.trim(log, this.#bounds)
  }
}
