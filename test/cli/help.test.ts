import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { commandText, helpText } from '../../src/cli/help.ts'
import { serverOptions } from '../../src/options/server-options.ts'

const text = helpText('quickblox-delete-mock', 'A stand-in')

test.each(Object.values(commands))('the help has the command $usage', ({ usage, help }) => {
  const line = text.split('\n').find((one) => one.startsWith(`  quickblox-delete-mock ${usage} `))
  expect(line).toMatch(/ {3}\S/)
  expect(line?.endsWith(` ${help}`)).toBe(true)
})

test.each(Object.values(serverOptions))('the help has $flag $variable', ({ flag, variable, help }) => {
  const block = text.split('\n\n').find((one) => one.includes(help))
  if (variable !== undefined) expect(block).toContain(variable)
  if (flag !== undefined) expect(block).toMatch(new RegExp(`--${flag}\\b`))
})

test('the help of one command has its own options alone', () => {
  expect(commandText('quickblox-delete-mock', 'validate')).toBe(
    'quickblox-delete-mock validate FILE...\n  check fixtures; exit 1 with every problem, one a line\n'
  )
  const exec = commandText('quickblox-delete-mock', 'exec')
  expect(exec).toMatch(/^quickblox-delete-mock exec -- COMMAND\n/)
  expect(exec).toContain('--fixtures')
  expect(exec).not.toContain('--url')
})

test('what is left out by default has no default', () => {
  expect(text).not.toContain('Default: .')
})

test('the help has the defaults', () => {
  expect(text).toContain('\n  --port N (PORT)\n      Port to listen on; 0 takes a free one. Default: 8080.\n')
  expect(text).toContain('\n  --message-owner sender|dialog (MESSAGE_OWNER)\n')
  expect(text).toContain('\n  MONGODB_URI=URL\n      The MongoDB that the store auto takes.\n')
})

test('the help tells of the commands that share options in a row', () => {
  expect(text).toContain('\nOptions of serve, exec and health, with their environment variables (a flag wins):\n')
})
