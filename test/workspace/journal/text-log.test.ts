import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { usualSize } from '../../../src/workspace/journal/text-block.ts'
import { TextBudget } from '../../../src/workspace/journal/text-budget.ts'
import { TextLog } from '../../../src/workspace/journal/text-log.ts'

const KiB = 1024
const texts = fc.array(fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer({ min: 1000, max: 1100 }).map((length) => 'ä'.repeat(length)),
  fc.integer({ min: 0, max: 5000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 60 * KiB, max: 70 * KiB }).map((length) => 'y'.repeat(length)),
  fc.constantFrom('€'.repeat(22 * KiB), 'z'.repeat(64 * KiB), '')
), { maxLength: 60 })

const roomy = () => new TextBudget(1e9, 1e9)
const held = (log: TextLog, before?: number): string[] => Array.from(log.newestFirst(before), ([, text]) => text)

describe('a log of texts', () => {
  test('holds the last of them, the newest first, however long they are', () => {
    fc.assert(fc.property(texts, fc.integer({ min: 1, max: 12 }), (added, capacity) => {
      const log = new TextLog(capacity, roomy())
      for (const text of added) log.add(text)
      expect(held(log)).toEqual(added.slice(-capacity).toReversed())
    }))
  })

  test('goes on before any of them', () => {
    fc.assert(fc.property(texts, fc.integer({ min: 1, max: 12 }), fc.nat(), (added, capacity, place) => {
      const log = new TextLog(capacity, roomy())
      for (const text of added) log.add(text)
      const all = [...log.newestFirst()]
      const [number] = all[place % Math.max(1, all.length)] ?? [0]
      expect([...log.newestFirst(number)]).toEqual(all.slice(place % Math.max(1, all.length) + 1))
    }))
  })

  test('starts anew when it is emptied', () => {
    const log = new TextLog(2, roomy())
    for (const text of ['one', 'two', 'three']) log.add(text)
    log.clear()
    expect([held(log), log.bytes]).toEqual([[], 0])
    log.add('four')
    expect(held(log)).toEqual(['four'])
  })

  test('can be read while it changes: what comes is not among it, and what goes no longer', () => {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 1, max: 30 }), fc.nat(40), (before, meanwhile, capacity, pause) => {
        const log = new TextLog(capacity, roomy())
        for (const text of before) log.add(text)
        const reading = log.newestFirst()
        const read: string[] = []
        for (const [, text] of reading) if (read.push(text) > pause) break
        const rest = log.newestFirst(before.length - read.length)
        for (const text of meanwhile) log.add(text)
        for (const [, text] of rest) read.push(text)
        const all = before.toReversed()
        expect(read).toEqual(all.slice(0, read.length))
        expect(read.length).toBeGreaterThanOrEqual(Math.min(before.length, capacity - meanwhile.length))
      })
    )
  })

  test('takes no more than its share of the memory, and all logs together no more than theirs', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(3), texts), { maxLength: 12 }), (added) => {
      const budget = new TextBudget(300 * KiB, 600 * KiB)
      const logs = Array.from({ length: 4 }, () => new TextLog(1000, budget))
      for (const [n, more] of added) {
        const log = logs[n]
        for (const text of more) {
          log?.add(text)
          expect([
            held(log as TextLog)[0],
            Math.max(...logs.map(({ bytes }) => bytes)) <= 300 * KiB,
            logs.reduce((sum, { bytes }) => sum + bytes, 0) <= 600 * KiB
          ]).toEqual([text, true, true])
        }
      }
      for (const log of logs) log.close()
      expect(logs.map(({ bytes }) => bytes)).toEqual([0, 0, 0, 0])
    }), { numRuns: 30 })
  })

  test('makes room in the largest, not in the one that grows', () => {
    const budget = new TextBudget(10_000 * KiB, 1000 * KiB)
    const [large, small] = [new TextLog(1000, budget), new TextLog(1000, budget)]
    for (let n = 0; n < 40; n++) large.add('x'.repeat(30 * KiB))
    const before = large.bytes
    for (let n = 0; n < 10; n++) small.add(`${n}`.repeat(30 * KiB))
    expect([held(small).length, large.bytes < before]).toEqual([10, true])
  })

  test('that is full takes no more memory, and gives back what a long text took', () => {
    const budget = new TextBudget(1e9, 1e9)
    const account = vi.spyOn(budget, 'account')
    const log = new TextLog(3, budget)
    const taken: number[] = []
    for (let n = 0; n < 40; n++) {
      log.add('x'.repeat(n === 20 ? 100 * KiB : 30 * KiB))
      taken.push(log.bytes)
      expect(account.mock.calls.reduce((sum, [bytes]) => sum + bytes, 0)).toBe(log.bytes)
      if (n < 20 || n > 22) expect(log.bytes).toBe(log.blocks * usualSize)
    }
    const most = 3 * usualSize
    expect(taken.slice(0, 4)).toEqual([1, 1, 2, 2].map((blocks) => blocks * usualSize))
    expect([Math.max(...taken.slice(0, 20)), Math.max(...taken.slice(20)), Math.max(...taken.slice(23))])
      .toEqual([most, 2 * usualSize + 100 * KiB, most])
    for (let blocks = log.blocks; blocks > 0; blocks--) {
      expect(log.blocks).toBe(blocks)
      log.shrink()
    }
    expect([log.bytes, log.blocks, held(log)]).toEqual([0, 0, []])
  })

  test('that is full uses again what it has', () => {
    const log = new TextLog(3, roomy())
    const fill = (): void => { for (let n = 0; n < 12; n++) log.add('x'.repeat(30 * KiB)) }
    fill()
    const make = vi.spyOn(Buffer, 'allocUnsafeSlow')
    fill()
    const made = make.mock.calls.length
    make.mockRestore()
    expect([made, held(log).length]).toEqual([0, 3])
  })

  test('gives back what is not in use first', () => {
    const log = new TextLog(2, roomy())
    for (let n = 0; n < 6; n++) log.add(`${n}`.repeat(30 * KiB))
    const before = held(log)
    const blocks = log.blocks
    log.shrink()
    expect([held(log), log.blocks]).toEqual([before, blocks - 1])
    log.clear()
    expect([log.blocks, log.bytes]).toEqual([0, 0])
  })

  test('holds nothing more once it is closed', () => {
    const log = new TextLog(10, roomy())
    log.close()
    log.add('late')
    expect([held(log), log.bytes]).toEqual([[], 0])
  })
})
