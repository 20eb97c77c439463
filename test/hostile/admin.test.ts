import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkFixtures } from '../../src/fixtures/check-fixtures.ts'
import { FixtureError } from '../../src/fixtures/fixture-error.ts'
import { world } from '../helpers/world.ts'
import { expectUntouchedPrototypes } from './prototypes.ts'
import { Victim, runs, seed } from './victim.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const lists = ['applications', 'users', 'sessions', 'dialogs', 'messages'] as const

/** A JSON value like those that the fields take, and unlike. */
const value = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1.5,
    1e300,
    2 ** 53,
    true,
    [],
    {},
    [[]],
    [null],
    [1, 1],
    { __proto__: 1 },
    'aaaaaaaaaaaaaaaaaaaa0001',
    'x'.repeat(1000),
    '\0',
    '\ud800',
    '2030-01-01T00:00:00Z',
    '9999-99-99T99:99:99Z'
  ),
  fc.jsonValue()
)

/** Valid fixtures with a few things made something else. */
const meddled = fc.array(
  fc.record({
    list: fc.constantFrom(...lists),
    index: fc.nat(),
    field: fc.nat(),
    act: fc.constantFrom('change', 'remove', 'add', 'replace the entry', 'repeat the entry', 'replace the list'),
    name: fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'id', '_id'), fc.string()),
    value
  }),
  { minLength: 1, maxLength: 4 }
)
  .map((changes) => {
    const fixtures = JSON.parse(JSON.stringify(world)) as Record<string, unknown>
    // Values that many runs share must not be changed by one of them.
    for (const { list, index, field, act, name, value } of changes.map((change) => structuredClone(change))) {
      const entries = fixtures[list]
      if (!Array.isArray(entries) || entries.length === 0) continue
      const at = index % entries.length
      const entry: unknown = entries[at]
      if (act === 'replace the list') fixtures[list] = value
      else if (act === 'replace the entry' || typeof entry !== 'object' || entry === null) entries[at] = value
      else if (act === 'repeat the entry') entries.push(entry)
      else if (act === 'add') {
        Object.defineProperty(entry, name, { value, enumerable: true, configurable: true, writable: true })
      } else {
        const key = Object.keys(entry)[field % Math.max(1, Object.keys(entry).length)] ?? name
        if (act === 'remove') Reflect.deleteProperty(entry, key)
        else Reflect.set(entry, key, value)
      }
    }
    // What was removed from a list has left a hole, which JSON does not know.
    return JSON.parse(JSON.stringify(fixtures))
  })
const anyFixtures = fc.oneof(
  { weight: 4, arbitrary: meddled },
  fc.dictionary(fc.constantFrom(...lists, '$schema', 'people'), value),
  fc.jsonValue()
)

describe('fixtures', () => {
  test('are taken or refused with what is wrong, whatever they hold', async () => {
    await fc.assert(fc.asyncProperty(anyFixtures, async (fixtures) => {
      const read = await checkFixtures([{ file: 'a.json', fixtures }]).catch((error: unknown) => error)
      if (!(read instanceof Error)) return
      expect(read).toBeInstanceOf(FixtureError)
      expect((read as FixtureError).problems.filter(({ file, problem }) => file === '' || problem === '')).toEqual([])
      expect((read as FixtureError).problems.length).toBeGreaterThan(0)
    }), { numRuns: runs(600), seed })
  })
})

const faults = fc.record({
  match: fc.oneof(fc.record({ method: value, path: value, id: value, user: value }, { requiredKeys: [] }), value),
  times: value,
  when: fc.oneof(fc.constantFrom('before', 'after'), value),
  delayMs: value,
  status: value,
  headers: fc.oneof(fc.dictionary(fc.string(), value), value),
  body: value,
  connection: fc.oneof(fc.constantFrom('reset', 'hang'), value)
}, { requiredKeys: [] })
const clocks = fc.record({
  now: value,
  advance: fc.oneof(fc.dictionary(fc.constantFrom('hours', 'days', 'ms'), value), value)
}, { requiredKeys: [] })
const filters = fc.record({
  method: value,
  path: value,
  id: value,
  user: value,
  status: value,
  verdict: value,
  reason: value,
  atLeast: fc.oneof(fc.constant(1), fc.constant('1')),
  withinMs: fc.constantFrom(0, 1, -1, null, 'x', 1e9)
}, { requiredKeys: [] })

const call = fc.oneof(
  fc.record({ method: fc.constantFrom('POST', 'PUT'), path: fc.constant('/fixtures'), body: anyFixtures }),
  fc.record({ method: fc.constant('POST'), path: fc.constant('/faults'), body: fc.oneof(faults, value) }),
  fc.record({ method: fc.constant('PUT'), path: fc.constant('/clock'), body: fc.oneof(clocks, value) }),
  fc.record({
    method: fc.constant('POST'),
    path: fc.constantFrom('/requests/find', '/requests/count'),
    body: fc.oneof(filters, value)
  }),
  fc.record({
    method: fc.constantFrom('GET', 'DELETE', 'POST', 'PATCH'),
    path: fc.oneof(
      fc.constantFrom(
        '',
        '/',
        '/nothing',
        '/state?as=x',
        '/state?as=1&as=2',
        '/state?destroyed=maybe',
        '/state?as=99999999999999999999',
        '/requests?limit=-1',
        '/requests?limit=0',
        '/workspaces/default',
        '/workspaces/none',
        '/workspaces/%00',
        '/workspaces/%ff',
        '/%',
        '/health/x',
        '/reset?x=1',
        '/../chat'
      ),
      fc.webPath()
    ),
    body: fc.constant(undefined)
  }),
  fc.record({
    method: fc.constantFrom('POST', 'PUT'),
    path: fc.constantFrom('/fixtures', '/faults', '/clock', '/requests/find'),
    body: fc.constantFrom(
      '{',
      '[',
      '"',
      'nul',
      '',
      '[[',
      '\0',
      '{"users":[{}',
      '{"__proto__":null}',
      '{"__proto__":{"adminToken":"x"}}',
      '{"constructor":{"prototype":{"status":1}}}',
      '{"match":{"__proto__":{"user":1}}}',
      '['.repeat(20_000),
      `{"messages":[{"a":${'['.repeat(40)}${']'.repeat(40)}}]}`
    )
  })
)

describe('/__admin', () => {
  let victim: Victim
  beforeAll(async () => { victim = await Victim.start() })
  afterAll(() => victim?.mock.close())

  test('takes or refuses whatever it is told, with the reasons', async () => {
    await fc.assert(
      fc.asyncProperty(call, fc.constantFrom('', '/@worker-1'), async ({ method, path, body }, prefix) => {
        const payload = typeof body === 'string' ? body : JSON.stringify(body)
        const answer = await fetch(`${victim.mock.url}${prefix}/__admin${path}`, {
          method,
          signal: AbortSignal.timeout(15_000),
          ...(method !== 'GET' && payload !== undefined && { body: payload })
        })
        const text = await answer.text()
        expect([answer.status, text]).toEqual([
          expect.toSatisfy((status: number) => status < 500),
          expect.not.stringMatching(/\n\s+at |node:internal|node_modules/)
        ])
        if (answer.status >= 400) expect(JSON.parse(text).errors.length).toBeGreaterThan(0)
        if (path === '/faults') await fetch(`${victim.mock.url}${prefix}/__admin/faults`, { method: 'DELETE' })
        victim.sent++
      }),
      { numRuns: runs(250), seed }
    )
    victim.report('/__admin')
    expectUntouchedPrototypes()
    // Other fixtures are what a reset goes back to by now.
    expect((await fetch(`${victim.mock.url}/__admin/reset`, { method: 'POST' })).status).toBe(204)
    expect((await fetch(`${victim.mock.url}/readyz`)).status).toBe(200)
    expect(victim.log.filter((line) => /"level":(?:50|60)/.test(line))).toEqual([])
  })
})
