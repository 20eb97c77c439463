import { randomUUID } from 'node:crypto'
import { itemsOf, json } from '../answer.ts'
import { deletion } from '../requests.ts'
import type { Headers } from '../requests.ts'
import type { Answer, Request } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import type { Findings } from '../parts.ts'
import { sessionRequest } from '../session.ts'
import type { Stage } from '../stage.ts'
import { header } from './headers.ts'
import { all, unauthorized } from './words.ts'

const utc = 'like 2026-11-22 09:44:25 UTC'
const offset = 'like 2026-11-22 09:44:25 +0000'
const jsonBody = { 'Content-Type': 'application/json' }

/** K1..K14 and K16..K20. */
export const clientScenarios: readonly Scenario[] = [
  looked(
    'K1',
    'a session is opened',
    { session: '201, with a token', 'QB-Token-ExpirationDate': utc },
    async (stage) => {
      const answer = await opened(stage, {})
      return { session: sessionText(answer), 'QB-Token-ExpirationDate': dateIn(answer) }
    }
  ),
  header('K2', 'QB-Token-ExpirationDate', offset, formatOf),
  looked('K3', 'a session with a nonce that is a UUID', { status: '201', nonce: 'as sent' }, async (stage) => {
    const nonce = randomUUID()
    const answer = await opened(stage, { nonce })
    return { status: String(answer.status), nonce: sessionOf(answer)['nonce'] === nonce ? 'as sent' : 'another' }
  }),
  looked('K3', 'a session with a timestamp that has a fraction', { session: '201, with a token' }, async (stage) => {
    return { session: sessionText(await opened(stage, { timestamp: String(Math.floor(Date.now() / 1000) + 0.5) })) }
  }),
  looked('K4', 'a session with a timestamp of two hours ago', {
    answer: '422 {"errors":{"base":["Bad timestamp"]}}',
    'QB-Token-ExpirationDate': 'none'
  }, async (stage) => {
    const answer = await opened(stage, { timestamp: String(Math.floor(Date.now() / 1000) - 7200) })
    return { answer: stage.text(answer), 'QB-Token-ExpirationDate': dateIn(answer) }
  }),
  looked('K5', 'a user signs in with another password', {
    answer: unauthorized,
    'WWW-Authenticate': 'OAuth realm=users'
  }, async (stage) => {
    const { application, users } = stage.cast
    const answer = await stage.act(
      sessionRequest(application, { ...users.sender.credentials, password: 'not the password' })
    )
    return { answer: stage.text(answer), 'WWW-Authenticate': answer.headers.get('www-authenticate') ?? 'none' }
  }),
  looked('K6', 'a token in the query', { items: 'd1' }, async (stage) => {
    const path = `/chat/Dialog.json?_id=${await stage.dialog()}&token=${tokenOf(stage)}`
    return { items: stage.listed(await stage.act({ method: 'GET', path })) }
  }),
  looked(
    'K6',
    'a token in the body',
    { answer: '200 SuccessfullyDeleted[m1] NotFound[none]', ...all('nothing') },
    async (stage) => {
      return deleted(stage, {}, `force=1&token=${tokenOf(stage)}`)
    }
  ),
  header(
    'K7',
    'X-Request-Id',
    'a UUID',
    (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? 'a UUID' : value
  ),
  looked(
    'K8',
    'force in a multipart body',
    { answer: '200 SuccessfullyDeleted[m1] NotFound[none]', ...all('nothing') },
    async (stage) => {
      const body = '--parity\r\nContent-Disposition: form-data; name="force"\r\n\r\n1\r\n--parity--\r\n'
      return deleted(stage, { ...stage.as('owner'), 'Content-Type': 'multipart/form-data; boundary=parity' }, body)
    }
  ),
  looked('K9', 'a list that is asked by the body of a GET', { items: 'm2' }, async (stage) => {
    const dialog = await filled(stage)
    const body = JSON.stringify({ chat_dialog_id: dialog, sort_desc: '_id', limit: 1 })
    return {
      items: stage.listed(
        await stage.act({
          method: 'GET',
          path: '/chat/Message.json',
          headers: { ...stage.as('third'), ...jsonBody },
          body
        })
      )
    }
  }),
  looked('K10', 'a message with one attachment that is no list', {
    status: '201',
    attachments: '[{"type":"image","id":"1"}]'
  }, async (stage) => {
    const answer = await sent(stage, await stage.dialog(), { attachments: { type: 'image', id: '1' } })
    return { status: String(answer.status), attachments: JSON.stringify(json(answer)['attachments']) }
  }),
  {
    ...looked('K11', 'a list with parameters of nothing', { items: 'm1 m2' }, async (stage) => {
      return {
        items: stage.listed(await stage.act(messages(stage, await filled(stage), '&page=2&include_reactions=1')))
      }
    }),
    decides: {
      option: 'unknownParameters',
      otherwise: {
        value: 'refused',
        sights: [{
          items:
            '422 {"errors":{"page":["is not a parameter of this call"],"include_reactions":["is not a parameter of ' +
              'this call"]}}'
        }]
      }
    }
  },
  looked('K12', 'limit=1000', { limit: '100', items: 'm1 m2' }, async (stage) => {
    const answer = await stage.act(messages(stage, await filled(stage), '&limit=1000'))
    return { limit: String(json(answer)['limit']), items: stage.listed(answer) }
  }),
  looked('K13', 'a date with a fraction', { items: 'm1 m2' }, async (stage) => {
    return {
      items: stage.listed(
        await stage.act(messages(stage, await filled(stage), `&created_at[lt]=${Date.now() / 1000 + 86_400.5}`))
      )
    }
  }),
  looked('K14', 'messages by the type of their attachments', { items: 'm3' }, async (stage) => {
    const dialog = await filled(stage)
    stage.sent(await stage.prepare(creation(stage, dialog, { attachments: [{ type: 'image', id: '1' }] })))
    return { items: stage.listed(await stage.act(messages(stage, dialog, '&attachments.type=image'))) }
  }),
  looked('K14', "messages by a key of one's own", { items: 'm3' }, async (stage) => {
    const dialog = await filled(stage)
    stage.sent(await stage.prepare(creation(stage, dialog, { parity_field: 'kept' })))
    return { items: stage.listed(await stage.act(messages(stage, dialog, '&parity_field=kept'))) }
  }),
  looked(
    'K16',
    'a group is made, its occupants in descending order',
    { status: '201', occupants_ids: 'ascending' },
    async (stage) => {
      const ids = [stage.userId('owner'), stage.userId('sender'), stage.userId('third')].sort((a, b) => b - a)
      const answer = await made(stage, { type: '2', name: 'parity check', occupants_ids: ids.join(',') })
      const { occupants_ids: occupants } = json(answer) as { occupants_ids?: number[] }
      return {
        status: String(answer.status),
        occupants_ids: String(occupants) === String(ids.toReversed()) ? 'ascending' : String(occupants)
      }
    }
  ),
  looked('K17', 'a markable message is sent to a group', {
    status: '201',
    fields: '{"created_at":null,"updated_at":null,"recipient_id":0,"delivered_ids":[],"read":0,"markable":1}',
    read_ids: 'sender'
  }, async (stage) => {
    const answer = await sent(stage, await stage.dialog(), { message: 'three', markable: 1 })
    const {
      created_at: created,
      updated_at: updated,
      recipient_id: recipient,
      delivered_ids: delivered,
      read,
      markable,
      read_ids: readers
    } = json(answer)
    const fields = {
      created_at: created,
      updated_at: updated,
      recipient_id: recipient,
      delivered_ids: delivered,
      read,
      markable
    }
    return { status: String(answer.status), fields: JSON.stringify(fields), read_ids: stage.people(readers) }
  }),
  looked('K18', 'a message of a public group', {
    items: 'm1 m2',
    read: '0',
    read_ids: 'nobody',
    delivered_ids: 'nobody',
    unread_messages_count: '0'
  }, async (stage) => {
    const dialog = await filled(stage, 1)
    const answer = await stage.act(messages(stage, dialog, '&mark_as_read=0'))
    const [item = {}] = itemsOf(answer)
    const [listed] = itemsOf(
      await stage.look({ method: 'GET', path: `/chat/Dialog.json?_id=${dialog}`, headers: stage.as('third') })
    )
    const count = String(listed?.['unread_messages_count'])
    return {
      items: stage.listed(answer),
      read: String(item['read']),
      read_ids: stage.people(item['read_ids']),
      delivered_ids: stage.people(item['delivered_ids']),
      unread_messages_count: count
    }
  }),
  looked('K19', 'several dialogs, of which one may not be deleted', {
    answer: '200 SuccessfullyDeleted WrongPermissions NotFound'
  }, async (stage) => {
    const [mine, other] = [await stage.dialog(), await stage.dialog({ occupants: ['sender'] })]
    const answer = await stage.delete('Dialog', `${mine},${other},${stage.none}`, stage.as('third'))
    return { answer: `${answer.status} ${Object.keys(json(answer)).join(' ')}` }
  }),
  looked('K20', 'a group with an occupant that there is not', {
    answer: '422 {"errors":["Occupants with these IDs do not exist."]}'
  }, async (stage) => {
    return {
      answer: stage.text(await made(stage, { type: '2', name: 'parity check', occupants_ids: String(2 ** 40) }))
    }
  }),
  looked('K20', 'a private dialog with two others', {
    answer: '422 {"errors":["Too many occupants for Private Dialog."]}'
  }, async (stage) => {
    return {
      answer: stage.text(
        await made(stage, { type: '3', occupants_ids: `${stage.userId('sender')},${stage.userId('third')}` })
      )
    }
  })
]

function looked (id: Scenario['id'], title: string, expected: Findings, play: Scenario['play']): Scenario {
  return { id, title, expected, play }
}

/** A session of the application, asked for with other fields; it is ended with the scenario. */
async function opened (stage: Stage, others: Readonly<Record<string, string>>): Promise<Answer> {
  const answer = await stage.act(sessionRequest(stage.cast.application, undefined, others))
  const { token } = sessionOf(answer)
  if (token !== undefined) stage.keepToken(String(token))
  return answer
}

function sessionOf (answer: Answer): Record<string, unknown> {
  return (json(answer)['session'] ?? {}) as Record<string, unknown>
}

function sessionText (answer: Answer): string {
  return `${answer.status}, ${typeof sessionOf(answer)['token'] === 'string' ? 'with a token' : 'without a token'}`
}

function dateIn ({ headers }: Answer): string {
  const date = headers.get('qb-token-expirationdate')
  return date === null ? 'none' : formatOf(date)
}

function formatOf (date: string): string {
  const [, zone] = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (UTC|\+0000)$/.exec(date) ?? []
  return zone === undefined ? date : zone === 'UTC' ? utc : offset
}

function tokenOf (stage: Stage): string {
  return stage.as('owner')['QB-Token'] ?? ''
}

/** A group with `m1` and `m2` of the sender. */
async function filled (stage: Stage, type: 1 | 2 = 2): Promise<string> {
  const dialog = await stage.dialog({ type })
  await stage.message(dialog, stage.as('sender'), 'one')
  await stage.message(dialog, stage.as('sender'), 'two')
  return dialog
}

/** The owner's message and an id of nothing are deleted by who is named. */
async function deleted (stage: Stage, headers: Headers, body: string): Promise<Findings> {
  const dialog = await stage.dialog()
  const ids = `${await stage.message(dialog, stage.as('owner'))},${stage.none}`
  const type = headers['Content-Type'] ?? 'application/x-www-form-urlencoded'
  const answer = await stage.act({ ...deletion('Message', ids, { ...headers, 'Content-Type': type }), body })
  return { answer: stage.text(answer), ...await stage.messagesSeen(dialog) }
}

function messages (stage: Stage, dialog: string, query: string): Request {
  return { method: 'GET', path: `/chat/Message.json?chat_dialog_id=${dialog}${query}`, headers: stage.as('third') }
}

function creation (stage: Stage, dialog: string, fields: object): Request {
  const body = JSON.stringify({ chat_dialog_id: dialog, message: 'parity check', ...fields })
  return { method: 'POST', path: '/chat/Message.json', headers: { ...stage.as('sender'), ...jsonBody }, body }
}

async function sent (stage: Stage, dialog: string, fields: object): Promise<Answer> {
  const answer = await stage.act(creation(stage, dialog, fields))
  if (answer.status < 300) stage.sent(answer)
  return answer
}

async function made (stage: Stage, body: Record<string, string>): Promise<Answer> {
  const answer = await stage.act({ method: 'POST', path: '/chat/Dialog.json', headers: stage.as('owner'), body })
  if (answer.status < 300) stage.made(answer, stage.cast.users.owner)
  return answer
}
