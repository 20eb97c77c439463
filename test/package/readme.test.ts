import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readBlocks } from './readme.ts'
import type { Block } from './readme.ts'
import { Run, root, succeed } from './run.ts'

/** In milliseconds: an installation and a build are among the commands. */
const patience = 600_000

const blocks = readBlocks(readFileSync(join(root, 'README.md'), 'utf8'))
const runnable = blocks.filter(({ notRun }) => notRun === undefined)
const unrunnable = blocks.filter(({ notRun }) => notRun !== undefined)

describe('the commands of the README, in order, in a fresh clone', () => {
  const work = mkdtempSync(join(tmpdir(), 'readme-'))
  const clone = join(work, 'quickblox-delete-mock')
  let server: Run | undefined

  beforeAll(async () => {
    await succeed(root, ['git', 'clone', '--quiet', root, clone])
    for (const { line, commands, notRun } of unrunnable) console.log(`not run: README.md:${line}: ${commands.trim()} (${notRun})`)
  })

  afterAll(async () => {
    await server?.stop()
    rmSync(work, { recursive: true })
  })

  test('are those of the text that is tested', () => {
    expect(readFileSync(join(clone, 'README.md'), 'utf8')).toBe(readFileSync(join(root, 'README.md'), 'utf8'))
  })

  test.each(runnable.map((block) => [`README.md:${block.line}: ${firstLine(block)}`, block] as const))('%s', async (name, { commands, mode, output }) => {
    if (mode !== 'plain') {
      await server?.stop()
      server = undefined
      await expect(isTaken(8080)).resolves.toBe(false)
    }
    const script = ['bash', '-e', '-u', '-o', 'pipefail', '-c', commands]
    if (mode === 'background') {
      server = new Run(clone, script)
      await server.url()
      return
    }
    const { stdout } = await succeed(clone, script)
    if (output?.language === 'json') expect(JSON.parse(stdout)).toEqual(JSON.parse(output.text))
    if (output?.language === 'text') expect(stdout).toBe(output.text)
  }, patience)
})

function firstLine ({ commands }: Block): string {
  return commands.slice(0, commands.indexOf('\n'))
}

/** Whether some other server than the README's has its port. */
function isTaken (port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false)).once('connect', () => socket.destroy())
  })
}
