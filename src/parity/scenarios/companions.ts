import type { Answer, Request } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import type { Findings, Part } from '../parts.ts'
import { itemsOf, json } from '../answer.ts'
import { deletion } from '../requests.ts'
import type { Headers } from '../requests.ts'
import type { Stage } from '../stage.ts'
import { sessionScenarios } from './sessions.ts'
import { forbidden, notFound } from './words.ts'

/** A group with `m1` (one) and `m2` (two) of the sender. */
async function filled (stage: Stage, wish?: Parameters<Stage['dialog']>[0]): Promise<string> {
  const dialog = await stage.dialog(wish)
  await stage.message(dialog, stage.as('sender'), 'one')
  await stage.message(dialog, stage.as('sender'), 'two')
  return dialog
}

const dialogList = (query: string, headers: Headers): Request => ({
  method: 'GET',
  path: `/chat/Dialog.json?${query}`,
  headers
})
const messageList = (dialog: string, headers: Headers, query = ''): Request => ({
  method: 'GET',
  path: `/chat/Message.json?chat_dialog_id=${dialog}${query}`,
  headers
})

/** What is around the items of a list. */
function envelope (answer: Answer): string {
  const { items, ...rest } = json(answer)
  return `${answer.status} ${JSON.stringify({ ...rest, items: Array.isArray(items) ? '[...]' : items })}`
}

/** Which of these fields are missing. */
function lacking (fields: Record<string, unknown>, wanted: readonly string[]): string {
  return wanted.filter((field) => !(field in fields)).join(' ') || 'none'
}

const dialogFields = [
  '_id',
  'created_at',
  'updated_at',
  'type',
  'name',
  'photo',
  'occupants_ids',
  'admin_ids',
  'user_id',
  'xmpp_room_jid',
  'unread_messages_count',
  'last_message',
  'last_message_id',
  'last_message_date_sent',
  'last_message_user_id'
]
const messageFields = [
  '_id',
  'created_at',
  'updated_at',
  'chat_dialog_id',
  'message',
  'date_sent',
  'sender_id',
  'recipient_id',
  'delivered_ids',
  'read_ids',
  'read',
  'attachments'
]

/** C1..C27. */
export const companionScenarios: readonly Scenario[] = [
  ...sessionScenarios,
  looked(
    'C8',
    'a user lists one dialog',
    { answer: '200 {"total_entries":1,"skip":0,"limit":100,"items":"[...]"}' },
    async (stage) => {
      const answer = await stage.act(dialogList(`_id=${await stage.dialog()}`, stage.as('sender')))
      return { answer: envelope(answer) }
    }
  ),
  looked('C9', 'who is no occupant lists a group and a public group', { 'third sees': 'd2' }, async (stage) => {
    const ids = [await stage.dialog({ occupants: ['sender'] }), await stage.dialog({ type: 1, occupants: ['sender'] })]
    return { 'third sees': stage.listed(await stage.act(dialogList(`_id[in]=${ids.join(',')}`, stage.as('third')))) }
  }),
  looked(
    'C10',
    'a user lists two messages',
    { answer: '200 {"skip":0,"limit":100,"items":"[...]"}', items: 'm1 m2' },
    async (stage) => {
      const answer = await stage.act(messageList(await filled(stage), stage.as('third')))
      return { answer: envelope(answer), items: stage.listed(answer) }
    }
  ),
  looked('C11', 'who is no occupant lists the messages of a group', { answer: forbidden }, async (stage) => {
    return {
      answer: stage.text(
        await stage.act(messageList(await filled(stage, { occupants: ['sender'] }), stage.as('third')))
      )
    }
  }),
  looked('C12', 'who is no occupant lists the messages of a public group', { items: 'm1 m2' }, async (stage) => {
    return {
      items: stage.listed(
        await stage.act(messageList(await filled(stage, { type: 1, occupants: ['sender'] }), stage.as('third')))
      )
    }
  }),
  looked('C13', 'the messages of no dialog', { answer: notFound }, async (stage) => {
    return { answer: stage.text(await stage.act(messageList(stage.none, stage.as('owner')))) }
  }),
  {
    ...looked('C14', 'the application lists messages of which one is hidden', { items: 'm1 m2' }, async (stage) => {
      const dialog = await filled(stage)
      const [first] = itemsOf(await stage.look(messageList(dialog, stage.as('third'))))
      await stage.prepare(deletion('Message', String(first?.['_id']), stage.as('third')))
      return { items: stage.listed(await stage.act(messageList(dialog, stage.application))) }
    }),
    needs: ['api key']
  },
  looked(
    'C15',
    'limit=1 and skip=1',
    { answer: '200 {"skip":1,"limit":1,"items":"[...]"}', items: 'm2' },
    async (stage) => {
      const answer = await stage.act(messageList(await filled(stage), stage.as('third'), '&limit=1&skip=1'))
      return { answer: envelope(answer), items: stage.listed(answer) }
    }
  ),
  looked('C16', 'count=1', { answer: '200 {"items":{"count":2}}' }, async (stage) => {
    return { answer: stage.text(await stage.act(messageList(await filled(stage), stage.as('third'), '&count=1'))) }
  }),
  ...[['sort_desc=_id', 'm2 m1'], ['sort_asc=_id', 'm1 m2']].map(([query = '', items = '']) =>
    filtered('C17', query, items)
  ),
  ...[
    ['message=two', 'm2'],
    ['message[ctn]=wo', 'm2'],
    ['message[ne]=two', 'm1'],
    ['message[in]=two,three', 'm2'],
    ['message[nin]=two,three', 'm1'],
    ['date_sent[gt]=1', 'm1 m2'],
    ['date_sent[gte]=1', 'm1 m2'],
    ['date_sent[lt]=1', 'nothing'],
    ['date_sent[lte]=1', 'nothing'],
    ['read_ids[all]=1', 'nothing']
  ].map(([query = '', items = '']) => filtered('C18', query, items)),
  looked(
    'C19',
    'a group is made',
    { status: '201', type: '2', occupants: 'owner sender third', owner: 'owner' },
    async (stage) => {
      const answer = await createDialog(stage, 'owner', {
        type: '2',
        name: 'parity check',
        occupants_ids: `${stage.userId('sender')},${stage.userId('third')}`
      })
      const { type, occupants_ids: occupants, user_id: owner } = json(answer)
      return {
        status: String(answer.status),
        type: String(type),
        occupants: stage.people(occupants),
        owner: stage.people([owner])
      }
    }
  ),
  looked('C20', 'a group is made with an admin', {
    status: '201',
    admin_ids: 'third',
    'its occupants are listed them': 'third'
  }, async (stage) => {
    const answer = await createDialog(stage, 'owner', {
      type: '2',
      name: 'parity check',
      occupants_ids: `${stage.userId('sender')},${stage.userId('third')}`,
      admin_ids: String(stage.userId('third'))
    })
    const [item] = itemsOf(await stage.look(dialogList(`_id=${String(json(answer)['_id'])}`, stage.as('sender'))))
    return {
      status: String(answer.status),
      admin_ids: stage.people(json(answer)['admin_ids']),
      'its occupants are listed them': stage.people(item?.['admin_ids'])
    }
  }),
  looked('C21', 'a private dialog is made with an admin', { status: '201', admin_ids: 'nobody' }, async (stage) => {
    await stage.refuseOldDialog('third')
    const answer = await createDialog(stage, 'owner', {
      type: '3',
      occupants_ids: String(stage.userId('third')),
      admin_ids: String(stage.userId('third'))
    })
    return { status: String(answer.status), admin_ids: stage.people(json(answer)['admin_ids']) }
  }),
  looked('C22', 'who hid a private dialog makes it again', {
    status: '201',
    _id: 'the same',
    'sender sees': 'd1(owner sender)'
  }, async (stage) => {
    const dialog = await stage.dialog({ type: 3 })
    await stage.prepare(deletion('Dialog', dialog, stage.as('sender')))
    const answer = await createDialog(stage, 'sender', { type: '3', occupants_ids: String(stage.userId('owner')) })
    return {
      status: String(answer.status),
      _id: json(answer)['_id'] === dialog ? 'the same' : 'another',
      ...await stage.dialogsSeen(['sender'])
    }
  }),
  looked('C23', 'a message comes to a private dialog that the sender hid', {
    status: '201',
    'sender sees': 'd1(owner sender)'
  }, async (stage) => {
    const dialog = await stage.dialog({ type: 3 })
    await stage.prepare(deletion('Dialog', dialog, stage.as('sender')))
    const answer = await createMessage(stage, dialog, 'owner', {})
    return { status: String(answer.status), ...await stage.dialogsSeen(['sender']) }
  }),
  looked('C24', "a message is sent with a field of one's own", {
    status: '201',
    'message, sender, own field': 'three, sender, kept'
  }, async (stage) => {
    const answer = await createMessage(stage, await stage.dialog(), 'sender', {
      message: 'three',
      parity_field: 'kept'
    })
    const { message, sender_id: sender, parity_field: own } = json(answer)
    return {
      status: String(answer.status),
      'message, sender, own field': `${String(message)}, ${stage.people([sender])}, ${String(own)}`
    }
  }),
  looked('C25', 'a message is sent', {
    status: '201',
    'last_message, its id and sender': 'three, m1, sender',
    last_message_date_sent: 'that of the message'
  }, async (stage) => {
    const dialog = await stage.dialog()
    const answer = await createMessage(stage, dialog, 'sender', { message: 'three' })
    const [item = {}] = itemsOf(await stage.look(dialogList(`_id=${dialog}`, stage.as('third'))))
    return {
      status: String(answer.status),
      'last_message, its id and sender': `${String(item['last_message'])}, ` +
        `${stage.named([String(item['last_message_id'])])}, ${stage.people([item['last_message_user_id']])}`,
      last_message_date_sent: item['last_message_date_sent'] === json(answer)['date_sent']
        ? 'that of the message'
        : String(item['last_message_date_sent'])
    }
  }),
  looked('C26', 'the fields of a dialog with a message', { status: '200', missing: 'none' }, async (stage) => {
    const answer = await stage.act(dialogList(`_id=${await filled(stage)}`, stage.as('third')))
    return { status: String(answer.status), missing: lacking(itemsOf(answer)[0] ?? {}, dialogFields) }
  }),
  looked('C27', 'the fields of a message', { status: '200', missing: 'none' }, async (stage) => {
    const answer = await stage.act(messageList(await filled(stage), stage.as('third')))
    return { status: String(answer.status), missing: lacking(itemsOf(answer)[0] ?? {}, messageFields) }
  })
]

function looked (id: Scenario['id'], title: string, expected: Findings, play: Scenario['play']): Scenario {
  return { id, title, expected, play }
}

function filtered (id: Scenario['id'], query: string, items: string): Scenario {
  return looked(
    id,
    query,
    { items },
    async (stage) => ({
      items: stage.listed(await stage.act(messageList(await filled(stage), stage.as('third'), `&${query}`)))
    })
  )
}

/** The act is to make it; it is taken away like any other. */
async function createDialog (stage: Stage, maker: Part, body: Record<string, string>): Promise<Answer> {
  const answer = await stage.act({ method: 'POST', path: '/chat/Dialog.json', headers: stage.as(maker), body })
  if (answer.status < 300) stage.made(answer, stage.cast.users[maker])
  return answer
}

async function createMessage (
  stage: Stage,
  dialog: string,
  sender: Part,
  body: Record<string, string>
): Promise<Answer> {
  const answer = await stage.act({
    method: 'POST',
    path: '/chat/Message.json',
    headers: stage.as(sender),
    body: { chat_dialog_id: dialog, message: 'parity check', ...body }
  })
  if (answer.status < 300) stage.sent(answer)
  return answer
}
