import type { Judgement } from '../../../deletion/verdict.ts'

/** What a rule said, and of which ids. */
export interface VerdictGroup extends Pick<Judgement, 'verdict' | 'reason'> {
  readonly ids: readonly string[]
}

/** The verdicts of one rule together, in the order in which they first come. */
export function groupVerdicts (verdicts: readonly Judgement[]): VerdictGroup[] {
  const groups = new Map<string, VerdictGroup>()
  for (const { id, verdict, reason } of verdicts) {
    const ids = groups.get(reason)?.ids ?? []
    groups.set(reason, { verdict, reason, ids: [...ids, id] })
  }
  return [...groups.values()]
}
