import type { Answer } from '../client.ts'
import type { UserCredentials } from '../credentials.ts'
import type { Scenario } from '../scenario.ts'
import { sessionRequest } from '../session.ts'
import { json } from '../answer.ts'
import type { Headers } from '../requests.ts'
import type { Stage } from '../stage.ts'
import { empty, unauthorized } from './words.ts'

const fields = '_id application_id created_at id nonce token ts updated_at user_id'

/** C1..C7. */
export const sessionScenarios: readonly Scenario[] = [
  {
    id: 'C1',
    title: 'the application opens a session',
    expected: { status: '201', missing: 'none', user_id: '0' },
    async play (stage) {
      const answer = await stage.act(sessionRequest(stage.cast.application))
      const session = sessionIn(answer)
      if (session['token'] !== undefined) stage.keepToken(String(session['token']))
      return { status: String(answer.status), missing: missing(session), user_id: String(session['user_id']) }
    }
  },
  {
    id: 'C2',
    title: 'the application signs with another secret',
    expected: { answer: '422 {"errors":{"base":["Unexpected signature"]}}' },
    async play (stage) {
      const { application } = stage.cast
      return {
        answer: stage.text(
          await stage.act(sessionRequest({ ...application, auth_secret: `not ${application.auth_secret}` }))
        )
      }
    }
  },
  {
    id: 'C3',
    title: 'a user with another password opens a session',
    expected: { answer: unauthorized },
    async play (stage) {
      const { application, users } = stage.cast
      const { credentials } = users.sender
      return {
        answer: stage.text(
          await stage.act(sessionRequest(application, { ...credentials, password: `not ${credentials.password}` }))
        )
      }
    }
  },
  {
    id: 'C4',
    title: 'a user asks for his session',
    expected: { status: '200', missing: 'none', user: 'sender' },
    async play (stage) {
      const answer = await stage.act({ method: 'GET', path: '/session.json', headers: stage.as('sender') })
      const session = sessionIn(answer)
      return { status: String(answer.status), missing: missing(session), user: stage.people([session['user_id']]) }
    }
  },
  {
    id: 'C5',
    title: 'a user ends a session',
    expected: { answer: empty, body: '""' },
    decides: { option: 'emptyBody', otherwise: { value: 'space', sights: [{ answer: empty, body: '" "' }] } },
    async play (stage) {
      const answer = await stage.act({ method: 'DELETE', path: '/session.json', headers: await signedIn(stage) })
      return { answer: stage.text(answer), body: JSON.stringify(answer.body) }
    }
  },
  {
    id: 'C6',
    title: 'a user signs in to an application session',
    expected: { status: '202', user: 'sender', 'the session then is of': 'sender' },
    async play (stage) {
      const headers = await signedIn(stage)
      const { login, email, password } = stage.cast.users.sender.credentials
      const answer = await stage.act({
        method: 'POST',
        path: '/login.json',
        headers,
        body: { ...(login === undefined ? { email: email ?? '' } : { login }), password }
      })
      const { id } = (json(answer)['user'] ?? {}) as { id?: unknown }
      return {
        status: String(answer.status),
        user: stage.people([id]),
        'the session then is of': await userOf(stage, headers)
      }
    }
  },
  {
    id: 'C7',
    title: 'a user signs out of a session',
    expected: { answer: empty, 'the session then is of': '0' },
    async play (stage) {
      const headers = await signedIn(stage, stage.cast.users.sender.credentials)
      const answer = await stage.act({ method: 'DELETE', path: '/login.json', headers })
      return { answer: stage.text(answer), 'the session then is of': await userOf(stage, headers) }
    }
  }
]

/** A session of its own, of the application or the user. */
async function signedIn (stage: Stage, user?: UserCredentials): Promise<Headers> {
  const { token } = sessionIn(await stage.prepare(sessionRequest(stage.cast.application, user)))
  return { 'QB-Token': stage.keepToken(String(token)) }
}

async function userOf (stage: Stage, headers: Headers): Promise<string> {
  return stage.people([sessionIn(await stage.look({ method: 'GET', path: '/session.json', headers }))['user_id']])
}

function sessionIn (answer: Answer): Record<string, unknown> {
  return (json(answer)['session'] ?? {}) as Record<string, unknown>
}

function missing (session: Record<string, unknown>): string {
  return fields.split(' ').filter((field) => !(field in session)).join(' ') || 'none'
}
