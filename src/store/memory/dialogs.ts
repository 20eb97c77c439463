import { changedDialog } from '../changes.ts'
import type { DialogChange } from '../changes.ts'
import { sameTwo } from '../query.ts'
import { matches } from '../matches.ts'
import type { Dialog } from '../world.ts'
import { MemoryTable } from './table.ts'

/** Dialogs, and what happens to one of them. */
export class MemoryDialogs extends MemoryTable<Dialog> {
  change (id: string, change: DialogChange): Dialog | undefined {
    const dialog = this.get(id)
    if (dialog === undefined) return undefined
    const changed = changedDialog(dialog, change)
    this.set(changed)
    return changed
  }

  /** The dialog without this user; undefined where he is none of its occupants. */
  leave (id: string, userId: number): Dialog | undefined {
    const dialog = this.get(id)
    if (dialog === undefined || !dialog.occupants_ids.includes(userId)) return undefined
    const others = (users: readonly number[]): number[] => users.filter((one) => one !== userId)
    const left: Dialog = {
      ...dialog,
      occupants_ids: others(dialog.occupants_ids),
      admins_ids: others(dialog.admins_ids),
      left_by: [...dialog.left_by, userId]
    }
    this.set(left)
    return left
  }

  /** Shows it again to all who hid it. */
  show (id: string): Dialog | undefined {
    const dialog = this.get(id)
    if (dialog === undefined || dialog.deleted_for.length === 0) return dialog
    const shown = { ...dialog, deleted_for: [] }
    this.set(shown)
    return shown
  }

  openPrivate (dialog: Dialog): Dialog {
    const known = this.all().find((one) => matches(one, sameTwo(dialog)))
    if (known !== undefined) return this.show(known._id) ?? known
    this.set(dialog)
    return dialog
  }
}

/** A group that nobody is left in is gone. */
export function isOver ({ type, occupants_ids: occupants }: Dialog): boolean {
  return type === 2 && occupants.length === 0
}
