import type { Verdict } from '../../deletion/verdict.ts'
import { about, oneOf, whole } from '../input/fields.ts'
import type { FieldsOf } from '../input/fields.ts'
import { problemsOf, refuse } from '../input/problems.ts'
import type { Received } from './received.ts'
import { isMeant, matchFields } from '../requests/request-match.ts'
import type { RequestMatch } from '../requests/request-match.ts'

/** Which requests of the journal are meant; what is left out does not matter. */
export interface RequestFilter extends RequestMatch {
  /** The status of the answer. */
  readonly status?: number
  /** What came of at least one of the ids; `SuccessfullyDeleted` is any of `hide`, `leave` and `destroy`. */
  readonly verdict?: Verdict | 'SuccessfullyDeleted'
}

const verdictNames = [
  'hide',
  'leave',
  'destroy',
  'NotFound',
  'WrongPermissions',
  'SuccessfullyDeleted'
] as const satisfies ReadonlyArray<RequestFilter['verdict']>

export const filterFields = {
  ...matchFields,
  status: about('The status of the answer.', whole(100, 599)),
  verdict: about(
    'What came of at least one of the ids; `SuccessfullyDeleted` is any of `hide`, `leave` and `destroy`.',
    oneOf(verdictNames)
  )
} satisfies FieldsOf<RequestFilter>

/**
 * @throws AdminError with everything that is wrong with it, so that a misspelt filter does not pass for one that
 * matches nothing
 */
export function checkFilter (filter: unknown): asserts filter is RequestFilter {
  refuse('filter', problemsOf(filter, filterFields))
}

export function matchesFilter (received: Received, filter: RequestFilter): boolean {
  const { outcome } = received
  if (!isMeant(received, filter)) return false
  if (filter.status !== undefined && received.status !== filter.status) return false
  return filter.verdict === undefined || (outcome?.some(({ verdict }) => isVerdict(verdict, filter.verdict)) ?? false)
}

function isVerdict (verdict: Verdict, wanted: RequestFilter['verdict']): boolean {
  if (wanted === 'SuccessfullyDeleted') return verdict !== 'NotFound' && verdict !== 'WrongPermissions'
  return verdict === wanted
}
