import type { Scenario } from '../scenario.ts'
import type { Findings } from '../parts.ts'
import { ParityError } from '../parity-error.ts'
import { json } from '../answer.ts'
import type { Stage } from '../stage.ts'
import { all, notFound } from './words.ts'

/** How `m1`, `m2` and an id of nothing are written into the URL, after `/chat/Message/`. */
type Write = (m1: string, m2: string, none: string) => string

const one = '200 SuccessfullyDeleted[m1] NotFound[none]'

/** I1..I13. */
export const idScenarios: readonly Scenario[] = [
  written(
    'I1',
    'three ids',
    (m1, m2, none) => `${m1},${m2},${none}.json`,
    '200 SuccessfullyDeleted[m1 m2] NotFound[none]',
    'nothing'
  ),
  written('I2', 'without .json', (m1, _, none) => `${m1},${none}`, one),
  written('I3', 'commas as %2C', (m1, _, none) => `${m1}%2C${none}.json`, one),
  written(
    'I4',
    'ids that are no ObjectIds, beside one that is',
    (m1) => `${m1},notExistentId,5d76b6sdfff9a0cc7cb023.json`,
    '200 SuccessfullyDeleted[m1] NotFound[5d76b6sdfff9a0cc7cb023 notExistentId]'
  ),
  written('I5', 'an id twice', (m1, _, none) => `${m1},${m1},${none}.json`, one),
  written('I6', 'empty pieces', (m1, _, none) => `,${m1},,${none},.json`, one),
  written('I7', 'no id', () => '.json', notFound, 'm1 m2'),
  {
    id: 'I8',
    title: 'one dialog, asked for twice',
    expected: { answer: '200 SuccessfullyDeleted[d1] NotFound[] WrongPermissions[]' },
    async play (stage) {
      const dialog = await stage.dialog()
      return { answer: stage.text(await stage.delete('Dialog', `${dialog},${dialog}`, stage.as('third'))) }
    }
  },
  {
    id: 'I9',
    title: 'three ids in descending order',
    expected: { answer: '200 SuccessfullyDeleted[m1 m2 m3] NotFound[]', order: 'ascending' },
    async play (stage) {
      const dialog = await stage.dialog()
      const ids = [
        await stage.message(dialog, stage.as('sender')),
        await stage.message(dialog, stage.as('sender')),
        await stage.message(dialog, stage.as('sender'))
      ]
      const answer = await stage.delete('Message', ids.sort().reverse().join(','), stage.as('third'))
      const { ids: answered = [] } = (json(answer)['SuccessfullyDeleted'] ?? {}) as { ids?: string[] }
      return {
        answer: stage.text(answer),
        order: answered.join() === [...answered].sort().join() ? 'ascending' : stage.named(answered)
      }
    }
  },
  written('I10', 'one id that is no ObjectId', () => 'notExistentId.json', notFound, 'm1 m2'),
  written(
    'I11',
    '2601 ids, 64 KiB',
    (m1) => `${[m1, ...many(2600)].join(',')}.json`,
    '200 SuccessfullyDeleted[m1] NotFound[2600 ids]'
  ),
  {
    id: 'I12',
    title: '5000 ids, 122 KiB',
    expected: { answer: '414 or 431, with errors' },
    async play (stage) {
      return { answer: await tooLong(stage) }
    }
  },
  written('I13', 'an id in capitals', (m1, _, none) => `${m1.toUpperCase()},${none}.json`, one)
]

function written (id: Scenario['id'], title: string, write: Write, answer: string, thirdSees = 'm2'): Scenario {
  const sight: Findings = { ...all('m1 m2'), 'third sees': thirdSees }
  return {
    id,
    title,
    expected: { answer, ...sight },
    async play (stage) {
      const dialog = await stage.dialog()
      const m1 = await stage.message(dialog, stage.as('sender'))
      const m2 = await stage.message(dialog, stage.as('sender'))
      const seen = await stage.act({
        method: 'DELETE',
        path: `/chat/Message/${write(m1, m2, stage.none)}`,
        headers: stage.as('third')
      })
      return { answer: stage.text(seen), ...await stage.messagesSeen(dialog) }
    }
  }
}

/** Ids of nothing. */
function many (count: number): string[] {
  return Array.from({ length: count }, (_, n) => `ff${n.toString(16).padStart(22, '0')}`)
}

async function tooLong (stage: Stage): Promise<string> {
  try {
    const answer = await stage.delete('Message', many(5000).join(','), stage.as('owner'))
    const errors = 'errors' in json(answer) ? 'with errors' : 'without errors'
    return `${answer.status === 414 || answer.status === 431 ? '414 or 431' : answer.status}, ${errors}`
  } catch (error) {
    if (error instanceof ParityError) return 'the connection is cut'
    throw error
  }
}
