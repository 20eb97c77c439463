import { itemsOf, json } from '../answer.ts'
import type { Answer, Request } from '../client.ts'
import type { Findings, Part } from '../parts.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { empty, forbidden, notFound } from './words.ts'

const jsonType = { 'Content-Type': 'application/json' }

const one = (stage: Stage, kind: 'Message' | 'Dialog', id: string, by: Part): Request => ({
  method: 'GET',
  path: `/chat/${kind}/${id}.json`,
  headers: stage.as(by)
})

function change (stage: Stage, kind: 'Message' | 'Dialog', id: string, by: Part, fields: object): Promise<Answer> {
  return stage.act({
    method: 'PUT',
    path: `/chat/${kind}${id === '' ? '' : `/${id}`}.json`,
    headers: { ...stage.as(by), ...jsonType },
    body: JSON.stringify(fields)
  })
}

/** What became of a dialog, by the fields that are changed. */
function dialogText (stage: Stage, answer: Answer): Findings {
  if (answer.status !== 200) return { answer: stage.text(answer) }
  const { name, occupants_ids: occupants, admin_ids: admins } = json(answer)
  return { answer: `200 ${String(name)}`, occupants: stage.people(occupants), admins: stage.people(admins) }
}

async function readersOf (stage: Stage, dialog: string, message: string): Promise<string> {
  const answer = await stage.look({
    method: 'GET',
    path: `/chat/Message.json?chat_dialog_id=${dialog}&mark_as_read=0`,
    headers: stage.as('owner')
  })
  return stage.people(itemsOf(answer).find((item) => item['_id'] === message)?.['read_ids'])
}

async function unread (stage: Stage, dialog: string, by: Part, purpose: 'act' | 'look' = 'look'): Promise<string> {
  const answer = await stage[purpose]({
    method: 'GET',
    path: `/chat/Message/unread.json?chat_dialog_ids=${dialog}`,
    headers: stage.as(by)
  })
  return answer.status === 200 ? String(json(answer)[dialog]) : stage.text(answer)
}

const seen = (id: Scenario['id'], title: string, expected: Findings, play: Scenario['play']): Scenario => ({
  id,
  title,
  expected,
  play
})

/** K15, K21..K26 and U4..U8. */
export const callScenarios: readonly Scenario[] = [
  ...([['', 'sender third'], ['&mark_as_read=0', 'sender']] as const).map(([query, readers]) =>
    seen(
      'K15',
      `a user lists a message${query && `, ${query.slice(1)}`}`,
      { items: 'm1', 'read by': readers },
      async (stage) => {
        const dialog = await stage.dialog()
        const message = await stage.message(dialog, stage.as('sender'))
        const answer = await stage.act({
          method: 'GET',
          path: `/chat/Message.json?chat_dialog_id=${dialog}${query}`,
          headers: stage.as('third')
        })
        return { items: stage.listed(answer), 'read by': await readersOf(stage, dialog, message) }
      }
    )
  ),
  seen(
    'K21',
    'a message is sent to a user',
    { status: '201', dialog: 'the private one', 'sender sees': 'm1' },
    async (stage) => {
      const dialog = await stage.dialog({ type: 3 })
      const answer = await stage.act({
        method: 'POST',
        path: '/chat/Message.json',
        headers: stage.as('owner'),
        body: { recipient_id: String(stage.userId('sender')), message: 'parity check' }
      })
      if (answer.status < 300) stage.sent(answer)
      return {
        status: String(answer.status),
        dialog: json(answer)['chat_dialog_id'] === dialog ? 'the private one' : 'another',
        ...await stage.messagesSeen(dialog, ['sender'])
      }
    }
  ),
  seen(
    'K22',
    'an occupant asks for a message by its id',
    { status: '200', 'message, sender': 'parity check, sender' },
    async (stage) => {
      const answer = await stage.act(
        one(stage, 'Message', await stage.message(await stage.dialog(), stage.as('sender')), 'third')
      )
      return {
        status: String(answer.status),
        'message, sender': `${String(json(answer)['message'])}, ${stage.people([json(answer)['sender_id']])}`
      }
    }
  ),
  seen('K22', 'an occupant asks for a dialog by its id', {
    answer: '200 parity check',
    occupants: 'owner sender third',
    admins: 'nobody'
  }, async (stage) => {
    return dialogText(stage, await stage.act(one(stage, 'Dialog', await stage.dialog(), 'third')))
  }),
  seen('K22.1', 'a user asks for a message that he hid', { answer: notFound }, async (stage) => {
    const message = await stage.message(await stage.dialog(), stage.as('sender'))
    await stage.prepare({ method: 'DELETE', path: `/chat/Message/${message}.json`, headers: stage.as('third') })
    return { answer: stage.text(await stage.act(one(stage, 'Message', message, 'third'))) }
  }),
  seen('K22.1', 'a user asks for a private dialog that he hid', { answer: notFound }, async (stage) => {
    const dialog = await stage.dialog({ type: 3 })
    await stage.prepare({ method: 'DELETE', path: `/chat/Dialog/${dialog}.json`, headers: stage.as('sender') })
    return { answer: stage.text(await stage.act(one(stage, 'Dialog', dialog, 'sender'))) }
  }),
  seen('K22.1', 'who is no occupant asks for a message of a group', { answer: forbidden }, async (stage) => {
    const message = await stage.message(await stage.dialog({ occupants: ['sender'] }), stage.as('sender'))
    return { answer: stage.text(await stage.act(one(stage, 'Message', message, 'third'))) }
  }),
  seen('K22.1', 'who is no occupant asks for a group', { answer: forbidden }, async (stage) => {
    return {
      answer: stage.text(await stage.act(one(stage, 'Dialog', await stage.dialog({ occupants: ['sender'] }), 'third')))
    }
  }),
  seen('K23', 'the owner renames a group, adds one and removes one', {
    answer: '200 renamed',
    occupants: 'owner third',
    admins: 'third'
  }, async (stage) => {
    const dialog = await stage.dialog({ occupants: ['sender'] })
    const [sender, third] = [stage.userId('sender'), stage.userId('third')]
    return dialogText(
      stage,
      await change(stage, 'Dialog', dialog, 'owner', {
        name: 'renamed',
        push_all: { occupants_ids: [third], admin_ids: [third] },
        pull_all: { occupants_ids: [sender] }
      })
    )
  }),
  seen('K23', 'an occupant adds another, in the query', {
    answer: '200 parity check',
    occupants: 'owner sender third',
    admins: 'nobody'
  }, async (stage) => {
    const dialog = await stage.dialog({ occupants: ['sender'] })
    return dialogText(
      stage,
      await stage.act({
        method: 'PUT',
        path: `/chat/Dialog/${dialog}.json?push_all%5Boccupants_ids%5D%5B%5D=${stage.userId('third')}`,
        headers: stage.as('sender')
      })
    )
  }),
  seen('K23.1', 'an admin of a group leaves it, by a form', {
    answer: '200 parity check',
    occupants: 'owner sender',
    admins: 'nobody',
    'third sees': 'nothing'
  }, async (stage) => {
    const dialog = await stage.dialog({ admins: ['third'] })
    const answer = await stage.act({
      method: 'PUT',
      path: `/chat/Dialog/${dialog}.json`,
      headers: stage.as('third'),
      body: { 'pull_all[occupants_ids][]': String(stage.userId('third')) }
    })
    return { ...dialogText(stage, answer), ...await stage.dialogsSeen(['third']) }
  }),
  seen('K23.1', 'the last occupant of a group leaves it', {
    answer: '200 parity check',
    occupants: 'nobody',
    admins: 'nobody',
    'the dialog afterwards': notFound
  }, async (stage) => {
    const dialog = await stage.dialog({ occupants: [] })
    const answer = await change(stage, 'Dialog', dialog, 'owner', {
      pull_all: { occupants_ids: [stage.userId('owner')] }
    })
    return {
      ...dialogText(stage, answer),
      'the dialog afterwards': stage.text(await stage.look(one(stage, 'Dialog', dialog, 'owner')))
    }
  }),
  seen('U4', 'an occupant renames a public group', { answer: forbidden }, async (stage) => {
    return dialogText(
      stage,
      await change(stage, 'Dialog', await stage.dialog({ type: 1 }), 'sender', { name: 'renamed' })
    )
  }),
  seen('U5', 'who is no occupant renames a group', { answer: forbidden }, async (stage) => {
    return dialogText(
      stage,
      await change(stage, 'Dialog', await stage.dialog({ occupants: ['sender'] }), 'third', { name: 'renamed' })
    )
  }),
  seen('U6', 'an occupant gives a private dialog a photo, a name and an admin', {
    status: '200',
    photo: '7',
    name: 'as it was',
    admins: 'nobody'
  }, async (stage) => {
    const dialog = await stage.dialog({ type: 3 })
    const { name: before } = json(await stage.look(one(stage, 'Dialog', dialog, 'owner')))
    const answer = await change(stage, 'Dialog', dialog, 'owner', {
      photo: '7',
      name: 'renamed',
      admin_ids: [stage.userId('owner')]
    })
    const { name, photo, admin_ids: admins } = json(answer)
    return {
      status: String(answer.status),
      photo: String(photo),
      name: name === before ? 'as it was' : String(name),
      admins: stage.people(admins)
    }
  }),
  seen('U6', 'an occupant of a private dialog adds a third', { answer: forbidden }, async (stage) => {
    return dialogText(
      stage,
      await change(stage, 'Dialog', await stage.dialog({ type: 3 }), 'owner', {
        push_all: { occupants_ids: [stage.userId('third')] }
      })
    )
  }),
  seen('U7', 'an occupant renames a group', {
    answer: '200 renamed',
    occupants: 'owner sender third',
    admins: 'nobody'
  }, async (stage) => {
    return dialogText(stage, await change(stage, 'Dialog', await stage.dialog(), 'sender', { name: 'renamed' }))
  }),
  seen(
    'U7',
    'an occupant removes another',
    { answer: forbidden, 'third sees': 'd1(owner sender third)' },
    async (stage) => {
      const dialog = await stage.dialog()
      const answer = await change(stage, 'Dialog', dialog, 'sender', {
        pull_all: { occupants_ids: [stage.userId('third')] }
      })
      return { ...dialogText(stage, answer), ...await stage.dialogsSeen(['third']) }
    }
  ),
  seen('U8', 'an occupant makes himself an admin', { answer: forbidden }, async (stage) => {
    return dialogText(
      stage,
      await change(stage, 'Dialog', await stage.dialog(), 'sender', {
        push_all: { admin_ids: [stage.userId('sender')] }
      })
    )
  }),
  ...(['', 'one'] as const).map((which) =>
    seen('K24', which === '' ? 'a user marks all of a dialog as read' : 'a user marks a message as read', {
      answer: empty,
      'read by': 'sender third'
    }, async (stage) => {
      const dialog = await stage.dialog()
      const message = await stage.message(dialog, stage.as('sender'))
      const answer = await change(stage, 'Message', which === '' ? '' : message, 'third', {
        read: 1,
        chat_dialog_id: dialog
      })
      return { answer: stage.text(answer), 'read by': await readersOf(stage, dialog, message) }
    })
  ),
  seen('K24', 'the sender changes the text', { answer: empty, text: 'changed' }, async (stage) => {
    const dialog = await stage.dialog()
    const message = await stage.message(dialog, stage.as('sender'))
    const answer = await change(stage, 'Message', message, 'sender', { message: 'changed', chat_dialog_id: dialog })
    return {
      answer: stage.text(answer),
      text: String(json(await stage.look(one(stage, 'Message', message, 'third')))['message'])
    }
  }),
  seen('K24.1', 'the owner of the dialog changes the text of another', { answer: forbidden }, async (stage) => {
    const dialog = await stage.dialog()
    const message = await stage.message(dialog, stage.as('sender'))
    return {
      answer: stage.text(
        await change(stage, 'Message', message, 'owner', { message: 'changed', chat_dialog_id: dialog })
      )
    }
  }),
  seen(
    'K25',
    'a user counts what he has not read, and again when one is deleted',
    { before: '2', after: '1' },
    async (stage) => {
      const dialog = await stage.dialog()
      // Of who owns the dialog too, so that whoever may delete a message for everybody may delete this one.
      const messages = [await stage.message(dialog, stage.as('owner')), await stage.message(dialog, stage.as('owner'))]
      const before = await unread(stage, dialog, 'third', 'act')
      await stage.look({
        method: 'DELETE',
        path: `/chat/Message/${messages[0]}.json?force=1`,
        headers: stage.as('owner')
      })
      return { before, after: await unread(stage, dialog, 'third') }
    }
  ),
  seen(
    'K26',
    'a user lists two by their ids',
    { answer: '200 page 1 of 10 each, 2 in all', users: 'owner sender' },
    async (stage) => {
      const answer = await stage.act({
        method: 'GET',
        path: `/users.json?filter[]=number+id+in+${stage.userId('owner')},${stage.userId('sender')}`,
        headers: stage.as('third')
      })
      const { current_page: page, per_page: perPage, total_entries: total } = json(answer)
      return {
        answer: `${answer.status} page ${String(page)} of ${String(perPage)} each, ${String(total)} in all`,
        users: stage.people(itemsOf(answer).map((item) => (item['user'] as { id?: unknown } | undefined)?.id))
      }
    }
  ),
  seen('K26.1', 'a user asks for another by his id', { status: '200', user: 'sender' }, async (stage) => {
    const answer = await stage.act({
      method: 'GET',
      path: `/users/${stage.userId('sender')}.json`,
      headers: stage.as('third')
    })
    return {
      status: String(answer.status),
      user: stage.people([(json(answer)['user'] as { id?: unknown } | undefined)?.id])
    }
  }),
  seen('K26.1', 'a user asks for nobody', { answer: notFound }, async (stage) => {
    return { answer: stage.text(await stage.act({ method: 'GET', path: '/users/1.json', headers: stage.as('third') })) }
  })
]
