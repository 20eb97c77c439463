import { describe, expect, test, vi } from 'vitest'
import type { Collections } from '../../../src/store/mongo/collections.ts'
import { Known } from '../../../src/store/mongo/known.ts'
import { firstRecord } from '../../../src/store/mongo/record.ts'
import type { WorldRecord } from '../../../src/store/mongo/record.ts'

const record = (given: Partial<WorldRecord> = {}): WorldRecord => ({
  _id: 'world',
  ...firstRecord('somebody', 100),
  ready: true,
  last: 101,
  generation: 101,
  ...given
})

const knowing = (...records: readonly WorldRecord[]) => {
  const known = new Known({} as Collections)
  const listener = vi.fn()
  known.onChange(listener)
  for (const one of records) known.know(one)
  return { known, listener }
}

describe('what a server knows of a workspace', () => {
  test('is nothing before it is open', () => {
    expect(() => knowing().known.present).toThrow('The workspace is not open')
  })

  test.each<[string, Partial<WorldRecord>, Partial<WorldRecord>]>([
    ['a later version', { version: 102 }, { version: 102 }],
    ['no earlier version', { version: 100 }, {}],
    ['not the same again', { clock: 9 }, {}],
    ['more uses of plans', { uses: 5 }, { uses: 5 }],
    ['no fewer uses of plans', { uses: 3 }, {}],
    ['a later version, whatever was used', { version: 102, uses: 0 }, { version: 102, uses: 0 }],
    ['no earlier version, whatever was used', { version: 100, uses: 9 }, {}],
    ['any version of a workspace that was made anew', { born: 200, version: 1 }, { born: 200, version: 1 }]
  ])('is the newest that it has heard: %s', (_, heard, expected) => {
    const before = { version: 101, uses: 4 }
    const { known } = knowing(record(before), record({ ...before, ...heard }))
    expect(known.present).toMatchObject({ born: 100, clock: 0, ...before, ...expected })
  })

  test('is told to those who listen, where a version is another', () => {
    const { known, listener } = knowing(record(), record(), record({ uses: 1 }))
    expect(listener).not.toHaveBeenCalled()
    known.know(record({ version: 101, clock: 7 }))
    expect(listener.mock.calls).toEqual([[{
      world: 'same',
      clock: 7,
      logCleared: false,
      plansCleared: false,
      settings: undefined
    }]])
  })

  test('says that more was added only where it was', () => {
    const added = (...numbers: number[]) => Object.fromEntries(numbers.map((number) => [`n${number}`, true] as const))
    const { known, listener } = knowing(record({ added: added(102) }))
    known.know(record({ version: 101, added: added(102, 103) }))
    known.know(record({ version: 102, added: added(103) }))
    expect(listener.mock.calls.map(([{ world }]) => world)).toEqual(['extended', 'same'])
    expect(known.present).toMatchObject({ number: 101, added: [103] })
  })

  test('has the plans that have uses left, in the order of their numbers', () => {
    const plans = { n10: { text: 'ten' }, n9: { text: 'nine', left: 1 }, n8: { text: 'used up', left: 0 } }
    const { known } = knowing(record({ plans }))
    expect(known.present.plans).toEqual([
      { number: 9, left: 1, text: 'nine' },
      { number: 10, left: 'always', text: 'ten' }
    ])
    known.forget()
    expect(known.present).toMatchObject({ number: 101, plans: [] })
  })
})
