import type { Outcome, Verdict } from './verdict.ts'

/** What to do for a verdict that deletes. */
export interface Action {
  readonly verdict: Verdict
  /** Carries it out, and returns the ids that were really changed. */
  readonly write: (ids: readonly string[]) => Promise<string[]>
  /** The rule that would have found nothing a moment later. */
  readonly tooLate: string
}

/**
 * Carries the verdicts out. An id that another request won meanwhile becomes NotFound: of two at once, one reports it
 * deleted.
 */
export async function apply (judgements: Outcome, actions: readonly Action[]): Promise<Outcome> {
  let outcome = judgements
  for (const { verdict, write, tooLate } of actions) {
    const ids = idsOf(judgements, verdict)
    if (ids.length === 0) continue
    const changed = await write(ids)
    if (changed.length < ids.length) outcome = settle(outcome, verdict, new Set(changed), tooLate)
  }
  return outcome
}

function idsOf (judgements: Outcome, verdict: Verdict): string[] {
  const ids: string[] = []
  for (const judgement of judgements) if (judgement.verdict === verdict) ids.push(judgement.id)
  return ids
}

function settle (outcome: Outcome, verdict: Verdict, changed: ReadonlySet<string>, tooLate: string): Outcome {
  return outcome.map((one) =>
    one.verdict === verdict && !changed.has(one.id) ? { id: one.id, verdict: 'NotFound', reason: tooLate } : one
  )
}
