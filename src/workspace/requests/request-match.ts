import type { Caller } from '../../deletion/verdict.ts'
import { about, method, path, positive, someText } from '../input/fields.ts'
import type { FieldsOf } from '../input/fields.ts'
import { namesId, pathnameOf } from './request-url.ts'

/** Which requests are meant; what is left out does not matter. */
export interface RequestMatch {
  /** The method, in either case. */
  readonly method?: string
  /** What the path starts with, without the prefix of a workspace: `/chat/Message` is every deletion of messages. */
  readonly path?: string
  /** An id that the URL names, alone or among others, or in its query. */
  readonly id?: string
  /** The id of the user who asks, or on whose behalf an application does. */
  readonly user?: number
}

export const matchFields = {
  method: about('The method, in either case.', method),
  path: about('What the path starts with, without the prefix of a workspace.', path),
  id: about('An id that the URL names, alone or among others, or in its query.', someText),
  user: about('The user who asks, or on whose behalf an application does.', positive)
} satisfies FieldsOf<RequestMatch>

/** What of a request decides whether it is meant. */
export interface MatchedRequest {
  readonly method: string
  readonly url: string
  readonly caller: Caller | null
}

export function isMeant ({ method, url, caller }: MatchedRequest, match: RequestMatch): boolean {
  if (match.method !== undefined && method !== match.method.toUpperCase()) return false
  if (match.path !== undefined && !pathnameOf(url).startsWith(match.path)) return false
  if (match.id !== undefined && !namesId(url, match.id)) return false
  return match.user === undefined || (caller?.kind === 'user' && caller.userId === match.user)
}
