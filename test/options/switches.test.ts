import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/cli/config.ts'
import { defaultSwitches, switchNames, switchTable } from '../../src/options/switches.ts'

/** The contract: a flag, a variable, its values, the first of which is the default, and how another one is refused. */
const contract = [
  [
    'singleMessageBody',
    'single-message-body',
    'SINGLE_MESSAGE_BODY',
    ['json', 'empty'],
    '"JSON" is not a body; give json or empty'
  ],
  ['allForbidden', 'all-forbidden', 'ALL_FORBIDDEN', ['groups', '403'], '"JSON" is not an answer; give groups or 403'],
  [
    'messageOwner',
    'message-owner',
    'MESSAGE_OWNER',
    ['sender', 'dialog'],
    '"JSON" is not an owner; give sender or dialog'
  ],
  ['emptyBody', 'empty-body', 'EMPTY_BODY', ['none', 'space'], '"JSON" is not an empty body; give none or space'],
  [
    'privateHistory',
    'private-history',
    'PRIVATE_HISTORY',
    ['kept', 'cleared'],
    '"JSON" is not a history; give kept or cleared'
  ],
  [
    'unknownParameters',
    'unknown-parameters',
    'UNKNOWN_PARAMETERS',
    ['ignored', 'refused'],
    '"JSON" is not a treatment; give ignored or refused'
  ]
] as const

test('the switches are those of the contract', () => {
  expect(switchNames).toEqual(contract.map(([name]) => name))
})

describe.each(contract)('%s', (name, flag, variable, values, refusal) => {
  test('has the first of its values by default', () => {
    expect(defaultSwitches[name]).toBe(values[0])
    expect(readConfig([], {}).options[name]).toBe(values[0])
  })

  test.each(values)('takes %s from its flag and its variable', (value) => {
    expect(readConfig([`--${flag}`, value], {}).options[name]).toBe(value)
    expect(readConfig([], { [variable]: value }).options[name]).toBe(value)
  })

  test('refuses anything else', () => {
    expect(() => readConfig([`--${flag}`, 'JSON'], {})).toThrow(`--${flag}: ${refusal}`)
    expect(() => readConfig([], { [variable]: 'JSON' })).toThrow(`${variable}: ${refusal}`)
  })

  test('is documented with its default, its flag and its variable', () => {
    const table = readFileSync(new URL('../../src/options/switches.ts', import.meta.url), 'utf8')
    const comment = table.slice(0, table.indexOf(`  ${name}: {`)).split('/**').at(-1)
    expect(comment).toContain(`@default '${values[0]}' (\`--${flag}\`, \`${variable}\`)`)
    expect(switchTable[name].values).toEqual(values)
  })
})
