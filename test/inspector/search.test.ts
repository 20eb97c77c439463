import { expect, test } from 'vitest'
import { isFound } from '../../src/inspector/page/model/search.ts'

test.for([
  ['', ['anything'], true],
  ['  ', [], true],
  ['ALARM', ['The alarm code is 1357'], true],
  ['max alarm', ['The alarm code', 'Max Keller'], true],
  ['max fire', ['The alarm code', 'Max Keller'], false],
  ['x', [null, undefined, ''], false],
  ['cb0fa1', ['66389ee0a28f9a0cc7cb0fa1'], true]
] as const)('%j in %j: %s', ([looked, texts, found]) => {
  expect(isFound(looked, texts)).toBe(found)
})
