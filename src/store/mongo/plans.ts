import type { Plan, PlanBounds, SharedPlans } from '../shared-plans.ts'
import type { Known } from './known.ts'
import { plansIn } from './plans-in.ts'
import { named, numbersIn } from './record.ts'
import type { WorldRecord } from './record.ts'
import type { Records } from './records.ts'

/** What plans ask of their workspace. */
interface Plans {
  refresh(): Promise<unknown>
  /** This server, and then all others, know the record. */
  tell(record: WorldRecord): Promise<void>
}

/**
 * Plans in the record of the world, so that resetting takes them back, and a use is one write that two servers can't
 * both have.
 */
export class MongoPlans implements SharedPlans {
  readonly #records: Records
  readonly #known: Known
  readonly #workspace: Plans

  constructor (records: Records, known: Known, workspace: Plans) {
    this.#records = records
    this.#known = known
    this.#workspace = workspace
  }

  get known (): readonly Plan[] {
    return this.#known.present.plans
  }

  async add (text: string, left: Plan['left'], most: PlanBounds): Promise<Plan | undefined> {
    for (;;) {
      const before = await this.#records.present()
      const plans = plansIn(before)
      const length = plans.reduce((sum, plan) => sum + plan.text.length, text.length)
      if (plans.length >= most.plans || length > most.length) return undefined
      const number = before.lastPlan + 1
      const after = await this.#records.change({ born: before.born, lastPlan: before.lastPlan }, {
        $set: { lastPlan: number, [`plans.${named(number)}`]: left === 'always' ? { text } : { text, left } },
        ...removing(usedUp(before)),
        $inc: { version: 1 }
      })
      if (after === null) continue
      await this.#workspace.tell(after)
      return { number, left, text }
    }
  }

  async remove (number: number): Promise<boolean> {
    const plan = `plans.${named(number)}`
    const after = await this.#records.change({ [`${plan}.text`]: { $exists: true }, [`${plan}.left`]: { $ne: 0 } }, {
      ...removing([number]),
      $inc: { version: 1 }
    })
    if (after !== null) await this.#workspace.tell(after)
    return after !== null
  }

  async clear (): Promise<void> {
    const after = await this.#records.change({}, { $set: { plans: {} }, $inc: { version: 1, clearings: 1 } })
    if (after !== null) await this.#workspace.tell(after)
  }

  async use (number: number): Promise<boolean> {
    const left = `plans.${named(number)}.left`
    const { born } = this.#known.present
    const after = await this.#records.change({ born, [left]: { $gt: 0 } }, { $inc: { [left]: -1, uses: 1 } })
    if (after === null) await this.#workspace.refresh()
    else this.#known.know(after)
    return after !== null
  }
}

/** They may be used up while another is planned: then they are removed with the next. */
function usedUp (record: WorldRecord): number[] {
  return numbersIn(record.plans).filter((number) => record.plans[named(number)]?.left === 0)
}

function removing (numbers: readonly number[]): { $unset?: Record<string, true> } {
  return numbers.length === 0
    ? {}
    : { $unset: Object.fromEntries(numbers.map((number) => [`plans.${named(number)}`, true])) }
}
