import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/options/option.ts'
import { resolveOptions } from '../../src/options/resolve-options.ts'
import { bad, defaults, good } from './values.ts'

describe('the options of a program', () => {
  const apiDefaults = { ...defaults, port: 0, store: 'memory', logLevel: 'silent' }

  test('have defaults of their own', () => {
    expect(resolveOptions()).toEqual(apiDefaults)
    expect(resolveOptions({})).toEqual(apiDefaults)
  })

  test.each(good.filter(([name]) => name !== 'fixtures'))('%s takes %s', (name, _text, value) => {
    expect(resolveOptions({ [name]: value })).toEqual({ ...apiDefaults, [name]: value })
  })

  test.each([['a.json'], [['a.json', 'b']], [{ users: [] }], [['a.json', { users: [] }]]])(
    'fixtures takes %j',
    (fixtures) => {
      expect(resolveOptions({ fixtures })).toEqual({ ...apiDefaults, fixtures })
    }
  )

  test('as takes several names', () => {
    expect(resolveOptions({ as: ['A.example', 'b'] }).as).toEqual(['a.example', 'b'])
    expect(() => resolveOptions({ as: ['a', 'b:1'] })).toThrow(UsageError)
  })

  test.each(bad)('%s refuses %s', (name, text, problem) => {
    expect(() => resolveOptions({ [name]: text })).toThrow(new UsageError(`${name}: ${problem}`))
  })

  test.each([
    [{ port: 1.5 }, 'port: "1.5" is not a port; give a whole number from 0 to 65535'],
    [{ port: null }, 'port: "null" is not a port; give a whole number from 0 to 65535'],
    [{ fixture: 'a.json' }, 'fixture: there is no such option; did you mean fixtures?'],
    [{ verbose: true }, 'verbose: there is no such option']
  ])('%j is refused', (options, problem) => {
    expect(() => resolveOptions(options as object)).toThrow(new UsageError(problem))
  })

  test.each([
    [Promise.resolve({ port: 0 }), 'Promise'],
    [new Map(), 'Map'],
    [null, 'Null'],
    [[], 'Array'],
    ['team', 'String']
  ])('are no %s', (options, kind) => {
    expect(() => resolveOptions(options as object)).toThrow(new UsageError(`options: must be an object, not ${kind}`))
  })

  test('take an option that is undefined for one that is left out', () => {
    expect(resolveOptions({ port: undefined } as object)).toEqual(apiDefaults)
  })
})
