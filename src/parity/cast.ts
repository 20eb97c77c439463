import type { Client } from './client.ts'
import type { ApplicationCredentials, Credentials, UserCredentials } from './credentials.ts'
import { ParityError } from './parity-error.ts'
import { parts } from './parts.ts'
import type { Need, Part } from './parts.ts'
import { endSession, openSession } from './session.ts'

/** A user who has signed in. */
export interface Actor {
  readonly id: number
  readonly token: string
  readonly credentials: UserCredentials
}

/** Everybody who takes part. */
export interface Cast {
  readonly application: ApplicationCredentials
  readonly users: Readonly<Record<Part, Actor>>
  /** A user of another application. */
  readonly stranger?: Actor
  readonly strangersApplication?: ApplicationCredentials
}

/** Signs everybody in; rejects with {@link ParityError} where that is refused. */
export async function signIn (
  client: Client,
  { application, users, other_application: other }: Credentials
): Promise<Cast> {
  const actors: Partial<Record<Part, Actor>> = {}
  for (const [index, part] of parts.entries()) actors[part] = await actor(client, application, users[index])
  const { owner, sender, third } = actors
  if (
    owner === undefined || sender === undefined || third === undefined ||
    new Set([owner.id, sender.id, third.id]).size < parts.length
  ) {
    throw new ParityError('The first three users must be three different ones')
  }
  const cast = { application, users: { owner, sender, third } }
  return other === undefined
    ? cast
    : { ...cast, stranger: await actor(client, other, other.users[0]), strangersApplication: other }
}

export async function signOut (client: Client, { users, stranger }: Cast): Promise<void> {
  for (const one of [...Object.values(users), stranger]) {
    if (one !== undefined) await endSession(client, one.token)
  }
}

/** What a scenario needs and these people lack, as it is told to them. */
export function missing (cast: Cast, needs: readonly Need[]): string | undefined {
  if (needs.includes('api key') && cast.application.api_key === undefined) {
    return 'needs application.api_key in the credentials'
  }
  if (needs.includes('other application') && cast.stranger === undefined) {
    return 'needs other_application in the credentials'
  }
  return undefined
}

async function actor (
  client: Client,
  application: ApplicationCredentials,
  credentials: UserCredentials | undefined
): Promise<Actor> {
  if (credentials === undefined) {
    throw new ParityError(`Three users are needed; there are fewer of application ${application.id}`)
  }
  const { token, userId } = await openSession(client, application, credentials)
  return { id: userId, token, credentials }
}
