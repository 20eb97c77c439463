import type { Evidence } from '../../../deletion/verdict.ts'
import { ruleOf } from '../model/preview.ts'

const evidenceWords: Record<Evidence, string> = {
  doc: 'the vendor\'s documentation',
  wire: 'seen in logs, the vendor\'s tests or an SDK',
  client: 'a published client does not work otherwise',
  staff: 'said by the vendor\'s staff',
  ours: 'our guess: no evidence was found'
}

/** A rule: its id, its case, and how it is known. */
export function RuleText ({ reason }: { reason: string }) {
  const rule = ruleOf(reason)
  if (rule === undefined) return <span class='rule'>{reason}</span>
  return (
    <span class='rule'>
      <b>{rule.id}</b> {rule.caller !== 'any' && `${rule.caller}, `}
      <Words text={rule.plainly ?? rule.when} />{' '}
      {rule.evidence.map((one) => (
        <span key={one} class='evidence' data-evidence={one} title={evidenceWords[one]}>{one}</span>
      ))}
    </span>
  )
}

/** What stands between backticks is code. */
function Words ({ text }: { text: string }) {
  return <>{text.split('`').map((part, index) => index % 2 === 1 ? <code key={index}>{part}</code> : part)}</>
}

export function EvidenceKey () {
  return (
    <details class='key'>
      <summary>How a rule is known</summary>
      <dl>
        {Object.entries(evidenceWords).map(([name, words]) => (
          <div key={name}>
            <dt><span class='evidence' data-evidence={name}>{name}</span></dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
