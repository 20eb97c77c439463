import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { world } from '../helpers/world.ts'
import { checkFlow, setting } from './check-flow.ts'
import { flow } from './flow.ts'
import type { Setting, Transcript } from './flow.ts'

/**
 * What differs from one version to the next. That a session has expired is told to the application since 2.13: before,
 * the SDK waits for the words `Unauthorized` or for a header `Status`, neither of which comes with a dead token.
 */
const olderVersions: Readonly<Record<string, { hash: Setting['hash'], expired: number }>> = {
  '1.17.2': { hash: 'sha1', expired: 0 },
  '2.0.4': { hash: 'sha1', expired: 0 },
  '2.7.0': { hash: 'sha1', expired: 0 },
  '2.12.7': { hash: 'sha1', expired: 0 },
  '2.16.1': { hash: 'sha1', expired: 1 },
  '2.20.0': { hash: 'sha256', expired: 1 }
}

const nameOf = (version: string): string => version === '2.23.0' ? 'quickblox' : `quickblox-${version}`

const here = fileURLToPath(new URL('.', import.meta.url))

describe('the vendor\'s JavaScript SDK in Node', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ https: true, fixtures: world }) })
  afterAll(() => mock?.close())

  /** A process of its own, since Node reads NODE_EXTRA_CA_CERTS at its start. */
  async function run (
    name: string,
    hash: Setting['hash'],
    prefix: string,
    env: Record<string, string>
  ): Promise<Transcript> {
    const settings: Setting = { ...setting, hash, api: `localhost:${new URL(mock.url).port}${prefix}` }
    const program = `(${flow})(require('${name}'), ${JSON.stringify(settings)}).then((transcript) => ` +
      'console.log(JSON.stringify(transcript)))'
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=commonjs', '--eval', program], {
      cwd: here,
      env: { PATH: process.env.PATH, ...env }
    })
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Transcript
  }

  test.each(['2.23.0', ...Object.keys(olderVersions)])('%s is the one that is published', (published) => {
    const { name, version } = JSON.parse(
      readFileSync(new URL(`node_modules/${nameOf(published)}/package.json`, import.meta.url), 'utf8')
    ) as Record<string, string>
    expect([name, version]).toEqual(['quickblox', published])
  })

  test.each([
    ['sha1', ''],
    ['sha256', '/@worker-1']
  ] as const)('lives an application\'s life, signing with %s, at "%s"', async (hash, prefix) => {
    checkFlow(await run('quickblox', hash, prefix, { NODE_EXTRA_CA_CERTS: mock.caPath! }))
  })

  test.each(Object.entries(olderVersions))('%s lives the same life: %j', async (version, { hash, expired }) => {
    const transcript = await run(nameOf(version), hash, `/@of-${version.replaceAll('.', '-')}`, {
      NODE_EXTRA_CA_CERTS: mock.caPath!
    })
    checkFlow(transcript, { expired })
    expect(Object.keys(transcript).length).toBe(50)
  })

  test('gets nothing from a server whose certificate it does not trust', async () => {
    expect((await run('quickblox', 'sha1', '', {})).ids?.result).toEqual({})
  })
})
