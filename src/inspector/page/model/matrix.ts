import { seesMessage } from '../../../deletion/visibility.ts'
import { firstName, peopleOf, userName } from './people.ts'
import type { Person } from './people.ts'
import type { PageDialog, PageMessage, PageWorld } from './world.ts'

/** What one message is to one person. */
export type Sight = 'sees' | 'hidden' | 'dialog hidden' | 'left' | 'never saw' | 'destroyed'

export interface Row {
  readonly message: PageMessage
  readonly sender: string
  readonly destroyed: boolean
  /** One for each person, in their order. */
  readonly cells: readonly Sight[]
}

/** Who still sees what of one dialog. */
export interface Matrix {
  readonly dialog: PageDialog
  readonly destroyed: boolean
  readonly people: readonly Person[]
  readonly rows: readonly Row[]
}

/** A cell that is not what it was. */
export interface Change {
  readonly messageId: string
  readonly userId: number
  readonly person: string
  readonly from: Sight
  readonly to: Sight
}

export function matrixOf (world: PageWorld, dialogId: string, asking?: number): Matrix | undefined {
  const living = world.dialogs.find(({ _id }) => _id === dialogId)
  const dialog = living ?? world.destroyed.dialogs.find(({ _id }) => _id === dialogId)
  if (dialog === undefined) return undefined
  const people = peopleOf(dialog, world, asking)
  const row = (message: PageMessage, destroyed: boolean): Row => ({
    message,
    sender: userName(message.sender_id, world),
    destroyed,
    cells: people.map(({ user }) => destroyed ? lastSightOf(user, message, dialog) : sightOf(user, message, dialog))
  })
  const here = (message: PageMessage): boolean => message.chat_dialog_id === dialogId
  const rows = [
    ...world.messages.filter(here).map((message) => row(message, false)),
    ...world.destroyed.messages.filter(here).map((message) => row(message, true))
  ]
  return {
    dialog,
    destroyed: living === undefined,
    people,
    rows: rows.sort((one, other) => byDate(one.message, other.message))
  }
}

function sightOf (user: Person['user'], message: PageMessage, dialog: PageDialog): Sight {
  if (message.deleted_for.includes(user.id)) return 'hidden'
  if (dialog.deleted_for.includes(user.id)) return 'dialog hidden'
  if (seesMessage(user, message, dialog)) return 'sees'
  return dialog.left_by.includes(user.id) ? 'left' : 'never saw'
}

/** What is destroyed is so for those who had it; for who had left, or was never there, nothing has changed. */
function lastSightOf (user: Person['user'], message: PageMessage, dialog: PageDialog): Sight {
  const last = sightOf(user, message, dialog)
  return last === 'left' || last === 'never saw' ? last : 'destroyed'
}

function byDate (one: PageMessage, other: PageMessage): number {
  return one.date_sent - other.date_sent || (one._id < other._id ? -1 : 1)
}

/** The cells that two states of one dialog differ in. */
export function changesBetween (before: Matrix | undefined, after: Matrix | undefined): Change[] {
  if (before === undefined || after === undefined || before.dialog._id !== after.dialog._id) return []
  const then = new Map(cellsOf(before).map((cell) => [keyOf(cell), cell.sight]))
  return cellsOf(after).flatMap(({ messageId, userId, person, sight }) => {
    const from = then.get(keyOf({ messageId, userId }))
    return from === undefined || from === sight ? [] : [{ messageId, userId, person, from, to: sight }]
  })
}

/** One sentence for each person and kind of change. */
export function describeChanges (changes: readonly Change[]): string {
  const destroyed = new Set(changes.filter(({ to }) => to === 'destroyed').map(({ messageId }) => messageId))
  const sentences = destroyed.size > 0 ? [`${messages(destroyed.size)} destroyed for everybody.`] : []
  const counts = new Map<string, number>()
  for (const { person, from, to } of changes.filter((change) => change.to !== 'destroyed')) {
    const what = to === 'sees' ? 'sees' : from === 'sees' ? 'no longer sees' : undefined
    if (what !== undefined) counts.set(`${person} ${what}`, (counts.get(`${person} ${what}`) ?? 0) + 1)
  }
  return [...sentences, ...[...counts].map(([who, count]) => `${who} ${messages(count)}.`)].join(' ')
}

export function keyOf ({ messageId, userId }: Pick<Change, 'messageId' | 'userId'>): string {
  return `${messageId} ${userId}`
}

function cellsOf ({ people, rows }: Matrix): Array<Pick<Change, 'messageId' | 'userId' | 'person'> & { sight: Sight }> {
  return rows.flatMap(({ message, cells }) => people.flatMap(({ user }, column) => {
    const sight = cells[column]
    return sight === undefined ? [] : [{ messageId: message._id, userId: user.id, person: firstName(user), sight }]
  }))
}

function messages (count: number): string {
  return count === 1 ? '1 message' : `${count} messages`
}
