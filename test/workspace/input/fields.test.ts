import { describe, expect, test } from 'vitest'
import { Ajv } from 'ajv'
import * as fields from '../../../src/workspace/input/fields.ts'
import type { Field } from '../../../src/workspace/input/fields.ts'
import { problemsOf, refuse } from '../../../src/workspace/input/problems.ts'

const { between, either, oneOf, whole } = fields
const ajv = new Ajv()

const table: Array<[string, Field, unknown[], unknown[]]> = [
  ['positive', fields.positive, [1, 2 ** 53 - 1], [0, -1, 1.5, NaN, '1', null]],
  ['finite', fields.finite, [0, -1.5, 1e300], ['0', null, true]],
  ['someText', fields.someText, ['a', ' ', '0'], ['', 1, null, ['a']]],
  ['numeral', fields.numeral, ['1', '10', '123456789012345'], [
    '0',
    '01',
    '-1',
    '1.0',
    '',
    '1234567890123456',
    1,
    'x1'
  ]],
  ['path', fields.path, ['/', '/chat', '/chat/@x'], ['', 'chat', '/@w', '/@', ' /chat', 1]],
  ['method', fields.method, ['DELETE', 'get', 'x'], ['', 'GET ', ' GET', 'G-T', '*', 1]],
  ['flag', fields.flag, ['true', 'false'], [true, false, '', 'TRUE', 1]],
  ['whole', whole(1, 3), [1, 2, 3], [0, 4, 1.5, '2', null]],
  ['between', between('a number', 1, 3), [1, 1.5, 3], [0.99, 3.01, '2', null]],
  ['oneOf', oneOf(['a', 1]), ['a', 1], ['b', '1', 2, ['a'], null]],
  ['either', either(whole(1, 1), oneOf(['always'])), [1, 'always'], [2, 'never', null]],
  ['objectOf', fields.objectOf<{ n?: number }>({ n: fields.finite }), [{}, { n: 1 }], [[], null, 'x', 1]]
]

describe.each(table)('%s', (_, { test: takes, schema }, good, bad) => {
  test.each(good)('takes %j, and so does its schema', (value) => {
    expect([takes(value), ajv.validate(schema, value)]).toEqual([true, true])
  })

  test.each(bad)('takes no %j, nor does its schema', (value) => {
    expect([takes(value), ajv.validate(schema, value)]).toEqual([false, false])
  })
})

test.each([
  [fields.positive, 'a positive whole number'],
  [fields.finite, 'a number'],
  [fields.someText, 'a string that is not empty'],
  [fields.flag, 'true or false'],
  [whole(1, 3), 'a whole number from 1 to 3'],
  [between('a time', 1, 3), 'a time from 1 to 3'],
  [oneOf(['a', 1]), '"a" or 1'],
  [either(whole(1, 2), oneOf(['always'])), 'a whole number from 1 to 2 or "always"'],
  [fields.objectOf({}), 'an object'],
  [fields.objectOf({}, 'a span'), 'a span']
])('%o says what it must be', ({ must }, words) => {
  expect(must).toBe(words)
})

describe('the problems of an object', () => {
  const inner = fields.objectOf<{ deep?: number }>({ deep: fields.positive })
  const known = { count: fields.positive, name: fields.someText, inner }

  test.each<[unknown, string[]]>([
    [{}, []],
    [{ count: 1, name: 'x', inner: { deep: 1 } }, []],
    [{ count: undefined }, []],
    [{ count: 0, name: '' }, ['count must be a positive whole number', 'name must be a string that is not empty']],
    [{ cuont: 1 }, ['cuont is unknown; did you mean count?']],
    [{ zzzzzz: 1 }, ['zzzzzz is unknown; there are count, name, inner']],
    [{ toString: 1 }, ['toString is unknown; there are count, name, inner']],
    [{ inner: { deep: 0, dep: 1 } }, ['inner.deep must be a positive whole number',
      'inner.dep is unknown; did you mean deep?']],
    [{ inner: [] }, ['inner must be an object']],
    [null, ['it must be an object with count, name, inner']],
    [[], ['it must be an object with count, name, inner']],
    [Promise.resolve({}), ['it must be an object with count, name, inner']],
    [{ inner: new Map() }, ['inner must be an object']]
  ])('%j', (object, problems) => {
    expect(problemsOf(object, known)).toEqual(problems)
  })

  test('have the name of what they are in, in front', () => {
    expect(problemsOf('x', known, 'clock.')).toEqual(['clock must be an object with count, name, inner'])
    expect(problemsOf({ count: 0 }, known, 'clock.')).toEqual(['clock.count must be a positive whole number'])
  })

  test('are thrown together, and none is none', () => {
    expect(() => refuse('fault', [])).not.toThrow()
    expect(() => refuse('fault', ['one', 'two'])).toThrow(expect.objectContaining({
      statusCode: 422,
      problems: ['fault: one', 'fault: two'],
      message: 'fault: one\nfault: two',
      name: 'AdminError'
    }))
  })
})
