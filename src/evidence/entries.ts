import { dialogRules } from '../deletion/dialog-rules.ts'
import { messageRules } from '../deletion/message-rules.ts'
import { ruleSources } from './deletion-sources.ts'
import { evidenceText } from './behaviours/behaviour.ts'
import type { BehaviourEntry } from './behaviours/behaviour.ts'
import { behaviours } from './behaviours/index.ts'
import type { Evidence } from '../deletion/verdict.ts'
import { verdictWords } from '../deletion/verdict-words.ts'
import { evidenceOf } from './sources.ts'
import type { Source } from './sources.ts'

/** A rule or another behaviour, as people are told of it. */
export interface EvidenceEntry {
  readonly id: string
  /** What happens. */
  readonly what: string
  /** Where it was found, and `ours` if it or a part of it is a choice of this project. */
  readonly evidence: readonly Evidence[]
  /** The same for people: `doc, wire`, `wire; ours: the status`. */
  readonly evidenceText: string
  readonly sources: readonly Source[]
}

/** What a verdict is to who reads of the rules: an answer has a group of that name for each refusal. */
export const verdictText = {
  ...verdictWords,
  leave: `${verdictWords.leave}; the dialog goes when nobody is left`,
  NotFound: 'NotFound',
  WrongPermissions: 'WrongPermissions'
}

const rules = [...messageRules, ...dialogRules].map(({ id, caller, when, verdict }) => {
  const who = caller === 'any' ? 'Anybody' : caller === 'user' ? 'A user' : 'The application'
  return entry({ id, what: `${who}; ${when}: ${verdictText[verdict]}`, sources: ruleSources[id] })
})

/** The rules of deletion, then the other behaviours. */
export const entries: readonly EvidenceEntry[] = [...rules, ...behaviours.map(entry)]

export const entryOf: ReadonlyMap<string, EvidenceEntry> = new Map(entries.map((one) => [one.id, one]))

function entry (behaviour: Pick<BehaviourEntry, 'id' | 'what' | 'sources' | 'ours'>): EvidenceEntry {
  const { id, what, sources, ours } = behaviour
  const found = evidenceOf(sources)
  return {
    id,
    what,
    evidence: ours === undefined ? found : [...found, 'ours'],
    evidenceText: evidenceText(behaviour),
    sources
  }
}
