import { expect, test } from 'vitest'
import { runsMockAlone } from '../../src/cli/npm-parent.ts'

test.each<[boolean, string | undefined]>([
  [true, 'quickblox-delete-mock'],
  [true, "'quickblox-delete-mock'"],
  [true, 'quickblox-delete-mock exec -- jest'],
  [true, 'node --disable-proto=delete scripts/start.js --port 0'],
  [false, 'quickblox-delete-mock & jest'],
  [false, 'quickblox-delete-mock &'],
  [false, './start-all.sh'],
  [false, 'node start-quickblox-delete-mock.js'],
  [false, 'node quickblox-delete-mock/start.js'],
  [false, 'quickblox-delete-mock-in-the-background'],
  [false, undefined]
])('it is %s that the shell of a script ends after the mock alone: %s', (isAlone, script) => {
  expect(runsMockAlone(script)).toBe(isAlone)
})
