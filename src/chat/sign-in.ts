import { randomBytes, randomInt } from 'node:crypto'
import type { ChatStore } from '../store/chat-store.ts'
import type { Session, User } from '../store/world.ts'

/** How a user says who he is. */
export interface Credentials {
  readonly by: { readonly login: string } | { readonly email: string }
  readonly password: string
}

/** The user of an application whom these credentials name; one without a password can't be named. */
export async function findUserBy (store: ChatStore, applicationId: number, { by, password }: Credentials): Promise<User | undefined> {
  const user = await store.findUserByName(applicationId, by)
  return user !== undefined && user.password === password ? user : undefined
}

/** A session that starts now; `userId` 0 makes it an application session. */
export function newSession (of: Pick<Session, 'application_id' | 'user_id' | 'nonce' | 'ts'>, now: number, lifetime: number): Session {
  const created = Math.floor(now / 1000) * 1000
  return { token: randomBytes(20).toString('hex'), id: randomInt(1_000_000_000, 2_000_000_000), ...of, created_at: created, updated_at: created, expires_at: now + lifetime }
}
