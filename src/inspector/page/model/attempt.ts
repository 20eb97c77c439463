import { needUser, forbidden, sessionDoesNotExist, tokenRequired, unauthorized } from '../../../quickblox/errors.ts'
import type { QuickBloxError } from '../../../quickblox/errors.ts'
import type { Caller } from '../../../deletion/verdict.ts'
import type { PageWorld } from './world.ts'

/** Who asks, as a request says it. */
export type Who =
  | { readonly kind: 'session', readonly token: string }
  | { readonly kind: 'key', readonly key: string, readonly behalfOf: number | null }
  | { readonly kind: 'nobody' }

/** A delete that can be tried. */
export interface Attempt {
  readonly who: Who
  readonly what: 'Message' | 'Dialog'
  readonly ids: readonly string[]
  readonly force: boolean
}

/** A request to the vendor's API. */
export interface VendorRequest {
  readonly method: 'DELETE'
  /** With the prefix of the workspace. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

export function requestOf ({ who, what, ids, force }: Attempt, prefix: string): VendorRequest {
  return {
    method: 'DELETE',
    path: `${prefix}/chat/${what}/${ids.map(encodeURIComponent).join(',')}.json`,
    headers: { ...headersOf(who), ...(force && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
    body: force ? 'force=1' : null
  }
}

function headersOf (who: Who): Record<string, string> {
  if (who.kind === 'nobody') return {}
  if (who.kind === 'session') return { 'QB-Token': who.token }
  return { Authorization: `ApiKey ${who.key}`, ...(who.behalfOf !== null && { 'On-Behalf-Of': String(who.behalfOf) }) }
}

/** The same request as a line for a shell. */
export function curlOf ({ method, path, headers, body }: VendorRequest, origin: string): string {
  // What curl sends with -d anyway.
  const said = Object.entries(headers).filter(([name]) => name !== 'Content-Type')
  const words = [
    'curl',
    '-i',
    '-X',
    method,
    ...said.flatMap(([name, value]) => ['-H', quoted(`${name}: ${value}`)]),
    ...(body === null ? [] : ['-d', quoted(body)]),
    quoted(origin + path)
  ]
  return words.join(' ')
}

function quoted (text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/**
 * Who a request comes from, or how it will be refused before anything else is looked at; `now` in milliseconds since
 * 1970.
 */
export function callerOf (who: Who, world: PageWorld, now: number): Caller | QuickBloxError {
  if (who.kind === 'nobody') return tokenRequired()
  if (who.kind === 'session') return ofSession(who.token, world, now)
  const application = world.applications.find(({ api_keys: keys }) => keys.includes(who.key))
  if (application === undefined) return unauthorized()
  if (who.behalfOf === null) return { kind: 'application', applicationId: application.id }
  const user = world.users.find(({ id }) => id === who.behalfOf)
  return user?.application_id === application.id
    ? { kind: 'user', userId: user.id, applicationId: application.id }
    : forbidden()
}

function ofSession (token: string, { sessions }: PageWorld, now: number): Caller | QuickBloxError {
  const session = sessions.find((one) => one.token === token)
  if (session === undefined || (session.expires_at !== undefined && Date.parse(session.expires_at) <= now)) {
    return sessionDoesNotExist()
  }
  return session.user_id === 0
    ? needUser()
    : { kind: 'user', userId: session.user_id, applicationId: session.application_id }
}
