import { seesDialog, seesMessage } from '../deletion/visibility.ts'
import { fromWorld } from '../fixtures/from-world.ts'
import type { WorldFixtures } from '../fixtures/from-world.ts'
import type { World } from '../store/world.ts'
import type { Workspace } from './workspace.ts'
import { AdminError } from './input/admin-error.ts'

/**
 * A world without its sessions, in the form of fixtures; `deleted_for` of a dialog or message are the users who hid it
 * from themselves.
 */
export type State = Omit<WorldFixtures, 'sessions'>

/** What was in the fixtures and is there no more, as it was in them. */
export type Destroyed = Pick<State, 'dialogs' | 'messages'>

/**
 * What a workspace holds, or what one of its users still sees of it.
 *
 * @throws AdminError when there is no such user
 */
export async function stateOf (workspace: Workspace, as?: number): Promise<State> {
  const world = await workspace.store.dump()
  const { sessions, ...state } = fromWorld(as === undefined ? world : seenBy(world, as))
  return state
}

export async function destroyedIn (workspace: Workspace): Promise<Destroyed> {
  const [now, seed] = [await workspace.store.dump(), await workspace.store.seed()]
  const { dialogs, messages } = fromWorld({
    ...seed,
    dialogs: gone(seed.dialogs, now.dialogs),
    messages: gone(seed.messages, now.messages)
  })
  return { dialogs, messages }
}

function seenBy (world: World, userId: number): World {
  const user = world.users.find(({ id }) => id === userId)
  if (user === undefined) throw new AdminError(404, [`There is no user ${userId}`])
  const dialogs = new Map(
    world.dialogs.filter((dialog) => seesDialog(user, dialog)).map((dialog) => [dialog._id, dialog])
  )
  return {
    applications: world.applications.filter(({ id }) => id === user.application_id),
    users: world.users.filter((other) => other.application_id === user.application_id),
    sessions: [],
    dialogs: [...dialogs.values()],
    messages: world.messages.filter((message) => {
      const dialog = dialogs.get(message.chat_dialog_id)
      return dialog !== undefined && seesMessage(user, message, dialog)
    })
  }
}

function gone<T extends { readonly _id: string }> (before: readonly T[], now: readonly T[]): T[] {
  const left = new Set(now.map(({ _id }) => _id))
  return before.filter(({ _id }) => !left.has(_id))
}
