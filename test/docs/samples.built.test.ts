import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { run } from '../package/run.ts'
import { blocksOf, pages, root } from './pages.ts'
import type { Block } from './blocks.ts'

const samples = [...pages.keys()].flatMap((page) =>
  blocksOf(page).filter(({ language }) => language === 'js' || language === 'ts')
)
const runnable = samples.filter(({ notRun }) => notRun === undefined)

describe('the code of the pages, with the package as it is built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'samples-'))
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/quickblox-delete-mock'))
  cpSync(join(root, 'test/docs/samples.tsconfig.json'), join(folder, 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const play = async (name: string, source: string): ReturnType<typeof run> => {
    // Node 20 knows no types, and no `await using`.
    const { outputText } = transpileModule(source, {
      compilerOptions: { target: ScriptTarget.ES2023, module: ModuleKind.ESNext }
    })
    writeFileSync(join(folder, `${name}.mjs`), outputText)
    const isTest = source.includes("'node:test'")
    return run(folder, [process.execPath, ...isTest ? ['--test', '--test-reporter=tap'] : [], `${name}.mjs`])
  }

  test('is all of it that is not said to run elsewhere', () => {
    expect(runnable.length).toBeGreaterThan(4)
    for (const { text } of runnable) expect(text).toContain("from 'quickblox-delete-mock'")
  })

  test.each(runnable.map((block) => [nameOf(block), block] as const))('%s runs', async (name, { text }) => {
    expect(await play(name, text)).toMatchObject({ code: 0, stderr: '' })
  })

  test('has the right types', async () => {
    const typed = runnable.filter(({ language }) => language === 'ts')
    for (const block of typed) writeFileSync(join(folder, `${nameOf(block)}.mts`), block.text)
    expect(await run(root, ['npx', 'tsc', '-p', folder])).toMatchObject({ code: 0, stdout: '' })
  })

  test('shows a client that tries again, whose test fails without the fix', async () => {
    const { text } = samples.find(({ savedAs }) => savedAs === 'retry.test.mjs') ?? { text: '' }
    const withoutFix = text.replace(/^.*The fix:.*\n/m, '')
    expect(withoutFix.split('\n')).toHaveLength(text.split('\n').length - 1)
    expect(await play('broken', withoutFix)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('The message was not deleted: 404')
    })
  })
})

function nameOf ({ page, line }: Block): string {
  return `${page.replace(/^docs\//, '').replace(/\.md$/, '')}-${line}`
}
