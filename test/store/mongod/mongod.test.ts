import { chmod, mkdtemp, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises'
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
    ['does not start', `${version}exit 62`, /^The mongod at .*\/mongod does not start: .*62/],
    [
      'finds every port taken',
      `${version}{ echo "Address already in use"; exit 48; }`,
      /^The mongod at .*\/mongod does not start: .*already in use/
    ]
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

describe.skipIf(process.platform === 'win32')('a mongod that starts', () => {
  /** A program that says that it waits for connections, tells of itself, and ignores every signal that it can. */
  const waiting = (version: string) => program(`#!/bin/sh
if [ "$1" = --version ]; then echo "db version v${version}"; exit; fi
trap '' INT TERM
echo "$$ $(ps -o pgid= -p $$) $@" > "$(dirname "$0")/told"
echo '"Waiting for connections"'
while :; do sleep 0.05; done
`)
  const told = async () => (await readFile(join(folder, 'told'), 'utf8')).trim().split(/\s+/)
  const isGone = (pid: string) => vi.waitFor(() => expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH'), 60_000)

  test.each([['4.4.29', 'ephemeralForTest'], ['6.0.1', 'ephemeralForTest'], ['7.0.14', 'wiredTiger'], [
    '10.12.34',
    'wiredTiger'
  ]])('of version %s has its data by %s, and listens here alone', async (version, engine) => {
    const { uri, stop } = await startMongod(await waiting(version))
    const [pid = '', group, ...options] = await told()
    const [data] = (await readdir(folder)).filter((name) => name.startsWith('quickblox-delete-mock-'))
    process.kill(Number(pid), 'SIGKILL')
    await stop()
    const { hostname, port } = new URL(uri)
    expect(options.join(' ')).toContain(
      `--port ${port} --dbpath ${join(folder, data ?? '')} --storageEngine ${engine} --bind_ip ${hostname}`
    )
    expect(hostname).toBe('127.0.0.1')
    // So that a Ctrl-C does not reach it.
    expect(group).toBe(pid)
  })

  test('takes another port where one that was free is taken meanwhile', async () => {
    const path = await waiting('8.2.6')
    const script = await readFile(path, 'utf8')
    const meanwhile = '[ -e "$0.once" ] || { echo "$*" > "$0.once"; echo "Address already in use"; exit 48; }'
    await writeFile(path, script.replace('trap', `${meanwhile}\ntrap`))
    const { uri, stop } = await startMongod(path)
    const [pid = ''] = await told()
    process.kill(Number(pid), 'SIGKILL')
    await stop()
    const first = await readFile(`${path}.once`, 'utf8')
    expect(first).toMatch(/--port \d+ /)
    expect(first).not.toContain(`--port ${new URL(uri).port} `)
    expect((await readdir(folder)).toSorted()).toEqual(['mongod', 'mongod.once', 'told'])
  })

  test('has a second to stop, and then nothing is left of it', async () => {
    const before = process.listeners('exit')
    const { stop } = await startMongod(await waiting('8.2.6'))
    const [pid = ''] = await told()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => { vi.useRealTimers() })
    const stopping = stop()
    vi.advanceTimersByTime(999)
    expect(process.kill(Number(pid), 0)).toBe(true)
    vi.advanceTimersByTime(1)
    await stopping
    await stop()
    vi.advanceTimersByTime(1000)
    await isGone(pid)
    expect(await readdir(folder)).toEqual(['mongod', 'told'])
    expect(process.listeners('exit').filter((listener) => !before.includes(listener))).toEqual([])
  })

  test('goes with this process, at once', async () => {
    const before = process.listeners('exit')
    const { stop } = await startMongod(await waiting('8.2.6'))
    const [pid = ''] = await told()
    const [first] = process.listeners('exit').filter((listener) => !before.includes(listener))
    first?.(0)
    await isGone(pid)
    await stop()
    first?.(0)
  })
})

describe.skipIf(mongodPath === undefined)('a real mongod', () => {
  test('answers until it is stopped', async () => {
    const { uri, stop } = await startMongod(mongodPath ?? '')
    const client = await new MongoClient(uri).connect()
    await client.db('a').collection('b').insertOne({ c: 1 })
    expect(await client.db('a').collection('b').countDocuments()).toBe(1)
    await client.close()
    await stop()
    expect(await readdir(folder)).toEqual([])
    await expect(reach(uri)).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the folder of its data', () => {
  test('is looked at for room where it is', async () => {
    const data = await makeDataFolder()
    onTestFinished(() => data.remove())
    const { bavail, bsize } = await statfs(folder)
    expect((await adviceOnRoom(data)) === '').toBe(bavail * bsize >= 500_000_000)
  })

  test('is said to be small where it is, since nothing else tells of that', async () => {
    const data = await makeDataFolder()
    onTestFinished(() => data.remove())
    expect(await adviceOnRoom(data, async () => ({ bavail: 500_000, bsize: 1000 }))).toBe('')
    expect(await adviceOnRoom(data, async () => ({ bavail: 499_999, bsize: 1000 }))).toBe(
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
