import { randomBytes, randomInt } from 'node:crypto'
import { fromWorld } from '../fixtures/from-world.ts'
import type { SessionFixture } from '../fixtures/fixtures.ts'
import type { Session } from '../store/world.ts'
import { AdminError } from './input/admin-error.ts'
import type { Workspace } from './workspace.ts'

/** A session that starts now; `userId` 0 makes it an application session. */
export function newSession (
  of: Pick<Session, 'application_id' | 'user_id' | 'nonce' | 'ts'>, now: number, lifetime: number
): Session {
  const created = Math.floor(now / 1000) * 1000
  const [token, id] = [randomBytes(20).toString('hex'), randomInt(1_000_000_000, 2_000_000_000)]
  return { token, id, ...of, created_at: created, updated_at: created, expires_at: now + lifetime }
}

/** Every session of a workspace in the form of fixtures, those that have ended included. */
export async function sessionsOf (workspace: Workspace): Promise<readonly SessionFixture[]> {
  return fromWorld(await workspace.store.dump()).sessions
}

/**
 * A token of a user that is good at present; where there is none, one that never ends is made.
 *
 * @throws AdminError when there is no such user
 */
export async function tokenOf (workspace: Workspace, userId: number): Promise<string> {
  const now = workspace.clock.now()
  const { users, sessions } = await workspace.store.dump()
  const user = users.find(({ id }) => id === userId)
  if (user === undefined) throw new AdminError(404, [`There is no user ${userId}`])
  const session = sessions.find((one) => one.user_id === userId && one.expires_at > now)
  return session?.token ??
    await addSession(
      workspace,
      newSession(
        { application_id: user.application_id, user_id: userId, nonce: 0, ts: Math.floor(now / 1000) },
        now,
        Infinity
      )
    )
}

async function addSession (workspace: Workspace, session: Session): Promise<string> {
  await workspace.store.view().addSession(session)
  return session.token
}
