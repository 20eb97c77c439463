import { seesDialog } from '../../../deletion/visibility.ts'
import type { User } from '../../../store/world.ts'
import type { PageDialog, PageWorld } from './world.ts'

/** What somebody is to a dialog. */
type Role = 'owner' | 'admin' | 'occupant' | 'left' | 'not in it' | 'other application'

/** A column of the matrix. */
export interface Person {
  readonly user: User
  readonly roles: readonly Role[]
}

/**
 * Who belongs to a dialog: its owner, its admins, its occupants, who left it, who wrote in it; and of all others one
 * who does not, `asking` if it is none of them.
 */
export function peopleOf (dialog: PageDialog, world: PageWorld, asking?: number): Person[] {
  const senders = [...world.messages, ...world.destroyed.messages].filter((message) =>
    message.chat_dialog_id === dialog._id
  ).map((message) => message.sender_id)
  const ids = new Set([
    dialog.user_id,
    ...dialog.admins_ids,
    ...dialog.occupants_ids,
    ...dialog.left_by,
    ...dialog.deleted_for,
    ...senders
  ])
  const others = world.users.filter(({ id }) => !ids.has(id))
  const stranger = others.find(({ id }) => id === asking) ?? others.find((user) =>
    user.application_id === dialog.application_id
  ) ?? others[0]
  const users = [...ids].map((id) => world.users.find((user) => user.id === id)).filter((user) => user !== undefined)
  return [...users, ...(stranger === undefined ? [] : [stranger])].map((user) => ({
    user,
    roles: rolesOf(user, dialog)
  }))
}

function rolesOf ({ id, application_id: application }: User, dialog: PageDialog): Role[] {
  const roles: Role[] = []
  if (dialog.user_id === id) roles.push('owner')
  if (dialog.admins_ids.includes(id)) roles.push('admin')
  if (dialog.occupants_ids.includes(id)) return roles.length > 0 ? roles : ['occupant']
  if (dialog.left_by.includes(id)) return [...roles, 'left']
  return [...roles, application === dialog.application_id ? 'not in it' : 'other application']
}

/** Somebody who once had a dialog and no longer has it. */
export interface Loser {
  readonly user: User
  readonly why: 'hid it' | 'left'
}

/** Who still has a dialog in his list. */
export function holdersOf (dialog: PageDialog, { users }: PageWorld): User[] {
  return users.filter((user) => seesDialog(user, dialog))
}

/** Who once had a dialog and no longer has it, and why. */
export function losersOf (dialog: PageDialog, { users }: PageWorld): Loser[] {
  return users.flatMap((user): Loser[] => {
    if (dialog.deleted_for.includes(user.id)) return [{ user, why: 'hid it' }]
    return dialog.left_by.includes(user.id) && !dialog.occupants_ids.includes(user.id) ? [{ user, why: 'left' }] : []
  })
}

export function nameOf ({ id, full_name: fullName, login, email }: User): string {
  return fullName ?? login ?? email ?? `user ${id}`
}

/** The name of a user who need not be there. */
export function userName (id: number, { users }: Pick<PageWorld, 'users'>): string {
  const user = users.find((one) => one.id === id)
  return user === undefined ? `user ${id}` : nameOf(user)
}

export function applicationName (id: number, { applications }: Pick<PageWorld, 'applications'>): string {
  return applications.find((one) => one.id === id)?.name ?? `application ${id}`
}

export function firstName (user: User): string {
  return nameOf(user).split(' ')[0] ?? ''
}

/** What a dialog is called; a private one goes by who is in it. */
export function titleOf (dialog: PageDialog, world: Pick<PageWorld, 'users'>): string {
  return dialog.name ?? dialog.occupants_ids.map((id) => userName(id, world)).join(' & ')
}

export const typeNames = { 1: 'public group', 2: 'group', 3: 'private' } as const
