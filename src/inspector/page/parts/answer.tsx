import { pretty } from '../model/words.ts'
import { sent } from '../state/trial.ts'
import { StatusCode } from './status-code.tsx'

/** What the server answered to what was sent. */
export function Answer () {
  const { value: answer } = sent
  return (
    <div role='status' class='answer'>
      {answer !== null && (
        <>
          <h3>
            The answer <StatusCode status={answer.status} />
          </h3>
          <pre
            tabIndex={0}
            aria-label='The body of the answer'
          >{answer.text === '' ? '(an empty body)' : readable(answer.text)}
          </pre>
        </>
      )}
    </div>
  )
}

function readable (text: string): string {
  try {
    return pretty(JSON.parse(text))
  } catch {
    return text
  }
}
