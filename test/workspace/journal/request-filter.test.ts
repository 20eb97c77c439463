import { expect, test } from 'vitest'
import type { Outcome, Verdict } from '../../../src/deletion/verdict.ts'
import { checkFilter, matchesFilter } from '../../../src/workspace/journal/request-filter.ts'
import type { RequestFilter } from '../../../src/workspace/journal/request-filter.ts'

const came = (status: number | null, ...verdicts: Verdict[]) => ({
  method: 'DELETE',
  url: '/chat/Message/a',
  caller: null,
  status,
  outcome: verdicts.length === 0 ? null : verdicts.map((verdict) => ({ id: 'a', verdict, reason: 'M1' })) as Outcome
})

test.each<[RequestFilter, ReturnType<typeof came>, boolean]>([
  [{}, came(null), true],
  [{ status: 200 }, came(200), true],
  [{ status: 200 }, came(403), false],
  [{ status: 200 }, came(null), false],
  [{ status: 200, method: 'GET' }, came(200), false],
  [{ method: 'DELETE', verdict: 'hide' }, came(200, 'hide'), true],
  [{ verdict: 'hide' }, came(200), false],
  [{ verdict: 'hide' }, came(200, 'destroy'), false],
  [{ verdict: 'hide' }, came(200, 'NotFound', 'hide'), true],
  [{ verdict: 'NotFound' }, came(404, 'NotFound'), true],
  [{ verdict: 'NotFound' }, came(200, 'leave', 'hide'), false],
  [{ verdict: 'SuccessfullyDeleted' }, came(200, 'hide'), true],
  [{ verdict: 'SuccessfullyDeleted' }, came(200, 'leave'), true],
  [{ verdict: 'SuccessfullyDeleted' }, came(200, 'destroy'), true],
  [{ verdict: 'SuccessfullyDeleted' }, came(200, 'NotFound'), false],
  [{ verdict: 'SuccessfullyDeleted' }, came(403, 'WrongPermissions'), false],
  [{ verdict: 'SuccessfullyDeleted' }, came(200, 'NotFound', 'WrongPermissions', 'hide'), true],
  [{ verdict: 'SuccessfullyDeleted' }, came(401), false],
  [{ status: 403, verdict: 'SuccessfullyDeleted' }, came(200, 'hide'), false]
])('the filter %j, of %j: %j', (filter, request, matches) => {
  expect(matchesFilter(request as Parameters<typeof matchesFilter>[0], filter)).toBe(matches)
})

test('a filter says what is wrong with it', () => {
  expect(() => checkFilter({ status: 99 })).toThrow('filter: status must be a whole number from 100 to 599')
  expect(() => checkFilter({ status: 100, verdict: 'leave' })).not.toThrow()
})
