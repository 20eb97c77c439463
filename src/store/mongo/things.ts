import type {
  AggregateOptions,
  AggregationCursor,
  Collection,
  CountDocumentsOptions,
  Document,
  Filter,
  FindCursor,
  FindOneAndUpdateOptions,
  FindOptions,
  OptionalUnlessRequiredId,
  UpdateFilter,
  UpdateResult,
  WithId
} from 'mongodb'

declare const isKey: unique symbol

/** What a document is found by: an id is its own within one generation of the world. */
export type Key = string & { readonly [isKey]: true }

export function keyOf (generation: number, id: string | number): Key {
  return `${generation}:${id}` as Key
}

/** What every document of a world carries. */
export interface Stored {
  readonly _id: Key
  /** Its generation. */
  readonly in: number
  /** The number of the addition that it came with, until that is merged into the generation. */
  readonly added?: number
}

/** Which documents make up the present world: those of a generation, and those of additions to it that are in use. */
export interface Generation {
  readonly number: number
  readonly added: readonly number[]
}

/** What documents are asked to be; their ids come from {@link Things.ids}, so that they are of the right generation. */
export interface Where {
  readonly _id?: Key | { readonly $in: readonly Key[] }
  readonly [field: string]: unknown
}

/** The documents of one kind in one world: whatever is asked or written is asked and written there alone. */
export class Things<Id extends string | number, T extends Stored> {
  readonly #all: Collection<T>
  readonly #number: number
  readonly #inUse: { readonly added: null | { readonly $in: ReadonlyArray<number | null> } }

  constructor (all: Collection<T>, { number, added }: Generation) {
    this.#all = all
    this.#number = number
    this.#inUse = { added: added.length === 0 ? null : { $in: [null, ...added] } }
  }

  /** What a new document carries. */
  its (id: Id): Stored {
    return { _id: this.key(id), in: this.#number }
  }

  key (id: Id): Key {
    return keyOf(this.#number, id)
  }

  ids (ids: readonly Id[]): { readonly $in: readonly Key[] } {
    return { $in: ids.map((id) => this.key(id)) }
  }

  find (where: Where, options?: FindOptions): FindCursor<WithId<T>> {
    return this.#all.find(this.#here(where), options)
  }

  findOne (where: Where, options?: FindOptions): Promise<WithId<T> | null> {
    return this.#all.findOne(this.#here(where), options)
  }

  findOneAndUpdate (where: Where, update: Document, options: FindOneAndUpdateOptions = {}): Promise<WithId<T> | null> {
    return this.#all.findOneAndUpdate(this.#here(where), update as UpdateFilter<T>, {
      returnDocument: 'after',
      ...options
    })
  }

  updateOne (where: Where, update: Document): Promise<UpdateResult<T>> {
    return this.#all.updateOne(this.#here(where), update as UpdateFilter<T>)
  }

  updateMany (where: Where, update: Document): Promise<UpdateResult<T>> {
    return this.#all.updateMany(this.#here(where), update as UpdateFilter<T>)
  }

  async insertOne (document: T): Promise<void> {
    await this.#all.insertOne(document as OptionalUnlessRequiredId<T>)
  }

  async deleteOne (where: Where): Promise<void> {
    await this.#all.deleteOne(this.#here(where))
  }

  async deleteMany (where: Where): Promise<void> {
    await this.#all.deleteMany(this.#here(where))
  }

  count (where: Where, options?: CountDocumentsOptions): Promise<number> {
    return this.#all.countDocuments(this.#here(where), options)
  }

  aggregate<R extends Document> (
    where: Where,
    stages: readonly Document[],
    options?: AggregateOptions
  ): AggregationCursor<R> {
    return this.#all.aggregate<R>([{ $match: this.#here(where) }, ...stages], options)
  }

  #here (where: Where): Filter<T> {
    const among = where._id === undefined ? { in: this.#number } : {}
    return { ...among, ...this.#inUse, ...where } as unknown as Filter<T>
  }
}
