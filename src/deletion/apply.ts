import { whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { Outcome, Verdict } from './verdict.ts'

/** What to do for a verdict that deletes. */
export interface Action<Request> {
  readonly verdict: Verdict
  /** Carries it out, and returns the ids that were really changed. */
  readonly write: (request: Request, ids: readonly string[]) => MaybePromise<string[]>
  /** The rule that would have found nothing a moment later. */
  readonly tooLate: string
}

/**
 * Carries the verdicts out, one kind after the other. An id that another request won meanwhile becomes NotFound: of two
 * at once, one reports it deleted.
 */
export function apply<Request> (
  judgements: Outcome,
  actions: ReadonlyArray<Action<Request>>,
  request: Request
): MaybePromise<Outcome> {
  let outcome: MaybePromise<Outcome> = judgements
  for (const action of actions) {
    const ids = idsOf(judgements, action.verdict)
    if (ids.length > 0) outcome = whenReady(outcome, (before) => carryOut(action, request, ids, before))
  }
  return outcome
}

function carryOut<Request> (
  { verdict, write, tooLate }: Action<Request>,
  request: Request,
  ids: readonly string[],
  outcome: Outcome
): MaybePromise<Outcome> {
  return whenReady(write(request, ids), (changed) =>
    changed.length < ids.length ? settle(outcome, verdict, new Set(changed), tooLate) : outcome
  )
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
