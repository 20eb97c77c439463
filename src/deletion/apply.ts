import type { Outcome, Verdict } from './verdict.ts'

/** A write of the store that deletes: it returns the ids that it really changed. */
type Write = (ids: readonly string[]) => Promise<string[]>

/** What to do for a verdict that deletes, and the rule that would have refused it a moment later. */
export type Actions = Partial<Record<Verdict, { write: Write, tooLate: string }>>

/** Carries the verdicts out. An id that another request won meanwhile becomes NotFound: of two at once, one reports it deleted. */
export async function apply (judgements: Outcome, actions: Actions): Promise<Outcome> {
  let outcome = judgements
  for (const [verdict, action] of Object.entries(actions)) {
    const ids = judgements.filter((one) => one.verdict === verdict).map((one) => one.id)
    if (ids.length === 0) continue
    const changed = await action.write(ids)
    if (changed.length < ids.length) outcome = settle(outcome, verdict, new Set(changed), action.tooLate)
  }
  return outcome
}

function settle (outcome: Outcome, verdict: string, changed: ReadonlySet<string>, tooLate: string): Outcome {
  return outcome.map((one) => one.verdict === verdict && !changed.has(one.id) ? { id: one.id, verdict: 'NotFound', reason: tooLate } : one)
}
