import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandsIn } from '../docs/blocks.ts'
import type { Commands } from '../docs/blocks.ts'
import { blocksOf, pages, pagesWithBlocks } from '../docs/pages.ts'
import { Run, root, succeed } from './run.ts'

const work = mkdtempSync(join(tmpdir(), 'docs-'))
const clone = join(work, 'quickblox-delete-mock')
const project = join(work, 'project')

beforeAll(async () => {
  await succeed(root, ['git', 'clone', '--quiet', root, clone])
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true }')
  const { stdout } = await succeed(root, ['npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', work])
  const [{ filename }] = JSON.parse(stdout)
  await succeed(project, ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(work, filename)])
})

afterAll(() => rmSync(work, { recursive: true }))

// What a page says comes after what it said before, and after the README.
describe('the commands of', { shuffle: false }, () => {
  describe.each(pagesWithBlocks)('%s, in order, in a fresh clone', (page) => {
    const blocks = blocksOf(page)
    const commands = commandsIn(blocks)
    let server: Run | undefined

    beforeAll(() => {
      for (const { savedAs, text } of blocks) {
        if (savedAs !== undefined) writeFileSync(join(clone, savedAs), text)
      }
      for (const { line, text, notRun } of commands) {
        if (notRun !== undefined) console.log(`not run: ${page}:${line}: ${text.trim()} (${notRun})`)
      }
    })

    afterAll(async () => { await server?.stop() })

    test('are those of the text that is tested', () => {
      expect(readFileSync(join(clone, page), 'utf8')).toBe(pages.get(page))
    })

    const runnable = commands.filter(({ notRun }) => notRun === undefined)
    test.each(runnable.map((block) => [`${block.line}: ${firstLine(block)}`, block] as const))(
      '%s',
      async (name, { text, mode, output }) => {
        if (mode === 'background' || mode === 'alone') {
          await server?.stop()
          server = undefined
          expect(await isTaken(8080), 'Something else listens on port 8080: stop it first').toBe(false)
        }
        const script = ['bash', '-e', '-u', '-o', 'pipefail', '-c', text]
        if (mode === 'background') {
          server = new Run(clone, script)
          await server.url()
          return
        }
        const { stdout } = await succeed(mode === 'package' ? project : clone, script)
        if (output?.language === 'json') expect(JSON.parse(stdout)).toEqual(JSON.parse(output.text))
        if (output?.language === 'text') expect(stdout).toBe(output.text)
      }
    )
  })
})

function firstLine ({ text }: Commands): string {
  return text.slice(0, text.indexOf('\n'))
}

/** Whether some other server than that of the page has its port. */
function isTaken (port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false)).once(
      'connect',
      () => socket.destroy()
    )
  })
}
