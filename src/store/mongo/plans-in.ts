import type { Plan } from '../shared-plans.ts'
import { named, numbersIn } from './record.ts'
import type { WorldRecord } from './record.ts'

const none: readonly Plan[] = []

/** The plans of a record that have uses left. */
export function plansIn ({ plans }: WorldRecord): readonly Plan[] {
  const numbers = numbersIn(plans)
  if (numbers.length === 0) return none
  return numbers.sort((one, other) => one - other).flatMap((number) => {
    const { left = 'always', text = '' } = plans[named(number)] ?? {}
    return left === 0 ? [] : [{ number, left, text }]
  })
}
