import { userName } from './people.ts'
import type { PageDialog, PageWorld } from './world.ts'

/** A dialog of the list. */
export interface ListedDialog {
  readonly dialog: PageDialog
  readonly destroyed: boolean
  /** How many of its messages are there, and how many there ever were. */
  readonly messages: number
  readonly everWere: number
}

/** Every dialog there is or was, the one with most to see first. What is destroyed keeps its place. */
export function listDialogs ({ dialogs, messages, destroyed }: PageWorld): ListedDialog[] {
  const now = countsOf(messages)
  const then = countsOf(destroyed.messages)
  const listed = (gone: boolean) => (dialog: PageDialog): ListedDialog => {
    const there = now.get(dialog._id) ?? 0
    return { dialog, destroyed: gone, messages: there, everWere: there + (then.get(dialog._id) ?? 0) }
  }
  return [...dialogs.map(listed(false)), ...destroyed.dialogs.map(listed(true))].sort(byWhatThereIsToSee)
}

function countsOf (messages: PageWorld['messages']): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { chat_dialog_id: id } of messages) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

function byWhatThereIsToSee (one: ListedDialog, other: ListedDialog): number {
  return other.everWere - one.everWere ||
    other.dialog.occupants_ids.length - one.dialog.occupants_ids.length ||
    (one.dialog._id < other.dialog._id ? -1 : 1)
}

/** What a dialog can be found by. */
export function textsOf ({ dialog }: ListedDialog, world: Pick<PageWorld, 'users'>): Array<string | null | undefined> {
  return [dialog.name, dialog._id, ...dialog.occupants_ids.map((id) => userName(id, world))]
}
