import { attempt, curl, force, otherIds, send, sending, sent, ticked, untickAll, what } from '../state/trial.ts'
import { CopyButton } from './copy-button.tsx'
import { PreviewView } from './preview.tsx'
import { EvidenceKey } from './rule.tsx'
import { pretty } from '../model/words.ts'
import { WhoAsks } from './who-asks.tsx'

const kinds = [['Message', 'messages'], ['Dialog', 'dialogs']] as const

/** A delete: who asks, for what, what will come of it, and what came of it. */
export function Trial () {
  const { ids } = attempt.value
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    await send()
  }
  return (
    <section class='panel trial' aria-labelledby='trial'>
      <h2 id='trial'>Try it</h2>
      <form onSubmit={submit}>
        <WhoAsks />
        <fieldset>
          <legend>Delete</legend>
          {kinds.map(([kind, words]) => (
            <label key={kind}>
              <input type='radio' name='what' checked={what.value === kind} onChange={() => { what.value = kind }} /> {words}
              <span class='quiet'> {ticked[kind].value.length} ticked</span>
            </label>
          ))}
          {ids.length > 0 && <button type='button' class='plain' onClick={untickAll}>Untick all</button>}
        </fieldset>
        <label class='field'>
          Other ids, which need not exist
          <input value={otherIds.value} onInput={(event) => { otherIds.value = event.currentTarget.value }} placeholder='5d76b6sdfff9a0cc7cb023' spellcheck={false} autocomplete='off' />
        </label>
        <label class='check'>
          <input type='checkbox' checked={force.value} onChange={(event) => { force.value = event.currentTarget.checked }} />
          <span><code>force</code> <span class='quiet'>for everybody, not for the caller alone</span></span>
        </label>
        <PreviewView />
        <button class='primary' disabled={sending.value || ids.length === 0}>{sending.value ? 'Waiting for the answer' : 'Send'}</button>
      </form>
      <Answer />
      <div class='curl'>
        <h3 id='curl'>The same from a shell</h3>
        <CopyButton text={curl.value} />
        <pre tabIndex={0} aria-labelledby='curl'>{curl.value}</pre>
      </div>
      <EvidenceKey />
    </section>
  )
}

function Answer () {
  const { value: answer } = sent
  return (
    <div role='status' class='answer'>
      {answer !== null && (
        <>
          <h3>The answer <StatusCode status={answer.status} /></h3>
          <pre>{answer.text === '' ? '(an empty body)' : readable(answer.text)}</pre>
        </>
      )}
    </div>
  )
}

export function StatusCode ({ status }: { status: number | null }) {
  return <span class='status' data-good={status !== null && status < 400 ? '' : undefined}>{status ?? 'none'}</span>
}

function readable (text: string): string {
  try {
    return pretty(JSON.parse(text))
  } catch {
    return text
  }
}
