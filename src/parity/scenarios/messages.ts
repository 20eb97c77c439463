import type { RuleId } from '../../evidence/deletion-sources.ts'
import type { Decision, Scenario } from '../scenario.ts'
import type { Findings, Need, Part } from '../parts.ts'
import type { Headers } from '../requests.ts'
import type { DialogWish, Stage } from '../stage.ts'
import { all, forbidden, notFound, sees } from './words.ts'

/** A delete of the message `m1`, which the sender sent; `m2` of the owner must stay. */
interface Case {
  readonly id: RuleId
  readonly title: string
  readonly needs?: readonly Need[]
  readonly dialog?: DialogWish
  readonly by: Part | 'application'
  readonly force?: boolean
  /** Who hides it first. */
  readonly hidden?: Part
  readonly becomes: 'deleted' | 'refused' | 'not found'
  readonly sight: Findings
  readonly decides?: Decision
}

const ofSenders: Pick<Case, 'by' | 'force' | 'becomes'> = { by: 'sender', force: true, becomes: 'deleted' }

const refusedToSender = '200 SuccessfullyDeleted[] NotFound[none] WrongPermissions[m1]'

const cases: readonly Case[] = [
  {
    id: 'M3',
    title: 'the application deletes',
    needs: ['api key'],
    by: 'application',
    becomes: 'deleted',
    sight: all('m2')
  },
  {
    id: 'M3',
    title: 'the application deletes with force',
    needs: ['api key'],
    by: 'application',
    force: true,
    becomes: 'deleted',
    sight: all('m2')
  },
  {
    id: 'M5',
    title: 'the third user deletes what he hid',
    by: 'third',
    hidden: 'third',
    becomes: 'not found',
    sight: { 'third sees': 'm2' }
  },
  {
    id: 'M6',
    title: 'the third user, no occupant, deletes',
    dialog: { occupants: ['sender'] },
    by: 'third',
    becomes: 'refused',
    sight: sees('m1 m2', 'm1 m2', '403')
  },
  { id: 'M7', title: 'the third user deletes', by: 'third', becomes: 'deleted', sight: sees('m1 m2', 'm1 m2', 'm2') },
  {
    id: 'M7',
    title: 'the sender deletes in a private dialog',
    dialog: { type: 3 },
    by: 'sender',
    becomes: 'deleted',
    sight: sees('m1 m2', 'm2', '403')
  },
  {
    id: 'M8',
    title: 'the sender forces',
    ...ofSenders,
    sight: all('m2'),
    decides: {
      option: 'messageOwner',
      otherwise: {
        value: 'dialog',
        sights: [refusedToSender, forbidden].map((answer) => ({ answer, ...all('m1 m2') }))
      }
    }
  },
  {
    id: 'M8',
    title: 'the sender forces in a private dialog',
    dialog: { type: 3 },
    ...ofSenders,
    sight: sees('m2', 'm2', '403')
  },
  {
    id: 'M9',
    title: 'an admin forces',
    dialog: { admins: ['third'] },
    by: 'third',
    force: true,
    becomes: 'deleted',
    sight: all('m2')
  },
  {
    id: 'M9',
    title: 'an admin forces in a public group',
    dialog: { type: 1, admins: ['third'] },
    by: 'third',
    force: true,
    becomes: 'deleted',
    sight: all('m2')
  },
  { id: 'M10', title: 'the owner of the group forces', by: 'owner', force: true, becomes: 'deleted', sight: all('m2') },
  {
    id: 'M10',
    title: 'the owner of the public group forces',
    dialog: { type: 1 },
    by: 'owner',
    force: true,
    becomes: 'deleted',
    sight: all('m2')
  },
  { id: 'M11', title: 'the third user forces', by: 'third', force: true, becomes: 'refused', sight: all('m1 m2') },
  {
    id: 'M11',
    title: 'the owner of the private dialog forces',
    dialog: { type: 3 },
    by: 'owner',
    force: true,
    becomes: 'refused',
    sight: sees('m1 m2', 'm1 m2', '403')
  }
]

// One id alone tells a refusal, and two tell a deletion, whatever the fidelity switches are.
const answers = { deleted: '200 SuccessfullyDeleted[m1] NotFound[none]', refused: forbidden, 'not found': notFound }

/** The rules of messages. */
export const messageScenarios: readonly Scenario[] = [
  {
    id: 'M1',
    title: 'an id of nothing',
    expected: { answer: notFound },
    async play (stage) {
      return { answer: stage.text(await stage.delete('Message', stage.none, stage.as('sender'))) }
    }
  },
  foreign(
    'M2',
    'the application deletes a message of another application',
    ['api key', 'other application'],
    (stage) => stage.application
  ),
  foreign(
    'M4',
    'a user deletes a message of another application',
    ['other application'],
    (stage) => stage.as('sender')
  ),
  ...cases.map(scenarioOf)
]

function scenarioOf ({ by, force = false, dialog: wish, hidden, becomes, sight, ...rest }: Case): Scenario {
  return {
    ...rest,
    expected: { answer: answers[becomes], ...sight },
    async play (stage) {
      const dialog = await stage.dialog(wish)
      const [m1] = [await stage.message(dialog, stage.as('sender')), await stage.message(dialog, stage.as('owner'))]
      if (hidden !== undefined) {
        await stage.prepare({ method: 'DELETE', path: `/chat/Message/${m1}.json`, headers: stage.as(hidden) })
      }
      const ids = becomes === 'deleted' ? `${m1},${stage.none}` : m1
      const headers = by === 'application' ? stage.application : stage.as(by)
      const answer = stage.text(await stage.delete('Message', ids, headers, force ? { query: 'force=1' } : {}))
      return {
        answer,
        ...hidden === undefined ? await stage.messagesSeen(dialog) : await stage.messagesSeen(dialog, [hidden])
      }
    }
  }
}

function foreign (
  id: 'M2' | 'M4',
  title: string,
  needs: readonly Need[],
  headersOf: (stage: Stage) => Headers
): Scenario {
  return {
    id,
    title,
    needs,
    expected: { answer: forbidden, 'its own application has': 'm1' },
    async play (stage) {
      const dialog = await stage.strangersDialog()
      const theirs = { 'QB-Token': stage.cast.stranger?.token ?? '' }
      const m1 = await stage.message(dialog, theirs)
      const answer = stage.text(await stage.delete('Message', m1, headersOf(stage)))
      const own = await stage.look({
        method: 'GET',
        path: `/chat/Message.json?chat_dialog_id=${dialog}`,
        headers: theirs
      })
      return { answer, 'its own application has': stage.listed(own) }
    }
  }
}
