import { createHmac, randomInt } from 'node:crypto'
import type { Client, Request } from './client.ts'
import type { ApplicationCredentials, UserCredentials } from './credentials.ts'
import { ParityError } from './parity-error.ts'

export interface OpenSession {
  readonly token: string
  /** 0 for an application session. */
  readonly userId: number
}

/** The request that opens a session, for the application or one of its users; signed with this secret. */
export function sessionRequest (
  { id, auth_key: authKey, auth_secret: secret }: ApplicationCredentials,
  user?: UserCredentials,
  others: Readonly<Record<string, string>> = {}
): Request {
  const fields: Record<string, string> = {
    application_id: String(id),
    auth_key: authKey,
    nonce: String(randomInt(1, 2 ** 31)),
    timestamp: String(Math.floor(Date.now() / 1000)),
    ...(user?.login !== undefined && { 'user[login]': user.login }),
    ...(user?.login === undefined && user?.email !== undefined && { 'user[email]': user.email }),
    ...(user !== undefined && { 'user[password]': user.password }),
    ...others
  }
  const text = Object.entries(fields).map(([name, value]) => `${name}=${value}`).sort().join('&')
  return {
    method: 'POST',
    path: '/session.json',
    body: { ...fields, signature: createHmac('sha1', secret).update(text).digest('hex') }
  }
}

/** Rejects with {@link ParityError} where there is none to be had: wrong credentials, or no QuickBlox server. */
export async function openSession (
  client: Client,
  application: ApplicationCredentials,
  user?: UserCredentials
): Promise<OpenSession> {
  const answer = await client.send(sessionRequest(application, user), 'sign in')
  const session = answer.status === 201 ? sessionIn(answer.body) : undefined
  if (session !== undefined) return session
  const who = user === undefined
    ? `application ${application.id}`
    : `user ${user.login ?? user.email} of application ${application.id}`
  throw new ParityError(
    `No session for ${who}: POST /session.json answered ${answer.status} ` +
      `${answer.body.slice(0, 200)}\n${adviceFor(answer.status)}`
  )
}

export function endSession (client: Client, token: string): Promise<unknown> {
  return client.send({ method: 'DELETE', path: '/session.json', headers: { 'QB-Token': token } }, 'clean up')
}

function sessionIn (body: string): OpenSession | undefined {
  try {
    const { session } = JSON.parse(body) as { session?: { token?: unknown, user_id?: unknown } }
    return typeof session?.token === 'string'
      ? { token: session.token, userId: Number(session.user_id ?? 0) }
      : undefined
  } catch {
    return undefined
  }
}

function adviceFor (status: number): string {
  if (status === 401 || status === 422) {
    return 'Check the credentials: the id, auth_key and auth_secret of the application, and the login and password ' +
      'of the user.'
  }
  return 'That does not look like a QuickBlox server; give its API address with --url, like https://api.quickblox.com.'
}
