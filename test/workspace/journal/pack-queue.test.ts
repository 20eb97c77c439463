import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Journal } from '../../../src/workspace/journal/journal.ts'
import { PackQueue } from '../../../src/workspace/journal/pack-queue.ts'
import { received } from '../../helpers/received.ts'

const capacity = 100
const which = fc.nat({ max: 2 })
const several = fc.integer({ min: 1, max: 70 })
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('receive' as const), which, several }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('receive a body', 'answer at length'), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('read', 'find one', 'clear', 'close'), which }) }
)

describe('the requests of several workspaces, packed together', () => {
  test('are each remembered in its own workspace, in order, whoever reads or empties which', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const queue = new PackQueue()
      const workspaces = Array.from({ length: 3 }, () => ({
        journal: new Journal(capacity, undefined, queue),
        expected: [] as string[],
        closed: false
      }))
      let count = 0
      for (const one of steps) {
        const workspace = workspaces[one.which]!
        const { journal, closed } = workspace
        const remember = (more: Parameters<typeof received>[0] = {}): void => {
          const id = String(count++)
          journal.add(received({ id, ...more }))
          if (!closed) workspace.expected = [id, ...workspace.expected].slice(0, capacity)
        }
        const newest = workspace.expected[0]
        if (one.does === 'receive') for (let n = 0; n < one.several; n++) remember()
        if (one.does === 'receive a body') remember({ body: { message: 'hello' } })
        if (one.does === 'answer at length') remember({ payload: 'long'.repeat(2000) })
        if (one.does === 'read') expect(journal.find().map(({ id }) => id)).toEqual(workspace.expected)
        if (one.does === 'find one') {
          expect(journal.numberOf(newest ?? 'none')).toEqual(newest === undefined ? undefined : expect.any(Number))
        }
        if (one.does === 'clear' || one.does === 'close') {
          journal[one.does]()
          workspace.expected = []
          workspace.closed ||= one.does === 'close'
        }
      }
      for (const { journal, expected } of workspaces) expect(journal.find().map(({ id }) => id)).toEqual(expected)
    }))
  })

  test('do not wait where they take much memory', () => {
    for (const [more, waits] of [
      [{}, true],
      [{ payload: 'x'.repeat(4096) }, true],
      [{ payload: 'x'.repeat(4097) }, false],
      [{ body: {} }, false]
    ] as const) {
      const body = 'body' in more ? more.body : null
      let read = 0
      const one = { ...received({ ...more, body }), get url () { read++; return '/' } }
      new Journal(1).add(one)
      expect(read, JSON.stringify(more).slice(0, 20)).toBe(waits ? 0 : 1)
    }
  })

  test('wait for no more than 63 others', () => {
    const journal = new Journal(1)
    let read = 0
    const watched = { ...received({}), get url () { read++; return '/' } }
    journal.add(watched)
    for (let n = 1; n < 63; n++) journal.add(received({}))
    expect(read).toBe(0)
    journal.add(received({}))
    expect(read).toBe(1)
  })
})
