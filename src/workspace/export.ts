import { fromWorld } from '../fixtures/from-world.ts'
import type { WorldFixtures } from '../fixtures/from-world.ts'
import type { World } from '../store/world.ts'
import type { Workspace } from './workspace.ts'

/**
 * All that a workspace holds at present as fixtures, sessions and who hid what included. Each list is in the order of
 * its ids, whatever the store, so that one world has one text.
 */
export async function exportOf (workspace: Workspace): Promise<WorldFixtures> {
  return fromWorld(inOrder(await workspace.store.dump()))
}

function inOrder ({ applications, users, sessions, dialogs, messages }: World): World {
  return {
    applications: sorted(applications, ({ id }) => id),
    users: sorted(users, ({ id }) => id),
    sessions: sorted(sessions, ({ token }) => token),
    dialogs: sorted(dialogs, ({ _id }) => _id),
    messages: sorted(messages, ({ _id }) => _id)
  }
}

/** No two have the same key. */
function sorted<T> (things: readonly T[], key: (thing: T) => string | number): T[] {
  return things.toSorted((one, other) => key(one) < key(other) ? -1 : 1)
}
