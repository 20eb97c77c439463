import { useEffect, useRef } from 'preact/hooks'
import { attempt, curl, force, otherIds, send, sent, ticked, untickAll, what } from '../state/trial.ts'
import { Answer } from './answer.tsx'
import { CopyButton } from './copy-button.tsx'
import { PreviewView } from './preview.tsx'
import { EvidenceKey } from './rule.tsx'
import { formId } from './send-bar.tsx'
import { WhoAsks } from './who-asks.tsx'

const kinds = [['Message', 'messages'], ['Dialog', 'dialogs']] as const

/** A delete: who asks, for what, what came of it, and what will. */
export function Trial () {
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (attempt.value.ids.length > 0) await send()
  }
  return (
    <section class='panel trial' aria-labelledby='trial'>
      <h2 id='trial'>Try it</h2>
      <form id={formId} onSubmit={submit}>
        <WhoAsks />
        <What />
        <label class='check'>
          <input
            type='checkbox'
            checked={force.value}
            onChange={(event) => {
              force.value = event.currentTarget.checked
            }}
          />
          <span>
            <code>force</code> <span class='quiet'>for everybody, not for the caller alone</span>
          </span>
        </label>
      </form>
      <Outcome />
      {attempt.value.ids.length > 0 && <Shell />}
      <EvidenceKey />
    </section>
  )
}

function What () {
  return (
    <>
      <fieldset>
        <legend>Delete</legend>
        {kinds.map(([kind, words]) => (
          <label key={kind}>
            <input
              type='radio'
              name='what'
              checked={what.value === kind}
              onChange={() => {
                what.value = kind
              }}
            />{' '}
            {words}{' '}
            <span class='quiet'>{ticked[kind].value.length} ticked</span>
          </label>
        ))}
        {attempt.value.ids.length > 0 && <button type='button' class='plain' onClick={untickAll}>Untick all</button>}
      </fieldset>
      <label class='field'>
        Other ids, which need not exist
        <input
          value={otherIds.value}
          onInput={(event) => {
            otherIds.value = event.currentTarget.value
          }}
          placeholder='5d76b6sdfff9a0cc7cb023'
          spellcheck={false}
          autocomplete='off'
        />
      </label>
    </>
  )
}

/** What was answered stands first; what would be answered now is another thing. */
function Outcome () {
  const outcome = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (sent.value !== null) outcome.current?.scrollIntoView({ block: 'start' })
  }, [sent.value])
  return (
    <div class='outcome' ref={outcome}>
      <Answer />
      <PreviewView />
    </div>
  )
}

function Shell () {
  return (
    <div class='curl'>
      <h3 id='curl'>The same from a shell</h3>
      <CopyButton text={curl.value} />
      <pre tabIndex={0} aria-labelledby='curl'>{curl.value}</pre>
    </div>
  )
}
