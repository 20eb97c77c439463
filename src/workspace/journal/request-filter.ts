import type { Verdict } from '../../deletion/verdict.ts'
import { method, oneOf, path, positive, problemsOf, refuse, someText, whole } from '../input/fields.ts'
import type { Fields } from '../input/fields.ts'
import type { Received } from './received.ts'
import { namesId, pathOf } from '../requests/request-url.ts'

/** Which requests of the journal are meant; what is left out does not matter. */
export interface RequestFilter {
  /** The method, in either case. */
  readonly method?: string
  /** What the path starts with, without the prefix of a workspace: `/chat/Message` is every deletion of messages. */
  readonly path?: string
  /** An id that the URL names, alone or among others, or in its query. */
  readonly id?: string
  /** The id of the user who asked, or on whose behalf an application did. */
  readonly user?: number
  /** The status of the answer. */
  readonly status?: number
  /** What came of at least one of the ids; `SuccessfullyDeleted` is any of `hide`, `leave` and `destroy`. */
  readonly verdict?: Verdict | 'SuccessfullyDeleted'
}

export const verdictNames = ['hide', 'leave', 'destroy', 'NotFound', 'WrongPermissions', 'SuccessfullyDeleted'] as const satisfies ReadonlyArray<RequestFilter['verdict']>

const fields: Fields = { method, path, id: someText, user: positive, status: whole(100, 599), verdict: oneOf(verdictNames) }

/** @throws ControlError with everything that is wrong with it, so that a misspelt filter does not pass for one that matches nothing */
export function checkFilter (filter: unknown): asserts filter is RequestFilter {
  refuse('filter', problemsOf(filter, fields))
}

export function matches (received: Received, filter: RequestFilter): boolean {
  const { caller, outcome } = received
  if (filter.method !== undefined && received.method !== filter.method.toUpperCase()) return false
  if (filter.path !== undefined && !pathOf(received.url).startsWith(filter.path)) return false
  if (filter.id !== undefined && !namesId(received.url, filter.id)) return false
  if (filter.user !== undefined && (caller?.kind !== 'user' || caller.userId !== filter.user)) return false
  if (filter.status !== undefined && received.status !== filter.status) return false
  return filter.verdict === undefined || (outcome?.some(({ verdict }) => isVerdict(verdict, filter.verdict)) ?? false)
}

function isVerdict (verdict: Verdict, wanted: RequestFilter['verdict']): boolean {
  if (wanted === 'SuccessfullyDeleted') return verdict !== 'NotFound' && verdict !== 'WrongPermissions'
  return verdict === wanted
}
