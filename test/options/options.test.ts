import { describe, expect, test } from 'vitest'
import { readArguments } from '../../src/cli/arguments.ts'
import { UsageError, onOff, readOption } from '../../src/options/option.ts'
import type { Option } from '../../src/options/option.ts'

const quiet: Option<boolean> = { flag: 'quiet', variable: 'QUIET', kind: onOff, default: false, help: 'Say nothing.' }

function read (words: readonly string[], environment: Record<string, string> = {}): unknown {
  return readOption(quiet, readArguments(words, [quiet]).flags, environment)
}

describe('an option that is on or off', () => {
  test.each([
    [['--quiet'], true],
    [['--quiet=1'], true],
    [['--quiet=false'], false],
    [[], undefined]
  ])('%j', (words, value) => {
    expect(read(words)).toBe(value)
  })

  test.each([['1', true], ['true', true], ['0', false], ['false', false], ['', undefined]] as const)(
    'QUIET=%s',
    (text, value) => {
      expect(read([], { QUIET: text })).toBe(value)
    }
  )

  test('leaves the next word alone', () => {
    expect(readArguments(['--quiet', 'a.json'], [quiet]).operands).toEqual(['a.json'])
  })

  test('is switched off by a flag whatever the variable says', () => {
    expect(read(['--quiet=0'], { QUIET: '1' })).toBe(false)
  })

  test('refuses anything else', () => {
    expect(() => read([], { QUIET: 'yes' })).toThrow(
      new UsageError('QUIET: "yes" is not on or off; give 1, true, 0 or false')
    )
  })
})
