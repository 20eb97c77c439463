import { expect, test } from 'vitest'
import { commandsIn, readBlocks } from './blocks.ts'

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\`\n`
const commands = (text: string): ReadonlyArray<readonly unknown[]> => commandsIn(readBlocks('page.md', text))
  .map(({ line, text: commands, mode, notRun, output }) => [line, commands, mode, notRun, output?.text])

test('a block of commands has the block that follows for its output', () => {
  expect(commands(`# A page\n\n${fenced('sh', 'echo 1')}\n${fenced('text', '1')}`)).toEqual([[
    3,
    'echo 1\n',
    'plain',
    undefined,
    '1\n'
  ]])
})

test.each([
  ['behind other words', `${fenced('sh', 'echo 1')}\nAnd:\n\n${fenced('text', '1')}`],
  ['that is a file', `${fenced('sh', 'echo 1')}\n<!-- ci: saved as world.json -->\n${fenced('json', '1')}`],
  ['of another kind', `${fenced('sh', 'echo 1')}\n${fenced('ts', '1')}`]
])('a block %s is no output', (_, text) => {
  expect(commands(text)).toEqual([[1, 'echo 1\n', 'plain', undefined, undefined]])
})

test.each([
  ['background', 'background', undefined],
  ['alone', 'alone', undefined],
  ['package', 'package', undefined],
  ['not run, it needs an account', 'plain', 'it needs an account']
])('a comment says how it is run: %s', (mark, mode, notRun) => {
  expect(commands(`<!-- ci: ${mark} -->\n${fenced('sh', 'echo 1')}`)).toEqual([[
    1,
    'echo 1\n',
    mode,
    notRun,
    undefined
  ]])
})

test('a comment that says nothing is refused', () => {
  expect(() => readBlocks('page.md', `<!-- ci: later -->\n${fenced('sh', 'echo 1')}`)).toThrow(
    'page.md: "ci: later" says nothing'
  )
})
