import type { OthersChange } from '../chat-store.ts'
import type { SharedSettings } from '../directory.ts'
import type { Plan } from '../shared-plans.ts'
import { thingsOf } from './collections.ts'
import type { Collections, WorldThings } from './collections.ts'
import { plansIn } from './plans-in.ts'
import { numbersIn } from './record.ts'
import type { WorldRecord } from './record.ts'
import type { Generation } from './things.ts'

/** What a server knows of a record. */
export interface Present extends Generation {
  readonly born: number
  readonly version: number
  readonly uses: number
  readonly clock: number
  /** The log in use. */
  readonly log: number
  readonly plans: readonly Plan[]
  readonly clearings: number
  /** What a reset goes back to, where that is not what all workspaces begin with. */
  readonly seed: string | undefined
  readonly settings: SharedSettings | undefined
  readonly things: WorldThings
}

/** The record of a workspace as far as this server has heard, and those who want to hear of it. */
export class Known {
  readonly #all: Collections
  readonly #listeners: Array<(change: OthersChange) => void> = []
  #present: Present | undefined

  constructor (all: Collections) {
    this.#all = all
  }

  get present (): Present {
    if (this.#present === undefined) throw new Error('The workspace is not open')
    return this.#present
  }

  onChange (listener: (change: OthersChange) => void): void {
    this.#listeners.push(listener)
  }

  /** The workspace is gone, and what was planned with it. */
  forget (): void {
    if (this.#present !== undefined) this.#present = { ...this.#present, plans: [] }
  }

  /** The newest that this server has heard of, whatever the order in which it hears. */
  know (record: WorldRecord, by: 'me' | 'others' = 'others'): Present {
    const known = this.#present
    if (known !== undefined && isNoNewer(record, known)) return known
    const now = presentOf(record, this.#all)
    this.#present = now
    if (known !== undefined && now.version !== known.version) this.#tell(known, now, by)
    return now
  }

  #tell (before: Present, now: Present, by: 'me' | 'others'): void {
    const change: OthersChange = {
      world: by === 'me' ? 'same' : worldChange(before, now),
      clock: now.clock,
      logCleared: before.log !== now.log,
      plansCleared: before.clearings !== now.clearings,
      settings: now.settings
    }
    for (const listener of this.#listeners) listener(change)
  }
}

function isNoNewer ({ born, version, uses }: WorldRecord, known: Present): boolean {
  return known.born === born && (known.version > version || (known.version === version && known.uses >= uses))
}

function presentOf (record: WorldRecord, all: Collections): Present {
  const { born, version, uses, generation: number = NaN, added, clock, log, clearings, seed, settings } = record
  const generation = { number, added: numbersIn(added) }
  const plans = plansIn(record)
  return {
    ...generation,
    born,
    version,
    uses,
    clock,
    log,
    plans,
    clearings,
    seed,
    settings,
    things: thingsOf(all, generation)
  }
}

function worldChange (before: Generation, now: Generation): OthersChange['world'] {
  if (before.number !== now.number) return 'replaced'
  return now.added.some((one) => !before.added.includes(one)) ? 'extended' : 'same'
}
