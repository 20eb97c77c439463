import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { adviceOnRoom, makeDataFolder } from '../../../src/store/mongod/data-folder.ts'
import { startMongod } from '../../../src/store/mongod/mongod.ts'
import { StoreError } from '../../../src/store/stores.ts'
import { mongodPath } from '../../helpers/stores.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mongod-'))
  temporary(folder)
  // They would win over the program that is asked for.
  for (const name of Object.keys(process.env)) if (name.startsWith('MONGOMS_')) vi.stubEnv(name, undefined)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

function temporary (path: string): void {
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, path)
}

async function program (script: string): Promise<string> {
  const path = join(folder, 'mongod')
  await writeFile(path, script)
  await chmod(path, 0o755)
  return path
}

async function refusal (path: string): Promise<string> {
  const error: unknown = await startMongod(path).catch((error) => error)
  expect(error).toBeInstanceOf(StoreError)
  return (error as StoreError).message
}

describe.skipIf(process.platform === 'win32')('a mongod', () => {
  const version = '[ "$1" = --version ] && echo "db version v8.2.6" || '

  test.each([
    ['is something else', 'echo hello', /^.*\/mongod is not a mongod: --version does not tell one$/],
    ['tells but a part of a version', 'echo "db version v8"', /^.*\/mongod is not a mongod: --version does not/],
    [
      'does not run',
      'echo "libcrypto.so.1.1: cannot open shared object file" >&2; exit 127',
      /^The mongod at .*\/mongod does not run: .*libcrypto\.so\.1\.1: cannot open/
    ],
    ['does not start', `${version}exit 62`, /^The mongod at .*\/mongod does not start: .*62/]
  ])('that %s is refused, and nothing is left', async (_, script, message) => {
    expect(await refusal(await program(`#!/bin/sh\n${script}\n`))).toMatch(message)
    expect(await readdir(folder)).toEqual(['mongod'])
  })

  test('that is no program at all is refused', async () => {
    expect(await refusal(await program('\x7fELF, or is it'))).toMatch(/^The mongod at .*\/mongod does not run: /)
    expect(await refusal(join(folder, 'nowhere'))).toMatch(/^The mongod at .*\/nowhere does not run: .*ENOENT/)
  })

  test.each([['nowhere', 'ENOENT'], ['mongod', 'ENOTDIR']])(
    'with no folder for its data, but %s, is refused, with the ways out',
    async (name, reason) => {
      const path = await program('#!/bin/sh\necho "db version v8.2.6"\n')
      temporary(join(folder, name))
      expect(await refusal(path)).toBe(
        `The data of a mongod can't be written to ${join(folder, name)} (${reason}); set TMPDIR to a folder that has ` +
          'room and can be written to, or start with --store memory'
      )
    }
  )
})

describe.skipIf(mongodPath === undefined)('a mongod that starts', () => {
  test('answers until it is stopped, and then nothing is left of it', async () => {
    const { uri, stop } = await startMongod(mongodPath ?? '')
    onTestFinished(stop)
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^quickblox-delete-mock-/)])
    const client = await new MongoClient(uri).connect()
    await client.db('a').collection('b').insertOne({ c: 1 })
    expect(await client.db('a').collection('b').countDocuments()).toBe(1)
    await client.close()
    const exits = process.listenerCount('exit')
    await stop()
    expect(process.listenerCount('exit')).toBe(exits - 2)
    await stop()
    expect(await readdir(folder)).toEqual([])
    await expect(reach(uri)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the folder of its data', () => {
  test('is said to be small where it is, since nothing else tells of that', async () => {
    const data = await makeDataFolder()
    onTestFinished(() => data.remove())
    expect(await adviceOnRoom(data, async () => 500_000_000)).toBe('')
    expect(await adviceOnRoom(data, async () => 499_999_999)).toBe(
      `. Its data goes to ${folder}, where 499 MB are free; set TMPDIR to a folder that has more room, or start with ` +
        '--store memory'
    )
  })
})

function reach (uri: string): Promise<void> {
  const { hostname, port } = new URL(uri)
  return new Promise((resolve, reject) => {
    connect(Number(port), hostname, resolve).on('error', reject).unref()
  })
}
