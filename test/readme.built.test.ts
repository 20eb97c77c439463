import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { root, run } from './package/run.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const example = /^```js\n(import assert[\s\S]*?mock\.fail[\s\S]*?)^```$/m.exec(readme)?.[1] ?? ''
const built = pathToFileURL(join(root, 'dist/index.js')).href

describe('the client of the README that tries again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-client-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const play = async (name: string, source: string) => {
    writeFileSync(join(folder, name), source.replace("'quickblox-delete-mock'", `'${built}'`))
    return run(folder, [process.execPath, '--test', '--test-reporter=tap', name])
  }

  test('passes its test', async () => {
    expect(await play('fixed.mjs', example)).toMatchObject({ code: 0, stdout: expect.stringContaining('# pass 1') })
  })

  test('fails it without the fix', async () => {
    const withoutFix = example.replace(/^.*The fix:.*\n/m, '')
    expect(withoutFix.split('\n')).toHaveLength(example.split('\n').length - 1)
    expect(await play('broken.mjs', withoutFix)).toMatchObject({ code: 1, stdout: expect.stringContaining('The message was not deleted: 404') })
  })
})
