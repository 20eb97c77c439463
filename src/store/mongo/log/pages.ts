import { MongoServerError } from 'mongodb'
import type { Collection, Db } from 'mongodb'
import { ask, duplicateKey } from '../errors.ts'
import type { LogBounds } from '../../shared-log.ts'

/**
 * Texts of a log in one document, so that writing one is atomic and gives it its place. Once it is full, it stays as it
 * is.
 */
export interface LogPage {
  readonly _id: string
  /** The log that it belongs to; clearing begins another. */
  readonly log: number
  readonly page: number
  readonly count: number
  readonly bytes: number
  readonly texts: readonly string[]
}

export type PageSize = Pick<LogPage, 'page' | 'count' | 'bytes'>

/** A page takes more until it has so much: small, since a server rewrites all of it for each text. */
const fullAt = { count: 32, bytes: 32 * 1024 } as const

const notFull = { count: { $lt: fullAt.count }, bytes: { $lt: fullAt.bytes } } as const
const size = { page: 1, count: 1, bytes: 1 } as const

/** More than a page ever has. */
const allTexts = 1_000_000

export function isFull ({ count, bytes }: PageSize): boolean {
  return count >= fullAt.count || bytes >= fullAt.bytes
}

/** The pages of the logs of a workspace. */
export class LogPages {
  readonly #all: Collection<LogPage>

  constructor (db: Db) {
    // That it is there for every reader is enough: what was done is kept more safely than what is told of it.
    this.#all = db.collection('journal', { writeConcern: { w: 1 } })
  }

  /** What the page has afterwards; null where it is full or gone. */
  push (log: number, page: number, texts: readonly string[]): Promise<PageSize | null> {
    const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    const update = { $push: { texts: { $each: [...texts] } }, $inc: { count: texts.length, bytes } }
    const options = { projection: size, returnDocument: 'after' } as const
    return ask(this.#all.findOneAndUpdate({ _id: nameOf(log, page), ...notFull }, update, options))
  }

  /** Makes sure that there is such a page. */
  async make (log: number, page: number): Promise<void> {
    try {
      await ask(this.#all.insertOne({ _id: nameOf(log, page), log, page, count: 0, bytes: 0, texts: [] }))
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === duplicateKey)) throw error
    }
  }

  /** The only one that may take more; all before it are full. */
  last (log: number): Promise<PageSize | null> {
    return ask(this.#all.findOne({ log }, { sort: { page: -1 }, projection: size }))
  }

  /** A page, or the first after it; its texts from that index on. */
  from (log: number, page: number, index: number): Promise<LogPage | null> {
    const some = { page: 1, count: 1, bytes: 1, texts: { $slice: [index, allTexts] } }
    return ask(this.#all.findOne({ _id: nameOf(log, page) }, { projection: some }))
  }

  after (log: number, page: number): Promise<PageSize | null> {
    return ask(this.#all.findOne({ log, page: { $gt: page } }, { sort: { page: 1 }, projection: size }))
  }

  /** The last first, that page or one before it at most. */
  async * newestFirst (log: number, last: number): AsyncGenerator<LogPage> {
    const pages = this.#all.find({ log, page: { $lte: last } }, { sort: { page: -1 }, batchSize: 32 })
    try {
      for (let page = await ask(pages.next()); page !== null; page = await ask(pages.next())) yield page
    } finally {
      await pages.close()
    }
  }

  /** Removes the oldest pages without which there is still so much. */
  async trim (log: number, { texts, bytes }: LogBounds): Promise<void> {
    const sizes = await ask(this.#all.find({ log }, { sort: { page: -1 }, projection: size }).toArray())
    let [kept, space] = [0, 0]
    const beyond = sizes.find((page) => {
      if (kept >= texts || (kept > 0 && space + page.bytes > bytes)) return true
      kept += page.count
      space += page.bytes
      return false
    })
    if (beyond !== undefined) await ask(this.#all.deleteMany({ log, page: { $lte: beyond.page } }))
  }

  /** Removes the logs before this one. */
  async forgetBefore (log: number): Promise<void> {
    await ask(this.#all.deleteMany({ log: { $lt: log } }))
  }

  async index (): Promise<void> {
    await ask(this.#all.createIndexes([{ key: { log: 1, page: 1 } }]))
  }

  async drop (): Promise<void> {
    await ask(this.#all.drop())
  }
}

function nameOf (log: number, page: number): string {
  return `${log}:${page}`
}
