import { expect, test } from 'vitest'
import { apply } from '../../src/deletion/apply.ts'
import type { Outcome } from '../../src/deletion/verdict.ts'

const judged: Outcome = [
  { id: 'a', verdict: 'hide', reason: 'D10' },
  { id: 'b', verdict: 'leave', reason: 'D9' },
  { id: 'c', verdict: 'WrongPermissions', reason: 'D8' },
  { id: 'd', verdict: 'hide', reason: 'D10' },
  { id: 'e', verdict: 'leave', reason: 'D9' }
]

/** Carries the hiding and leaving out, where so many ids are won by others. */
async function carriedOut (lost: readonly string[]): Promise<{ outcome: string[], written: string[][] }> {
  const written: string[][] = []
  const write = async (to: string[][], ids: readonly string[]): Promise<string[]> => {
    to.push([...ids])
    return ids.filter((id) => !lost.includes(id))
  }
  const outcome = await apply(judged, [
    { verdict: 'destroy', write, tooLate: 'D1' },
    { verdict: 'leave', write, tooLate: 'left' },
    { verdict: 'hide', write, tooLate: 'hidden' }
  ], written)
  return { outcome: outcome.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`), written }
}

test.each([
  [[], ['a hide D10', 'b leave D9', 'c WrongPermissions D8', 'd hide D10', 'e leave D9']],
  [['d'], ['a hide D10', 'b leave D9', 'c WrongPermissions D8', 'd NotFound hidden', 'e leave D9']],
  [['a', 'b'], ['a NotFound hidden', 'b NotFound left', 'c WrongPermissions D8', 'd hide D10', 'e leave D9']],
  [['b', 'e'], ['a hide D10', 'b NotFound left', 'c WrongPermissions D8', 'd hide D10', 'e NotFound left']]
])('what others won meanwhile, %j, is not found, and the rest is as it was judged', async (lost, outcome) => {
  expect((await carriedOut(lost)).outcome).toEqual(outcome)
})

test('of each verdict its own ids are written at once, and nothing for a verdict that no id got', async () => {
  expect((await carriedOut([])).written).toEqual([['b', 'e'], ['a', 'd']])
})
