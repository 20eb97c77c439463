import { describe, expect, test } from 'vitest'
import { nested, text, userIds, wholeNumber } from '../../src/quickblox/fields.ts'
import { formOf } from '../../src/quickblox/form.ts'

const refusal = (field: string, problem: unknown) =>
  expect.objectContaining({ statusCode: 422, body: { errors: { [field]: [problem] } } })

describe('a form', () => {
  test.each<[Array<[string, string]>, object]>([
    [[], {}],
    [[['a', '1'], ['b', '']], { a: '1', b: '' }],
    [[['a', '1'], ['a', '2']], { a: ['1', '2'] }],
    [[['a', '1'], ['b', 'x'], ['a', '2'], ['a', '3']], { a: ['1', '2', '3'], b: 'x' }],
    [[['__proto__', '1'], ['constructor', '2']], JSON.parse('{"__proto__":"1","constructor":"2"}')]
  ])('of %j holds its fields', (pairs, fields) => {
    expect({ ...formOf(pairs) }).toEqual(fields)
  })
})

describe('brackets in names', () => {
  test.each<[object, unknown]>([
    [{ 'a[b]': 1 }, { a: { b: 1 } }],
    [{ 'a[b][c]': 1, 'a[b][d]': 2, 'a[e]': 3 }, { a: { b: { c: 1, d: 2 }, e: 3 } }],
    [{ 'long[name][of]': 1 }, { long: { name: { of: 1 } } }],
    [{ 'a[]': 1 }, { a: [1] }],
    [{ 'a[]': [1, 2] }, { a: [1, 2] }],
    [{ 'a[b][]': [1, 2] }, { a: { b: [1, 2] } }],
    [{ 'a[][b]': 1 }, { a: { '': { b: 1 } } }],
    [{ a: 1, 'a[b]': 2 }, { a: { b: 2 } }],
    [{ a: null, 'a[b]': 2 }, { a: { b: 2 } }],
    [{ a: [1], 'a[b]': 2 }, { a: { b: 2 } }],
    [{ a: { c: 1 } }, { a: { c: 1 } }],
    [{ 'a[b': 1, '[b]': 2, 'a]b[c]': 3, 'a[b]c': 4, 'a[b]]': 5, 'a[[b]': 6, '': 7 }, {
      'a[b': 1,
      '[b]': 2,
      'a]b[c]': 3,
      'a[b]c': 4,
      'a[b]]': 5,
      'a[[b]': 6,
      '': 7
    }]
  ])('%j is %j', (sent, fields) => {
    expect(JSON.parse(JSON.stringify(nested({ ...sent })))).toEqual(fields)
  })

  test.each(['__proto__[a]', 'a[__proto__]', 'a[b][constructor]', 'prototype[]'])('refused: %s', (name) => {
    expect(() => nested({ [name]: 1 })).toThrow(expect.objectContaining({
      statusCode: 400,
      body: { errors: [expect.stringContaining(`The parameter "${name}" is refused`)] }
    }))
  })
})

test.each([['x', 'x'], ['', ''], [5, '5'], [null, null], [undefined, null]])('the text %j is %j', (value, expected) => {
  expect(text({ a: value }, 'a')).toBe(expected)
})

test.each([true, {}, [], ['x']])('%j is no text', (value) => {
  expect(() => text({ a: value }, 'a')).toThrow(refusal('a', 'must be a text'))
})

test.each([
  [0, 0],
  [-5, -5],
  ['7', 7],
  ['-7', -7],
  [' 12\t', 12],
  ['9007199254740991', 9007199254740991],
  ['', undefined],
  [null, undefined],
  [undefined, undefined]
])('the whole number %j is %j', (value, expected) => {
  expect(wholeNumber({ a: value }, 'a')).toBe(expected)
})

const words = ['1.5', '1e3', '0x10', 'x7', '7x', '--7', ' ', '9007199254740993', '1'.repeat(17)]

test.each([...words, 1.5, true, {}, [7], ['7']])('%j is no whole number', (value) => {
  expect(() => wholeNumber({ a: value }, 'a')).toThrow(refusal('a', 'must be a whole number'))
})

test.each([
  [undefined, []],
  [null, []],
  ['', []],
  [' , ,', []],
  [7, [7]],
  ['7', [7]],
  [' 7 ,8,', [7, 8]],
  [['7', 8, '9,10'], [7, 8, 9, 10]]
])('ids of users: %j are %j', (value, ids) => {
  expect(userIds({ a: value }, 'a')).toEqual(ids)
})

test.each([0, '0', -1, '1,x', [1, [2]], [null], {}, true, 1.5])('%j are no ids of users', (value) => {
  expect(() => userIds({ a: value }, 'a')).toThrow(
    refusal('a', 'must be ids of users, in a list or separated by commas')
  )
})
