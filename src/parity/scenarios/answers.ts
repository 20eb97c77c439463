import type { Scenario } from '../scenario.ts'
import { itemsOf } from '../answer.ts'
import { deletion } from '../requests.ts'
import type { Stage } from '../stage.ts'
import { empty, forbidden, notFound } from './words.ts'

const noForbiddenGroup = {
  option: 'allForbidden',
  otherwise: { value: '403', sights: [{ answer: forbidden }] }
} as const

/** What answers a delete. */
export const answerScenarios: readonly Scenario[] = [
  answered(
    'R1',
    'two messages of which none exists',
    notFound,
    (stage) => stage.delete('Message', `${stage.none},${stage.nothing('none2')}`, stage.as('owner'))
  ),
  {
    ...answered(
      'R2',
      'one message, hidden',
      '200 SuccessfullyDeleted[m1] NotFound[]',
      async (stage) => stage.delete('Message', await sendersMessage(stage), stage.as('third'))
    ),
    decides: { option: 'singleMessageBody', otherwise: { value: 'empty', sights: [{ answer: empty }] } }
  },
  answered(
    'R3',
    'one message, not permitted',
    forbidden,
    async (stage) => stage.delete('Message', await sendersMessage(stage), stage.as('third'), { query: 'force=1' })
  ),
  answered(
    'R4',
    'two messages, one of them not permitted',
    '200 SuccessfullyDeleted[m1] NotFound[] WrongPermissions[m2]',
    async (stage) => {
      const m1 = await sendersMessage(stage)
      const m2 = await stage.message(await stage.dialog({ occupants: ['sender'] }), stage.as('sender'))
      return stage.delete('Message', `${m2},${m1}`, stage.as('third'))
    }
  ),
  {
    ...answered(
      'R5',
      'two messages, none permitted',
      '200 SuccessfullyDeleted[] NotFound[] WrongPermissions[m1 m2]',
      async (stage) => stage.delete('Message', await twoMessages(stage), stage.as('third'), { query: 'force=1' })
    ),
    decides: noForbiddenGroup
  },
  answered(
    'R6',
    'two messages, both hidden',
    '200 SuccessfullyDeleted[m1 m2] NotFound[]',
    async (stage) => stage.delete('Message', await twoMessages(stage), stage.as('third'))
  ),
  {
    id: 'R7',
    title: 'one dialog, deleted',
    expected: { answer: empty, 'content-length': '0' },
    decides: { option: 'emptyBody', otherwise: { value: 'space', sights: [{ answer: empty, 'content-length': '1' }] } },
    async play (stage) {
      const answer = await stage.delete('Dialog', await stage.dialog(), stage.as('owner'), { query: 'force=1' })
      return { answer: stage.text(answer), 'content-length': answer.headers.get('content-length') ?? 'none' }
    }
  },
  answered(
    'R8',
    'one dialog, not permitted',
    forbidden,
    async (stage) => stage.delete('Dialog', await stage.dialog(), stage.as('third'), { query: 'force=1' })
  ),
  answered(
    'R9',
    'two dialogs of which none exists',
    notFound,
    (stage) => stage.delete('Dialog', `${stage.none},${stage.nothing('none2')}`, stage.as('owner'))
  ),
  answered(
    'R10',
    'two dialogs, one deleted and one not there',
    '200 SuccessfullyDeleted[d1] NotFound[none] WrongPermissions[]',
    async (stage) => stage.delete('Dialog', `${await stage.dialog()},${stage.none}`, stage.as('third'))
  ),
  {
    ...answered(
      'R11',
      'two dialogs, none permitted',
      '200 SuccessfullyDeleted[] NotFound[] WrongPermissions[d1 d2]',
      async (stage) =>
        stage.delete('Dialog', `${await stage.dialog()},${await stage.dialog()}`, stage.as('third'), {
          query: 'force=1'
        })
    ),
    decides: noForbiddenGroup
  },
  {
    id: 'R12',
    title: 'a dialog is deleted for all, then its message',
    expected: { answer: empty, 'its message is answered': notFound },
    async play (stage) {
      const dialog = await stage.dialog()
      const message = await stage.message(dialog, stage.as('owner'))
      const answer = await stage.delete('Dialog', dialog, stage.as('owner'), { query: 'force=1' })
      const after = await stage.look(deletion('Message', message, stage.as('owner'), { query: 'force=1' }))
      return { answer: stage.text(answer), 'its message is answered': stage.text(after) }
    }
  },
  lastMessage('R13', 'the last message is hidden', false, 'two'),
  lastMessage('R14', 'the last message is deleted for all', true, 'one'),
  {
    id: 'R15',
    title: 'a message comes to a private dialog that the sender hid',
    expected: { status: '201', 'sender sees': 'm1 m2' },
    decides: {
      option: 'privateHistory',
      otherwise: { value: 'cleared', sights: [{ status: '201', 'sender sees': 'm2' }] }
    },
    async play (stage) {
      const dialog = await stage.dialog({ type: 3 })
      await stage.message(dialog, stage.as('owner'))
      await stage.prepare(deletion('Dialog', dialog, stage.as('sender')))
      const answer = await stage.act({
        method: 'POST',
        path: '/chat/Message.json',
        headers: stage.as('owner'),
        body: { chat_dialog_id: dialog, message: 'parity check' }
      })
      if (answer.status < 300) stage.sent(answer)
      return { status: String(answer.status), ...await stage.messagesSeen(dialog, ['sender']) }
    }
  },
  race(
    'W1',
    'a message is deleted twice at once',
    ['200 SuccessfullyDeleted[m1] NotFound[none]', notFound],
    async (stage) => {
      const ids = `${await stage.message(await stage.dialog(), stage.as('owner'))},${stage.none}`
      return () => stage.delete('Message', ids, stage.as('owner'), { query: 'force=1' })
    }
  ),
  race('W2', 'a dialog is deleted twice at once', [empty, notFound], async (stage) => {
    const id = await stage.dialog()
    return () => stage.delete('Dialog', id, stage.as('owner'), { query: 'force=1' })
  })
]

type Ask = Stage['delete'] extends (...rest: never[]) => infer Answered ? Answered : never

function answered (id: Scenario['id'], title: string, answer: string, ask: (stage: Stage) => Ask): Scenario {
  return { id, title, expected: { answer }, play: async (stage) => ({ answer: stage.text(await ask(stage)) }) }
}

async function sendersMessage (stage: Stage): Promise<string> {
  return stage.message(await stage.dialog(), stage.as('sender'))
}

async function twoMessages (stage: Stage): Promise<string> {
  const dialog = await stage.dialog()
  return `${await stage.message(dialog, stage.as('sender'))},${await stage.message(dialog, stage.as('sender'))}`
}

/** Two messages of the owner, `one` and `two`; he deletes the second. */
function lastMessage (id: Scenario['id'], title: string, force: boolean, last: string): Scenario {
  return {
    id,
    title,
    expected: { answer: '200 SuccessfullyDeleted[m2] NotFound[none]', 'last_message for the sender': last },
    async play (stage) {
      const dialog = await stage.dialog()
      const [, m2] = [
        await stage.message(dialog, stage.as('owner'), 'one'),
        await stage.message(dialog, stage.as('owner'), 'two')
      ]
      const answer = await stage.delete(
        'Message',
        `${m2},${stage.none}`,
        stage.as('owner'),
        force ? { query: 'force=1' } : {}
      )
      const [item] = itemsOf(
        await stage.look({ method: 'GET', path: `/chat/Dialog.json?_id=${dialog}`, headers: stage.as('sender') })
      )
      return { answer: stage.text(answer), 'last_message for the sender': String(item?.['last_message']) }
    }
  }
}

function race (
  id: Scenario['id'],
  title: string,
  answers: readonly string[],
  prepare: (stage: Stage) => Promise<() => Ask>
): Scenario {
  const told = (texts: readonly string[]): string => [...texts].sort().join(' and ')
  return {
    id,
    title,
    expected: { answers: told(answers) },
    async play (stage) {
      const ask = await prepare(stage)
      const both = await Promise.all([ask(), ask()])
      return { answers: told(both.map((answer) => stage.text(answer))) }
    }
  }
}
