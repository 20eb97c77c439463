import type { ChatStore } from '../store/chat-store.ts'
import type { Condition, SortKey, UserField } from '../store/query.ts'
import type { User } from '../store/world.ts'
import type { Caller } from '../deletion/verdict.ts'

export interface UserQuery {
  readonly where: ReadonlyArray<Condition<UserField>>
  readonly sort: ReadonlyArray<SortKey<UserField>>
  /** From 1. */
  readonly page: number
  readonly perPage: number
}

export interface UserPage {
  /** How many there are, whatever the page. */
  readonly total: number
  readonly users: readonly User[]
}

/** The users of the caller's application that are asked for. */
export async function listUsers (
  store: ChatStore,
  { applicationId }: Caller,
  { where, sort, page, perPage }: UserQuery
): Promise<UserPage> {
  const among: ReadonlyArray<Condition<UserField>> = [
    { field: 'application_id', operator: 'eq', value: applicationId },
    ...where
  ]
  const [total, users] = await Promise.all([
    store.countUsers(among),
    store.listUsers({ where: among, sort, skip: (page - 1) * perPage, limit: perPage })
  ])
  return { total, users }
}

/** A user of the caller's application. */
export async function findUser (
  store: ChatStore,
  { applicationId }: Caller,
  by: { id: number } | { login: string } | { email: string }
): Promise<User | undefined> {
  const user = 'id' in by ? await store.findUser(by.id) : await store.findUserByName(applicationId, by)
  return user?.application_id === applicationId ? user : undefined
}
