import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from '../../../src/workspace/journal/packing.ts'
import type { Received } from '../../../src/workspace/journal/received.ts'
import type { Caller, Judgement } from '../../../src/deletion/verdict.ts'
import { received } from '../../helpers/received.ts'

const text = fc.string({ unit: 'binary' })
const some = fc.string({ unit: 'binary', minLength: 1 })
const number = fc.integer({ min: 1, max: 2 ** 48 })
const caller: fc.Arbitrary<Caller> = fc.oneof(
  fc.record({ kind: fc.constant('application'), applicationId: number }, { noNullPrototype: true }) as fc.Arbitrary<
    Caller
  >,
  fc.record({ kind: fc.constant('user'), userId: number, applicationId: number }, {
    noNullPrototype: true
  }) as fc.Arbitrary<Caller>
)
const judgement: fc.Arbitrary<Judgement> = fc.record({
  id: text,
  verdict: fc.constantFrom('hide', 'destroy', 'leave', 'NotFound', 'WrongPermissions'),
  reason: fc.constantFrom('M1', 'D10')
}, { noNullPrototype: true })
const request: fc.Arbitrary<Received> = fc.record({
  id: some,
  at: fc.integer({ min: 0, max: 8.64e15 }),
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'LOCK'),
  url: text,
  headers: fc.dictionary(text.filter((name) => name !== '__proto__'), text, { noNullPrototype: true }),
  body: fc.oneof(
    fc.constant(null),
    text,
    fc.dictionary(some, fc.jsonValue(), { noNullPrototype: true }).map((body) => JSON.parse(JSON.stringify(body)))
  ),
  caller: fc.option(caller),
  outcome: fc.option(fc.array(judgement, { minLength: 1 })),
  ignored: fc.option(fc.array(text, { minLength: 1 })),
  status: fc.option(fc.integer({ min: 100, max: 599 })),
  payload: fc.option(some),
  fault: fc.option(some),
  microseconds: fc.nat()
}, { noNullPrototype: true })

test('a request that is packed is the same when it is unpacked, whatever is in it', () => {
  fc.assert(fc.property(request, (received) => {
    expect(unpack(pack(received))).toEqual(received)
  }), { numRuns: 500 })
})

test('what several headers of one name held stands in one text', () => {
  const request = received({ headers: { 'set-cookie': ['a', 'b'] }, status: null })
  expect(unpack(pack(request)).headers).toEqual({ 'set-cookie': 'a,b' })
})
