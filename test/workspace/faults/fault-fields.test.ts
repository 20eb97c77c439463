import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Fault } from '../../../src/workspace/faults/fault.ts'
import { checkFault } from '../../../src/workspace/faults/fault-fields.ts'
import { AdminError } from '../../../src/workspace/input/admin-error.ts'
import { checkFilter } from '../../../src/workspace/journal/request-filter.ts'
import * as schemas from '../../../src/admin/schemas.ts'
import { ofOwner } from '../../helpers/world.ts'

const good: Fault[] = [
  {},
  { match: {} },
  { match: { method: 'DELETE', path: '/chat/Message', id: ofOwner, user: 1 } },
  { times: 1 },
  { times: 5, when: 'before' },
  { times: 'always', when: 'after' },
  { delayMs: 0 },
  { delayMs: 600_000 },
  { status: 200 },
  { status: 599, headers: { 'Retry-After': '1' }, body: { errors: [] } },
  { status: 204 },
  { status: 204, headers: {}, delayMs: 1 },
  { status: 304, headers: { etag: 'x' } },
  { headers: { x: 'y'.repeat(8191) } },
  { headers: { 'x-tab': 'a\tb ~' } },
  { body: null },
  { body: 'text' },
  { connection: 'reset' },
  { connection: 'close', delayMs: 10, when: 'after', times: 2 },
  { connection: 'hang' }
]

const bad = [
  [{ mach: {} }, ['fault: mach is unknown; did you mean match?']],
  [{ match: 'DELETE' }, ['fault: match must be an object']],
  [{ match: { verb: 'DELETE', user: '1', path: 'chat', id: 1, method: '*' } }, [
    'fault: match.verb is unknown; there are method, path, id, user',
    'fault: match.user must be a positive whole number',
    'fault: match.path must be a path that starts with "/", without the prefix of a workspace',
    'fault: match.id must be a string that is not empty',
    'fault: match.method must be a method like "DELETE"'
  ]],
  [{ times: 0 }, ['fault: times must be a positive whole number or "always"']],
  [{ times: 'never', when: 'during', delayMs: -1, status: 99 }, [
    'fault: times must be a positive whole number or "always"',
    'fault: when must be "before" or "after"',
    'fault: delayMs must be a number of milliseconds from 0 to 600000',
    'fault: status must be a whole number from 200 to 599'
  ]],
  [{ delayMs: 600_001 }, ['fault: delayMs must be a number of milliseconds from 0 to 600000']],
  [{ status: '503' }, ['fault: status must be a whole number from 200 to 599']],
  [{ headers: { 'retry-after': 1 } }, ['fault: headers must be an object of strings']],
  [{ connection: 'drop' }, ['fault: connection must be "reset" or "close" or "hang"']]
] as const

/** What JSON Schema does not say. */
const contradictory = [
  [{ connection: 'reset', status: 503, body: {} }, [
    "fault: connection leaves no answer, so status and body can't be given with it"
  ]],
  ...['status', 'headers', 'body'].map((name) =>
    [{ connection: 'hang', [name]: { status: 200, headers: {}, body: 1 }[name] }, [
      `fault: connection leaves no answer, so ${name} can't be given with it`
    ]] as const
  ),
  [{ status: 204, body: {} }, ["fault: body can't be given with status 204, which has none"]],
  [{ status: 304, body: '' }, ["fault: body can't be given with status 304, which has none"]],
  [{ headers: { x: 'y'.repeat(4096), z: 'y'.repeat(4095) } }, ['fault: headers must be 8192 bytes at most, not 8193']],
  [{ headers: { 'x-y': '\u007f' } }, ['fault: headers.x-y has a character that no header can hold']],
  [{ headers: { te: '\u00e4', x: '\u00e4' } }, [
    'fault: headers.te belongs to the connection or follows from the body; leave it out',
    'fault: headers.x has a character beyond ASCII, which no two programs read alike'
  ]],
  [{ headers: { 'a b': 'c' } }, ['fault: headers: "a b" is not the name of a header']],
  ...[
    'Content-Length',
    'trailer',
    'Connection',
    'keep-alive',
    'UPGRADE',
    'te',
    'Transfer-Encoding',
    'proxy-connection',
    'http2-settings'
  ].map((name) =>
    [{ headers: { [name]: '5' } }, [
      `fault: headers.${name} belongs to the connection or follows from the body; leave it out`
    ]] as const
  ),
  [{ headers: JSON.parse('{"__proto__":"x"}') }, ['fault: headers: "__proto__" is not the name of a header']],
  [{ headers: { 'x-y': 'ä' } }, ['fault: headers.x-y has a character beyond ASCII, which no two programs read alike']],
  [{ headers: { a: 1, b: 'y'.repeat(8192) } }, [
    'fault: headers must be an object of strings',
    'fault: headers must be 8192 bytes at most, not 8194'
  ]],
  [{ headers: { x: undefined } }, ['fault: headers must be an object of strings']],
  [{ headers: { '': 'x' } }, ['fault: headers: "" is not the name of a header']],
  [{ headers: { x: 'y'.repeat(8192) } }, ['fault: headers must be 8192 bytes at most, not 8193']],
  [{ headers: { 'x-y': 'a\nb' } }, ['fault: headers.x-y has a character that no header can hold']],
  [{ match: { path: '/@w/chat' } }, [
    'fault: match.path must be a path that starts with "/", without the prefix of a workspace'
  ]],
  [{ body: () => {} }, ['fault: body must be a value that JSON can write']],
  [{ body: 1n }, ['fault: body must be a value that JSON can write']]
] as const

function problemsOf (check: (value: unknown) => void, value: unknown): readonly string[] {
  try {
    check(value)
    return []
  } catch (error) {
    if (!(error instanceof AdminError)) throw error
    return error.problems
  }
}

describe('a fault', () => {
  test.each(good)('can be %j', (fault) => {
    expect(problemsOf(checkFault, fault)).toEqual([])
  })

  test.each([...bad, ...contradictory])('can\'t be %o', (fault, problems) => {
    expect(problemsOf(checkFault, fault)).toEqual(problems)
  })

  test.each([null, undefined, 'reset', 5, []])('can\'t be %j', (fault) => {
    expect(problemsOf(checkFault, fault)).toEqual([
      'fault: it must be an object with match, times, when, delayMs, status, headers, body, connection'
    ])
  })

  test('may have members that are undefined, as a spread leaves them', () => {
    expect(problemsOf(checkFault, { status: undefined, match: { user: undefined } })).toEqual([])
  })
})

describe('the document of the API says the same as the checks', () => {
  const ajv = new Ajv({ strict: false })
  const fault = ajv.compile(schemas.Fault)
  const filter = ajv.compile(schemas.RequestFilter)

  test.each(good)('of the fault %j', (value) => expect(fault(value)).toBe(true))
  test.each(bad)('of what is none: %j', (value) => expect(fault(value)).toBe(false))

  test.each([
    {},
    { method: 'delete' },
    { path: '/chat' },
    { id: 'x' },
    { user: 1 },
    { status: 100 },
    { verdict: 'SuccessfullyDeleted' },
    { method: '' },
    { path: 'chat' },
    { id: '' },
    { user: 0 },
    { user: 1.5 },
    { status: 600 },
    { verdict: 'hidden' },
    { verb: 'x' },
    [],
    null
  ])('of the filter %j', (value) => expect(filter(value)).toBe(problemsOf(checkFilter, value).length === 0))
})
