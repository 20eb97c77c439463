import { applicationName, userName } from '../model/people.ts'
import { count } from '../model/words.ts'
import { attempt, preview, sending } from '../state/trial.ts'
import { world } from '../state/world.ts'
import { StatusCode } from './status-code.tsx'

/** The form that the button sends, wherever on the page that is. */
export const formId = 'attempt'

/** What would be sent, in a few words, and the button that does: always in sight. */
export function SendBar () {
  const { ids, what, force } = attempt.value
  const none = ids.length === 0
  return (
    <div class='send'>
      <p>
        {none
          ? <span class='quiet'>{callerName()} asks. Tick what to delete.</span>
          : (
            <>
              {callerName()} deletes {count(ids.length, what.toLowerCase())}
              {force && <> with <code>force</code></>}, expected <StatusCode status={preview.value.answer.status} />
            </>
            )}
      </p>
      <button form={formId} class='primary' disabled={sending.value || none}>
        {sending.value ? 'Waiting' : 'Send'}
      </button>
    </div>
  )
}

function callerName (): string {
  const { who } = attempt.value
  if (who.kind === 'nobody') return 'Nobody'
  if (who.kind === 'session') {
    const session = world.value.sessions.find(({ token }) => token === who.token)
    if (session === undefined || session.user_id === 0) return 'A session without a user'
    return userName(session.user_id, world.value)
  }
  if (who.behalfOf !== null) return userName(who.behalfOf, world.value)
  const application = world.value.applications.find(({ api_keys: keys }) => keys.includes(who.key))
  return application === undefined ? 'An unknown key' : applicationName(application.id, world.value)
}
