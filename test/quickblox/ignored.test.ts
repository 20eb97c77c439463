import { expect, test } from 'vitest'
import type { FastifyRequest } from 'fastify'
import { ignore, unknownNames } from '../../src/quickblox/ignored.ts'

const told = (names: readonly string[]): unknown => {
  const request = { ignored: null } as unknown as FastifyRequest
  ignore(request, names, { unknownParameters: 'ignored' })
  return request.ignored
}

test.each([
  [[], null],
  [['x'], ['x']],
  [Array.from({ length: 50 }, (_, n) => `n${n}`), Array.from({ length: 50 }, (_, n) => `n${n}`)],
  [Array.from({ length: 51 }, (_, n) => `n${n}`), Array.from({ length: 50 }, (_, n) => `n${n}`)],
  [['x'.repeat(200)], ['x'.repeat(200)]],
  [['x'.repeat(201)], ['x'.repeat(200)]]
])('of parameters that meant nothing, fifty are told, to two hundred characters (%#)', (names, ignored) => {
  expect(told(names)).toEqual(ignored)
})

test('with the switch, all of them are refused, and none is not', () => {
  const request = {} as FastifyRequest
  expect(() => ignore(request, [], { unknownParameters: 'refused' })).not.toThrow()
  expect(() => ignore(request, ['a', 'b'], { unknownParameters: 'refused' })).toThrow(expect.objectContaining({
    statusCode: 422,
    body: { errors: { a: ['is not a parameter of this call'], b: ['is not a parameter of this call'] } }
  }))
})

test('a token is known everywhere', () => {
  expect(unknownNames(new Set(['a']), { a: 1, b: 2, token: 3 }, { c: 4, a: 5 }, [])).toEqual(['b', 'c'])
})
