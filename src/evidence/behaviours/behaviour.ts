import { evidenceOf } from '../sources.ts'
import type { Source } from '../sources.ts'

/** Something that a client can see of the service, beside the rules of deletion. */
export interface BehaviourEntry {
  /** A letter for the matter and a number; once given, it stays. */
  readonly id: string
  /** What happens, in a sentence. */
  readonly what: string
  readonly sources: readonly Source[]
  /** The part that no source speaks of, and that is a choice of this project; without any source everything is. */
  readonly ours?: string
}

/** What it rests on, as it is shown to people: `doc, wire`, `ours`, `wire; ours: the status`. */
export function evidenceText ({ sources, ours }: Pick<BehaviourEntry, 'sources' | 'ours'>): string {
  return evidenceOf(sources).join(', ') + (ours === undefined ? '' : `; ours: ${ours}`)
}
