import { isObject } from '../../shared/is-object.ts'
import { about, between, either, objectOf, oneOf, positive, whole } from '../input/fields.ts'
import type { Field, FieldsOf } from '../input/fields.ts'
import { problemsOf, refuse } from '../input/problems.ts'
import { matchFields } from '../requests/request-match.ts'
import { headerProblems, largestHeaders } from './fault-headers.ts'
import { connectionEndings } from './fault.ts'
import type { Fault, FaultMatch } from './fault.ts'

const longestDelay = 600_000

const headers: Field<Readonly<Record<string, string>>> = {
  must: 'an object of strings',
  test: (value): value is Readonly<Record<string, string>> =>
    isObject(value) && Object.values(value).every((one) => typeof one === 'string'),
  schema: { type: 'object', patternProperties: { '^.*$': { type: 'string' } } }
}

const body: Field = { must: 'a value that JSON can write', test: isJson, schema: {} }

export const faultFields = {
  match: about('The requests that it hits; all where left out.', objectOf<FaultMatch>(matchFields)),
  times: about('How many of them, the next first. Default: 1.', either(positive, oneOf(['always']))),
  when: about(
    '`before`: nothing is deleted. `after`: the deletion happens, then the answer goes wrong. Default: `before`.',
    oneOf(['before', 'after'])
  ),
  delayMs: about('How long the request is held up first.', between('a number of milliseconds', 0, longestDelay)),
  status: about('Default: 500; with `headers` or `delayMs` alone, what it would have been.', whole(200, 599)),
  headers: about(
    `${largestHeaders} bytes at most, and none that belongs to the connection or follows from the body, such as ` +
      '`Connection` or `Content-Length`.',
    headers
  ),
  body: about(
    "A string is sent as it is, anything else as JSON. Default: the vendor's error body for the status.",
    body
  ),
  connection: about(
    'No answer at all; then `status`, `headers` and `body` must be left out.',
    oneOf(connectionEndings)
  )
} satisfies FieldsOf<Fault>

/** @throws AdminError with everything that is wrong with it */
export function checkFault (fault: unknown): asserts fault is Fault {
  refuse('fault', [
    ...problemsOf(fault, faultFields),
    ...(isObject(fault) ? [...headerProblems(fault['headers']), ...contradictions(fault)] : [])
  ])
}

/** Without an answer there is nothing to say of one. */
function contradictions (fault: Record<string, unknown>): string[] {
  const given = (name: string): boolean => fault[name] !== undefined
  const answered = ['status', 'headers', 'body'].filter(given)
  const bodiless = fault['status'] === 204 || fault['status'] === 304
  return [
    ...(given('connection') && answered.length > 0
      ? [`connection leaves no answer, so ${answered.join(' and ')} can't be given with it`]
      : []),
    ...(bodiless && given('body') ? [`body can't be given with status ${fault['status']}, which has none`] : [])
  ]
}

function isJson (value: unknown): value is unknown {
  try {
    return JSON.stringify(value) !== undefined
  } catch {
    return false
  }
}
