import { describe, expect, test } from 'vitest'
import { nearest } from '../../src/shared/nearest.ts'

const names = ['port', 'host', 'fixtures', 'message-owner'] as const

describe('the nearest name', () => {
  test.each([
    ['prot', 'port'],
    ['ports', 'port'],
    ['hst', 'host'],
    ['fixture', 'fixtures'],
    ['messageOwner', 'message-owner'],
    ['host', 'host']
  ] as const)('%s is %s', (typed, meant) => {
    expect(nearest(typed, names)).toBe(meant)
  })

  test.each(['', 'x', 'verbose', 'certificate'])('"%s" is none of them', (typed) => {
    expect(nearest(typed, names)).toBeUndefined()
  })
})
