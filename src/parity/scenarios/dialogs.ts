import type { RuleId } from '../../evidence/deletion-sources.ts'
import type { Scenario } from '../scenario.ts'
import type { Findings, Need, Part } from '../parts.ts'
import { deletion } from '../requests.ts'
import type { Headers } from '../requests.ts'
import type { DialogWish, Stage } from '../stage.ts'
import { all, empty, forbidden, notFound, sees } from './words.ts'

/** A delete of the dialog `d1` of the owner. */
interface Case {
  readonly id: RuleId
  readonly title: string
  readonly needs?: readonly Need[]
  readonly dialog?: DialogWish
  /** Who deletes it first, without force. */
  readonly before?: Part
  readonly by: Part | 'application'
  readonly force?: boolean
  readonly answer: string
  readonly sight: Findings
}

const everybody = 'd1(owner sender third)'
const two = 'd1(owner sender)'

const cases: readonly Case[] = [
  {
    id: 'D3',
    title: 'the application deletes',
    needs: ['api key'],
    by: 'application',
    answer: empty,
    sight: all('nothing')
  },
  {
    id: 'D3',
    title: 'the application deletes with force',
    needs: ['api key'],
    by: 'application',
    force: true,
    answer: empty,
    sight: all('nothing')
  },
  { id: 'D5', title: 'the owner of a group forces', by: 'owner', force: true, answer: empty, sight: all('nothing') },
  {
    id: 'D5',
    title: 'the owner of a private dialog forces',
    dialog: { type: 3 },
    by: 'owner',
    force: true,
    answer: empty,
    sight: all('nothing')
  },
  { id: 'D6', title: 'an occupant forces', by: 'sender', force: true, answer: forbidden, sight: all(everybody) },
  {
    id: 'D6',
    title: 'an admin forces',
    dialog: { admins: ['third'] },
    by: 'third',
    force: true,
    answer: forbidden,
    sight: all(everybody)
  },
  {
    id: 'D7',
    title: 'the sender deletes the private dialog that he hid',
    dialog: { type: 3 },
    before: 'sender',
    by: 'sender',
    answer: notFound,
    sight: { 'sender sees': 'nothing' }
  },
  {
    id: 'D8',
    title: 'the third user, no occupant, deletes',
    dialog: { occupants: ['sender'] },
    by: 'third',
    answer: forbidden,
    sight: sees(two, two, 'nothing')
  },
  { id: 'D9', title: 'the third user deletes a group', by: 'third', answer: empty, sight: sees(two, two, 'nothing') },
  {
    id: 'D9',
    title: 'the third user deletes the group that he left',
    before: 'third',
    by: 'third',
    answer: forbidden,
    sight: sees(two, two, 'nothing')
  },
  {
    id: 'D10',
    title: 'the sender deletes a private dialog',
    dialog: { type: 3 },
    by: 'sender',
    answer: empty,
    sight: sees(two, 'nothing', 'nothing')
  },
  {
    id: 'D10',
    title: 'the third user deletes a public group',
    dialog: { type: 1 },
    by: 'third',
    answer: empty,
    sight: sees(everybody, everybody, 'nothing')
  }
]

/** The rules of dialogs. */
export const dialogScenarios: readonly Scenario[] = [
  {
    id: 'D1',
    title: 'an id of nothing',
    expected: { answer: notFound },
    async play (stage) {
      return { answer: stage.text(await stage.delete('Dialog', stage.none, stage.as('sender'))) }
    }
  },
  foreign(
    'D2',
    'the application deletes a dialog of another application',
    ['api key', 'other application'],
    (stage) => stage.application
  ),
  foreign('D4', 'a user deletes a dialog of another application', ['other application'], (stage) => stage.as('sender')),
  ...cases.map(scenarioOf),
  {
    id: 'D9',
    title: 'the last occupant deletes a group',
    expected: { answer: empty, 'then its owner deletes it by force': notFound },
    async play (stage) {
      const dialog = await stage.dialog({ occupants: ['sender'] })
      await stage.prepare(deletion('Dialog', dialog, stage.as('owner')))
      const answer = await stage.delete('Dialog', dialog, stage.as('sender'))
      const after = await stage.look(deletion('Dialog', dialog, stage.as('owner'), { query: 'force=1' }))
      return { answer: stage.text(answer), 'then its owner deletes it by force': stage.text(after) }
    }
  }
]

function scenarioOf ({ dialog: wish, before, by, force = false, answer, sight, ...rest }: Case): Scenario {
  return {
    ...rest,
    expected: { answer, ...sight },
    async play (stage) {
      const dialog = await stage.dialog(wish)
      if (before !== undefined) await stage.prepare(deletion('Dialog', dialog, stage.as(before)))
      const headers = by === 'application' ? stage.application : stage.as(by)
      const seen = await stage.delete('Dialog', dialog, headers, force ? { query: 'force=1' } : {})
      return {
        answer: stage.text(seen),
        ...await stage.dialogsSeen(rest.id === 'D7' ? [by === 'application' ? 'owner' : by] : undefined)
      }
    }
  }
}

function foreign (
  id: 'D2' | 'D4',
  title: string,
  needs: readonly Need[],
  headersOf: (stage: Stage) => Headers
): Scenario {
  return {
    id,
    title,
    needs,
    expected: { answer: forbidden, 'its own application has': 'd1' },
    async play (stage) {
      const dialog = await stage.strangersDialog()
      const answer = await stage.delete('Dialog', dialog, headersOf(stage))
      const own = await stage.look({
        method: 'GET',
        path: `/chat/Dialog.json?_id=${dialog}`,
        headers: { 'QB-Token': stage.cast.stranger?.token ?? '' }
      })
      return { answer: stage.text(answer), 'its own application has': stage.listed(own) }
    }
  }
}
