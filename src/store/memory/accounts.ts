import type { Condition, ListQuery, UserField } from '../query.ts'
import { matches, select } from '../matches.ts'
import type { Application, Session, User, World } from '../world.ts'

type Accounts = Pick<World, 'applications' | 'users' | 'sessions'>
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** The part of a store in memory that knows who is who. */
export class MemoryAccounts {
  readonly #applications = new Map<number, Application>()
  readonly #applicationsByKey = new Map<string, Application>()
  readonly #users = new Map<number, User>()
  readonly #sessions = new Map<string, Mutable<Session>>()

  findApplicationByApiKey (apiKey: string): Application | undefined {
    return this.#applicationsByKey.get(apiKey)
  }

  async findApplication (id: number): Promise<Application | undefined> {
    return this.#applications.get(id)
  }

  findUser (id: number): User | undefined {
    return this.#users.get(id)
  }

  async findUsers (ids: readonly number[]): Promise<User[]> {
    return ids.flatMap((id) => this.#users.get(id) ?? [])
  }

  async findUserByName (applicationId: number, by: { login: string } | { email: string }): Promise<User | undefined> {
    for (const user of this.#users.values()) {
      if (user.application_id !== applicationId) continue
      if ('login' in by ? user.login === by.login : user.email === by.email) return user
    }
    return undefined
  }

  async listUsers (query: ListQuery<UserField>): Promise<User[]> {
    const users = Array.from(this.#users.values(), (user) => ({ ...user, _id: user.id }))
    return this.findUsers(select<UserField, User & { readonly _id: number }>(users, query).map(({ id }) => id))
  }

  async countUsers (where: ReadonlyArray<Condition<UserField>>): Promise<number> {
    return Array.from(this.#users.values()).filter((user) => matches(user, where)).length
  }

  useSession (token: string, clock: () => number, lifetime: number): Session | undefined {
    const now = clock()
    const session = this.#sessions.get(token)
    if (session === undefined || session.expires_at <= now) return undefined
    session.expires_at = Math.max(session.expires_at, now + lifetime)
    return session
  }

  async addSession (session: Session): Promise<void> {
    this.#sessions.set(session.token, { ...session })
  }

  async setSessionUser (token: string, userId: number): Promise<void> {
    const session = this.#sessions.get(token)
    if (session !== undefined) session.user_id = userId
  }

  async removeSession (token: string): Promise<void> {
    this.#sessions.delete(token)
  }

  protected addAccounts ({ applications, users, sessions }: Accounts): void {
    for (const application of applications) {
      this.#applications.set(application.id, application)
      for (const key of application.api_keys) this.#applicationsByKey.set(key, application)
    }
    for (const user of users) this.#users.set(user.id, user)
    for (const session of sessions) this.#sessions.set(session.token, { ...session })
  }

  protected dumpAccounts (): Accounts {
    return {
      applications: [...this.#applications.values()],
      users: [...this.#users.values()],
      sessions: Array.from(this.#sessions.values(), (session) => ({ ...session }))
    }
  }
}
