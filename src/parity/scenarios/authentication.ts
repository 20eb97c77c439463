import { randomBytes } from 'node:crypto'
import type { Scenario } from '../scenario.ts'
import type { Findings } from '../parts.ts'
import { sessionRequest } from '../session.ts'
import { json } from '../answer.ts'
import { deletion } from '../requests.ts'
import type { Headers } from '../requests.ts'
import type { Stage } from '../stage.ts'
import { all, forbidden, noSession, notFound, sees, unauthorized } from './words.ts'

type Who = (stage: Stage) => Headers | Promise<Headers>

const hidden = '200 SuccessfullyDeleted[m1] NotFound[none]'
const fromThirdAlone = { answer: hidden, ...sees('m1', 'm1', 'nothing') }

const third: Who = (stage) => stage.as('third')
const onBehalfOf = (stage: Stage, user: string): Headers => ({ ...stage.application, 'On-Behalf-Of': user })

/** A1..A16. */
export const authenticationScenarios: readonly Scenario[] = [
  deletes('A1', 'a user session deletes', third, fromThirdAlone),
  deletes('A2', 'an application session deletes', applicationSession, {
    answer: '422 {"errors":{"base":["Forbidden. Need user."]}}',
    ...all('m1')
  }),
  deletes('A3', 'an API key alone deletes', (stage) => stage.application, { answer: hidden, ...all('nothing') }, [
    'api key'
  ]),
  deletes(
    'A4',
    'an API key on behalf of the third user deletes',
    (stage) => onBehalfOf(stage, String(stage.userId('third'))),
    fromThirdAlone,
    ['api key']
  ),
  refused(
    'A4',
    'an API key on behalf of the third user forces what is not his',
    (stage) => onBehalfOf(stage, String(stage.userId('third'))),
    forbidden,
    ['api key']
  ),
  deletes(
    'A5',
    "the third user's token beside an API key deletes",
    (stage) => ({ ...stage.as('third'), ...stage.application }),
    fromThirdAlone,
    ['api key']
  ),
  deletes(
    'A6',
    "the third user's token on behalf of the sender deletes",
    (stage) => ({ ...stage.as('third'), 'On-Behalf-Of': String(stage.userId('sender')) }),
    fromThirdAlone
  ),
  refused('A7', 'nobody deletes', () => ({}), '401 {"errors":["Token is required"]}'),
  refused('A8', 'an unknown token deletes', unknownToken, noSession),
  refused('A9', 'the token of an ended session deletes', endedSession, noSession),
  refused('A10', 'an unknown API key deletes', () => ({ Authorization: `ApiKey ${random()}` }), unauthorized),
  refused('A11', 'a bearer token deletes', () => ({ Authorization: `Bearer ${random()}` }), unauthorized),
  refused('A12', 'an API key on behalf of nobody deletes', (stage) => onBehalfOf(stage, 'nobody'), forbidden, [
    'api key'
  ]),
  {
    id: 'A13',
    title: 'how long a session is said to live',
    expected: { status: '200', 'from its answer to its end': 'about two hours' },
    async play (stage) {
      const { status, headers } = await stage.act({
        method: 'GET',
        path: '/chat/Dialog.json?limit=1',
        headers: stage.as('owner')
      })
      const minutes = (expiration(headers.get('qb-token-expirationdate')) - Date.parse(headers.get('date') ?? '')) /
        60_000
      return {
        status: String(status),
        'from its answer to its end': minutes > 95 && minutes < 121
          ? 'about two hours'
          : `${Math.round(minutes)} minutes`
      }
    }
  },
  {
    id: 'A14',
    title: 'an unknown token, no ids, and a force that is none',
    expected: { answer: noSession },
    async play (stage) {
      return { answer: stage.text(await stage.delete('Message', '', unknownToken(), { query: 'force=perhaps' })) }
    }
  },
  {
    id: 'A15',
    title: 'who may not delete a dialog',
    expected: { answer: forbidden },
    async play (stage) {
      return {
        answer: stage.text(
          await stage.delete('Dialog', await stage.dialog({ occupants: ['sender'] }), stage.as('third'))
        )
      }
    }
  },
  {
    id: 'A16',
    title: 'a dialog that is not there',
    expected: { answer: notFound },
    async play (stage) {
      return { answer: stage.text(await stage.delete('Dialog', stage.none, stage.as('owner'))) }
    }
  }
]

/** Deletes the one message of a group, of the sender. */
function deletes (
  id: Scenario['id'],
  title: string,
  who: Who,
  expected: Findings,
  needs: Scenario['needs'] = []
): Scenario {
  return {
    id,
    title,
    needs,
    expected,
    async play (stage) {
      const dialog = await stage.dialog()
      const ids = `${await stage.message(dialog, stage.as('sender'))},${stage.none}`
      const answer = await stage.delete('Message', ids, await who(stage))
      return { answer: stage.text(answer), ...await stage.messagesSeen(dialog) }
    }
  }
}

/** As {@link deletes} with force, in vain. */
function refused (
  id: Scenario['id'],
  title: string,
  who: Who,
  answer: string,
  needs: Scenario['needs'] = []
): Scenario {
  return {
    id,
    title,
    needs,
    expected: { answer, ...all('m1') },
    async play (stage) {
      const dialog = await stage.dialog()
      const message = await stage.message(dialog, stage.as('sender'))
      const seen = await stage.act(deletion('Message', message, await who(stage), { query: 'force=1' }))
      return { answer: stage.text(seen), ...await stage.messagesSeen(dialog) }
    }
  }
}

async function applicationSession (stage: Stage): Promise<Headers> {
  const { session } = json(await stage.prepare(sessionRequest(stage.cast.application))) as {
    session?: { token?: string }
  }
  return { 'QB-Token': stage.keepToken(session?.token ?? '') }
}

async function endedSession (stage: Stage): Promise<Headers> {
  const { session } = json(
    await stage.prepare(sessionRequest(stage.cast.application, stage.cast.users.sender.credentials))
  ) as { session?: { token?: string } }
  const headers = { 'QB-Token': session?.token ?? '' }
  await stage.prepare({ method: 'DELETE', path: '/session.json', headers })
  return headers
}

export function unknownToken (): Headers {
  return { 'QB-Token': random() }
}

function random (): string {
  return randomBytes(20).toString('hex')
}

/** `2026-11-22 09:44:25 UTC`, or with `+0000`. */
function expiration (text: string | null): number {
  return Date.parse(`${text?.slice(0, 10)}T${text?.slice(11, 19)}Z`)
}
