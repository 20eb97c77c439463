import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/mock-server.ts'
import { world } from '../helpers/world.ts'
import { checkFlow, setting } from './check-flow.ts'
import { flow } from './flow.ts'
import type { Setting, Transcript } from './flow.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

describe('the vendor\'s JavaScript SDK in Node', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ https: true, fixtures: world }) })
  afterAll(() => mock?.close())

  /** A process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start. */
  async function run (hash: Setting['hash'], prefix: string, env: Record<string, string>): Promise<Transcript> {
    const settings: Setting = { ...setting, hash, api: `localhost:${new URL(mock.url).port}${prefix}` }
    const program = `(${flow})(require('quickblox'), ${JSON.stringify(settings)}).then((transcript) => console.log(JSON.stringify(transcript)))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', program], { cwd: here, env: { PATH: process.env.PATH, ...env } })
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Transcript
  }

  test('is the one that is published', () => {
    const { name, version } = JSON.parse(readFileSync(new URL('node_modules/quickblox/package.json', import.meta.url), 'utf8')) as Record<string, string>
    expect([name, version]).toEqual(['quickblox', '2.23.0'])
  })

  test.each([
    ['sha1', ''],
    ['sha256', '/@worker-1']
  ] as const)('lives an application\'s life, signing with %s, at "%s"', async (hash, prefix) => {
    checkFlow(await run(hash, prefix, { NODE_EXTRA_CA_CERTS: mock.caPath! }))
  })

  test('gets nothing from a server whose certificate it does not trust', async () => {
    expect((await run('sha1', '', {})).ids?.result).toEqual({})
  })
})
