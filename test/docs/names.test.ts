import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import type { Option } from '../../src/options/option.ts'
import { startMockServer } from '../../src/mock-server.ts'
import { pages, root } from './pages.ts'
import { withOptions } from './print-options.ts'

const page = (name: string): string => pages.get(`docs/${name}.md`) ?? ''

// Written anew by `npx vitest run --project sources test/docs -u`.
test('docs/command-line.md has the options of the code', async () => {
  expect(page('command-line').match(/<!-- (?:options|switches)/g)).toHaveLength(5)
  await expect(withOptions(page('command-line'))).toMatchFileSnapshot('../../docs/command-line.md')
})

test('docs/command-line.md tells of every command', () => {
  const names = Object.keys(commands).filter((name) => name !== 'help' && name !== 'version')
  expect(names.filter((name) => !page('command-line').includes(`| \`${name}`))).toEqual([])
})

test('every flag in a page is one that there is', () => {
  const known = new Set(
    Object.values(commands).flatMap(({ options }) => Object.values<Option>(options)).map(({ flag }) => `--${flag}`)
  )
  const mine = (text: string): string[] =>
    text.match(/(?:(?<=npm start -- .*)|(?<=dist\/cli\.js .*)|(?<=`))--[a-z][a-z-]+/g) ?? []
  const told = [...pages].filter(([path]) => path !== 'docs/docker.md').flatMap(([path, text]) =>
    mine(text).map((flag) => `${path}: ${flag}`)
  )
  const others = new Set([
    '--help',
    '--cacert',
    '--read-only',
    '--proxy-bypass-list',
    '--expose-gc',
    '--mutate',
    '--no-allocation-site-pretenuring'
  ])
  expect(told.length).toBeGreaterThan(40)
  expect(told.filter((line) => !known.has(line.replace(/.*: /, '')) && !others.has(line.replace(/.*: /, '')))).toEqual(
    []
  )
})

test('docs/admin-api.md tells of every call', async () => {
  await using mock = await startMockServer()
  const { paths } = await (await fetch(`${mock.url}/__admin/openapi.json`)).json() as {
    paths: Record<string, Record<string, unknown>>
  }
  const calls = Object.entries(paths).filter(([path]) => /^\/(?:__admin|livez|readyz)/.test(path))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) =>
        `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/, (_, name) => name === 'id' ? 'ID' : 'NAME')}`
      )
    )
  expect(calls.length).toBeGreaterThan(20)
  expect(calls.filter((call) => !page('admin-api').includes(`\`${call}\``))).toEqual([])
})

test('docs/in-a-test.md tells of every member of a mock', async () => {
  await using mock = await startMockServer()
  const told = (name: string): boolean =>
    new RegExp(`\`\\.?${name}[(\`]`).test(page('in-a-test')) || page('in-a-test').includes(`\`clock.${name}(`)
  expect([...Object.keys(mock), ...Object.keys(mock.clock)].filter((name) => name !== 'clock' && !told(name))).toEqual(
    []
  )
})

const links = [...pages].flatMap(([path, text]) =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => [path, target] as const)
)
  .filter(([, target]) => !/^https?:/.test(target))

test.each(links)('%s: %s leads somewhere', (from, target) => {
  const [file = '', anchor] = target.split('#')
  const path = file === '' ? from : join(dirname(from), file)
  expect(existsSync(join(root, path))).toBe(true)
  if (anchor !== undefined) expect(anchorsOf(pages.get(path) ?? '')).toContain(anchor)
})

/** As GitHub makes them of headings. */
function anchorsOf (text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')
  )
}
