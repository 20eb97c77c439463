import type { ChatStore } from '../store/chat-store.ts'
import type { User } from '../store/world.ts'

/** How a user says who he is. */
export interface SignIn {
  readonly by: { readonly login: string } | { readonly email: string }
  readonly password: string
}

/** The user of an application whom these credentials name; one without a password can't be named. */
export async function findUserBy (
  store: ChatStore,
  applicationId: number,
  { by, password }: SignIn
): Promise<User | undefined> {
  const user = await store.findUserByName(applicationId, by)
  return user !== undefined && user.password === password ? user : undefined
}
