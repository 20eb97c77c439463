import { expect, test } from 'vitest'
import { NumberReader, NumberWriter } from '../../../src/workspace/journal/number-text.ts'

const numbers = [0, 1, 31, 32, 33, 63, 64, 1023, 1024, 1025, 2 ** 31, 2 ** 48, Number.MAX_SAFE_INTEGER]

function written (these: readonly number[], writer = new NumberWriter()): string {
  writer.clear()
  for (const number of these) writer.write(number)
  return writer.text()
}

test('numbers are read as they were written, and then comes what stands behind them', () => {
  const text = written(numbers)
  const reader = new NumberReader(`${text}rest`)
  expect([numbers.map(() => reader.read()), reader.end]).toEqual([numbers, text.length])
  expect(text).toMatch(/^[0-o]*$/)
})

test.each([[31, 1], [32, 2], [1023, 2], [1024, 3]])('%i takes %i characters', (number, length) => {
  expect(written([number])).toHaveLength(length)
})

test.each([93, 94, 1023, 1024, 1025, 5000])('as many as %i are written, whatever they take', (count) => {
  const writer = new NumberWriter()
  for (const number of [7, Number.MAX_SAFE_INTEGER]) {
    const reader = new NumberReader(written(Array.from({ length: count }, () => number), writer))
    expect(Array.from({ length: count }, () => reader.read())).toEqual(Array.from({ length: count }, () => number))
  }
})
