import { MongoServerError } from 'mongodb'
import type { Collection, Db, Document, Filter, UpdateFilter } from 'mongodb'
import { StoreUnavailableError, WorkspaceGoneError } from '../chat-store.ts'
import type { SeedChange } from '../chat-store.ts'
import { ask, duplicateKey } from './errors.ts'
import { firstRecord, named, nobody } from './record.ts'
import type { WorldRecord } from './record.ts'
import type { World } from '../world.ts'

/** What a new world begins with. */
const afresh = { $set: { added: {}, clock: 0, plans: {} }, $inc: { log: 1, clearings: 1 } } as const

/** The record of a workspace, and the steps that a change of the world takes on it. */
export class Records {
  readonly #all: Collection<WorldRecord>
  readonly #now: () => number

  constructor (db: Db, now: () => number = Date.now) {
    this.#now = now
    this.#all = db.collection('workspace')
  }

  read (): Promise<WorldRecord | null> {
    return ask(this.#all.findOne({ _id: 'world' }))
  }

  /** @throws WorkspaceGoneError where there is no world */
  async present (): Promise<WorldRecord> {
    const record = await this.read()
    if (!record?.ready) throw new WorkspaceGoneError()
    return record
  }

  /** Whose the record is; null when it is mine from now on. A reply that was lost may have made it mine before. */
  async hold (me: string): Promise<WorldRecord | null> {
    const first = firstRecord(me, Math.trunc(this.#now()))
    try {
      const held = await ask(
        this.#all.findOneAndUpdate({ _id: 'world' }, { $setOnInsert: first }, {
          upsert: true,
          returnDocument: 'before'
        })
      )
      return held?.by === me && !held.ready ? null : held
    } catch (error) {
      // Of two first servers, MongoDB may refuse one instead of letting it find the other.
      if (error instanceof MongoServerError && error.code === duplicateKey) return this.hold(me)
      throw error
    }
  }

  /** From a holder that is dead. */
  takeOver ({ by, beats }: WorldRecord, me: string): Promise<boolean> {
    return this.#update({ by, beats, ready: false }, { $set: { by: me, beats: 0 } })
  }

  beatHeld (me: string): Promise<boolean> {
    return this.#update({ by: me, ready: false }, { $inc: { beats: 1 } })
  }

  /** The world is there: from now on it is used. */
  release (me: string, generation: number): Promise<boolean> {
    return this.#update({ by: me, ready: false }, {
      $set: { ready: true, generation, ...afresh.$set },
      ...removing(`changing.${named(generation)}`, 'seed'),
      $inc: { ...afresh.$inc, version: 1, edition: 1 }
    })
  }

  /** There is no world any more, and nobody makes one before this holder is done; false when another was faster. */
  close (me: string, { generation, edition, born }: WorldRecord): Promise<boolean> {
    return this.#update({ generation, edition, born, ready: true }, {
      $set: { by: me, beats: 0, ready: false, ...retiring(generation) },
      ...removing('generation'),
      $inc: { version: 1, edition: 1 }
    })
  }

  /** Whoever held it has failed: the next may have it at once. */
  letGo (me: string): Promise<boolean> {
    return this.#update({ by: me, ready: false }, { $set: { by: nobody } })
  }

  /** The world that was there before is to be swept. Resolves with the number that the record began with. */
  async retirePresent (): Promise<number> {
    const { generation, born } = await this.read() ?? {}
    if (generation !== undefined) {
      await this.#update({ generation }, { $set: retiring(generation), ...removing('generation') })
    }
    return born ?? 0
  }

  /** Removes the record, and with it the collection. */
  async remove (): Promise<void> {
    await ask(this.#all.drop())
  }

  /** A number for a change, under which it may write from now on. */
  async announce ({ applications, users }: World): Promise<number> {
    const holding = { applications: applications.length > 0, users: users.length > 0 }
    for (;;) {
      const record = await this.read()
      if (record === null) throw new WorkspaceGoneError()
      const number = record.last + 1
      if (
        await this.#update({ last: record.last, born: record.born }, {
          $set: { last: number, [`changing.${named(number)}`]: 0, [`holds.${named(number)}`]: holding }
        })
      ) return number
    }
  }

  beat (number: number): Promise<boolean> {
    return this.#update({ [`changing.${named(number)}`]: { $exists: true } }, {
      $inc: { [`changing.${named(number)}`]: 1 }
    })
  }

  /**
   * Takes a generation into use, in the place of the one of this record; null when the record has changed, or the
   * change was given up.
   */
  use (number: number, { generation, edition, born }: WorldRecord, seed: SeedChange): Promise<WorldRecord | null> {
    return this.#commit(number, { generation, edition, born }, {
      $set: {
        generation: number,
        ...afresh.$set,
        ...retiring(generation),
        ...(seed === 'own' && { seed: named(number) })
      },
      ...(seed === 'common' && removing('seed')),
      $inc: afresh.$inc
    })
  }

  /**
   * Takes an addition to the generation of this record into use; null when the record has changed, or the change was
   * given up.
   */
  add (number: number, { generation, edition, born }: WorldRecord): Promise<WorldRecord | null> {
    return this.#commit(number, { generation, edition, born }, { $set: { [`added.${named(number)}`]: true } })
  }

  /** Null when there is no world, or none like that. */
  change (only: Document, update: Document): Promise<WorldRecord | null> {
    const filter = { _id: 'world', ready: true, ...only } as Filter<WorldRecord>
    return ask(this.#all.findOneAndUpdate(filter, update as UpdateFilter<WorldRecord>, { returnDocument: 'after' }))
  }

  /** What was written for a change is to be swept; with `beats`, only if its writer's heart has not beaten since. */
  giveUp (number: number, beats: number | { $exists: true } = { $exists: true }): Promise<boolean> {
    return this.#update({ [`changing.${named(number)}`]: beats }, {
      ...removing(`changing.${named(number)}`),
      $set: { [`retired.${named(number)}`]: true }
    })
  }

  swept (number: number): Promise<boolean> {
    return this.#update({}, removing(`retired.${named(number)}`, `holds.${named(number)}`))
  }

  merged (number: number, generation: number): Promise<boolean> {
    return this.#update({ generation }, removing(`added.${named(number)}`, `holds.${named(number)}`))
  }

  async #commit (number: number, only: Document, change: Document): Promise<WorldRecord | null> {
    const filter = { _id: 'world', ready: true, ...only, [`changing.${named(number)}`]: { $exists: true } } as Filter<
      WorldRecord
    >
    const update = {
      ...change,
      $unset: { ...change['$unset'], ...removing(`changing.${named(number)}`).$unset },
      $inc: { ...change['$inc'], version: 1, edition: 1 }
    } as UpdateFilter<WorldRecord>
    try {
      return await ask(this.#all.findOneAndUpdate(filter, update, { returnDocument: 'after' }))
    } catch (error) {
      // The reply may be lost alone: then the record tells.
      const record = error instanceof StoreUnavailableError ? await this.read() : null
      if (record !== null && (record.generation === number || named(number) in record.added)) return record
      throw error
    }
  }

  async #update (only: Document, update: Document): Promise<boolean> {
    const { matchedCount } = await ask(
      this.#all.updateOne({ _id: 'world', ...only } as Filter<WorldRecord>, update as UpdateFilter<WorldRecord>)
    )
    return matchedCount === 1
  }
}

function retiring (generation: number | undefined): Document {
  return generation === undefined ? {} : { [`retired.${named(generation)}`]: true }
}

/** An update that removes these fields. */
function removing (...fields: readonly string[]): { readonly $unset: Readonly<Record<string, true>> } {
  return { $unset: Object.fromEntries(fields.map((field) => [field, true])) }
}
