import { Binary } from 'mongodb'
import type { Collection, Db } from 'mongodb'
import { ask, askTwice } from './errors.ts'
import { compress, decompress } from './seed-text.ts'
import type { World } from '../world.ts'

/** A piece of a world that is gone back to; MongoDB takes documents of 16 MiB. */
interface SeedPiece {
  readonly _id: string
  readonly seed: string
  readonly piece: number
  readonly data: Binary
}

const largestPiece = 8 * 1024 * 1024

/** Worlds that are gone back to, each by a name that is used once. */
export class Seeds {
  readonly #all: Collection<SeedPiece>

  constructor (db: Db) {
    this.#all = db.collection('seeds')
  }

  /** @throws UnstorableError where it is nested too deeply to be written */
  async write (seed: string, world: World): Promise<void> {
    const text = await compress(world)
    for (let piece = 0; piece * largestPiece < text.length; piece++) {
      const data = new Binary(text.subarray(piece * largestPiece, (piece + 1) * largestPiece))
      await ask(this.#all.insertOne({ _id: `${seed}:${piece}`, seed, piece, data }))
    }
  }

  /** Undefined where it is gone, or not whole any more, of which its compression tells. */
  async read (seed: string): Promise<World | undefined> {
    const pieces = await ask(this.#all.find({ seed }, { sort: { piece: 1 } }).toArray())
    try {
      return await decompress(Buffer.concat(pieces.map(({ data }) => data.buffer)))
    } catch {
      return undefined
    }
  }

  async forget (seed: string): Promise<void> {
    await askTwice(() => this.#all.deleteMany({ seed }))
  }

  async index (): Promise<void> {
    await ask(this.#all.createIndexes([{ key: { seed: 1, piece: 1 } }]))
  }

  async drop (): Promise<void> {
    await ask(this.#all.drop())
  }
}
