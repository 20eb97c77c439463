import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { databaseName } from '../../src/store/mongo/names.ts'
import { StoreError, openStores } from '../../src/store/open-stores.ts'
import type { StoreOptions, Stores } from '../../src/store/open-stores.ts'
import { freePort } from '../helpers/ports.ts'
import { freshDatabase, mongodPath } from '../helpers/stores.ts'
import { m, small } from './things.ts'

const secret = 's3cret'
let folder: string
let home: string

/** A machine with no mongod on it. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'open-stores-'))
  home = process.cwd()
  process.chdir(folder)
  for (const name of Object.keys(process.env)) {
    if (/^MONGOMS_|^CACHE_DIR$|^INIT_CWD$/.test(name)) vi.stubEnv(name, undefined)
  }
  for (const name of ['HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder)
})
afterEach(async () => {
  process.chdir(home)
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

async function program (name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

async function refusal (options: StoreOptions): Promise<string> {
  const error: unknown = await openStores(options).catch((error) => error)
  expect(error).toBeInstanceOf(StoreError)
  const { message } = error as StoreError
  expect(message).not.toContain(secret)
  expect(message).not.toMatch(/\n/)
  return message
}

describe('asked for memory', () => {
  test.each([{ store: 'memory' }, {}, { store: 'memory', mongodbUri: 'mongodb://127.0.0.1:1' }])(
    'it is had: %j',
    async (options) => {
      const stores = await had(options)
      expect(stores).toMatchObject({ kind: 'memory', description: 'memory, as asked for' })
    }
  )
})

describe('asked for a MongoDB', () => {
  test.each(['store', 'mongodbUri'])('where none answers, as %s: it is refused', async (option) => {
    const url = `mongodb://alice:${secret}@127.0.0.1:${await freePort()}/chats?appName=${secret}`
    const message = await refusal({ store: 'auto', [option]: url })
    expect(message).toMatch(
      /^The MongoDB at mongodb:\/\/\*\*\*@127\.0\.0\.1:\d+\/chats can't be used: .*ECONNREFUSED.*\. Check the URL and that it runs, or start with --store memory$/
    )
  })

  test.each([
    'mongodb://',
    `mongodb://alice:${secret}@`,
    `mongodb://alice:p@${secret}@host`,
    `mongodb://alice:${secret}/@host`,
    `mongodb://alice:${secret}%zz@host`,
    `mongodb://alice:${secret}@host:port`,
    `mongodb://alice:${secret}@host/?retryWrites=perhaps`,
    `mongodb://alice:${secret}@host/?nosuchoption=1`,
    `mongodb+srv://alice:${secret}@one.example,two.example`
  ])('with a URL that is none, %s: it is refused', async (store) => {
    expect(await refusal({ store })).toMatch(
      /^"mongodb(\+srv)?:\/\/.*" is not a MongoDB URL: .+\. It looks like mongodb:\/\/user:password@host:27017\/database\?authSource=admin$/
    )
  })

  test.each(['redis', `postgres://alice:${secret}@host`, '', 'MEMORY'])(
    'or anything else, %s: it is refused',
    async (store) => {
      expect(await refusal({ store })).toBe('There is no such store; take auto, memory, mongod or a mongodb:// URL')
    }
  )
})

describe('the database in a URL', () => {
  test('has a name that MongoDB takes, which is checked before anything is asked', async () => {
    expect(await refusal({ store: `mongodb://alice:${secret}@127.0.0.1:1/${'x'.repeat(64)}` })).toMatch(
      /^The database of a MongoDB URL has a name of at most 63 bytes, and "x{64}" has 64: shorten it$/
    )
  })

  test.each([
    ['mock', 'default', 'mock'],
    ['mock', 'worker-1', 'mock-worker-1'],
    ['quickblox_delete_mock', 'x'.repeat(32), 'quickblox_delete_mock-xxxxxxx-6f4fe353'],
    ['a'.repeat(63), 'worker-1', `${'a'.repeat(54)}-d4ccc66b`],
    ['ü'.repeat(27), 'x'.repeat(32), 'x']
  ])('%s of workspace %s stays within what MongoDB, or the smallest Atlas, takes', (database, workspace, expected) => {
    const name = databaseName(database, workspace)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(Buffer.byteLength(database) > 38 ? 63 : 38)
    if (!/-[0-9a-f]{8}$/.test(name)) expect(name).toBe(expected)
    expect(databaseName(database, `${workspace}a`)).not.toBe(name)
  })
})

describe.skipIf(mongodPath === undefined)('asked for a MongoDB that answers', () => {
  test.each([['store', 'as asked for'], ['mongodbUri', 'named by MONGODB_URI']])(
    'as %s: it is had, and its description holds no credentials',
    async (option, why) => {
      vi.stubEnv('MONGOMS_SYSTEM_BINARY', mongodPath)
      const database = await freshDatabase()
      const stores = await had({ store: 'auto', [option]: `${database}?appName=${secret}` })
      expect(stores.kind).toBe('mongodb')
      expect(stores.description.replace(/\d+\.\d+\.\d+/, 'x.y.z')).toBe(`MongoDB x.y.z at ${database}, ${why}`)
    }
  )
})

describe.skipIf(mongodPath === undefined)('a URL with options that a claim could not live with', () => {
  test('does not make it tell of what it did not do, nor hide what it did', async () => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', mongodPath)
    const stores = await had({ store: `${await freshDatabase()}?w=0&readPreference=secondaryPreferred` })
    const chat = (await stores.open('default', () => small)).view()
    expect(await chat.destroyMessages([m(1), m(99)])).toEqual([m(1)])
    expect(await chat.destroyMessages([m(1), m(2)])).toEqual([m(2)])
  })
})

describe('left to choose', () => {
  test('on a machine without a mongod it takes memory and says how to get one', async () => {
    const stores = await had({ store: 'auto', env: {} })
    expect(stores.kind).toBe('memory')
    expect(stores.description).toBe(
      'memory, since no mongod was found on this machine; for a real MongoDB set MONGODB_URI or ' +
        'MONGOMS_SYSTEM_BINARY, or take --store mongod, which downloads one'
    )
  })

  test('it does so too when it knows nothing of the environment', async () => {
    const stores = await had({ store: 'auto' })
    expect(stores.description).toMatch(/^memory, since no mongod was found/)
  })

  test('with a MONGOMS_SYSTEM_BINARY that is not there it takes memory and says so', async () => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', '/no/such/mongod')
    const stores = await had({ store: 'auto', env: process.env })
    expect(stores.description).toBe(
      'memory, since no mongod could be started: MONGOMS_SYSTEM_BINARY is /no/such/mongod, and no program is there; ' +
        'set it to the path of a mongod, or unset it'
    )
  })

  test('with a mongod that does not start it takes memory and says so', async () => {
    vi.stubEnv(
      'MONGOMS_SYSTEM_BINARY',
      await program(
        'mongod',
        'echo; [ "$1" = --version ] && echo "db version v8.2.6" || { echo no disk >&2; exit 14; }'
      )
    )
    const stores = await had({ store: 'auto', env: process.env })
    expect(stores.description).toMatch(
      /^memory, since no mongod could be started: The mongod at .*\/mongod does not start: .*14/
    )
    expect(await readdir(folder)).toEqual(['mongod'])
  })
})

describe('asked for a mongod', () => {
  test('that is not there: it is refused', async () => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', '/no/such/mongod')
    expect(await refusal({ store: 'mongod' })).toBe(
      'MONGOMS_SYSTEM_BINARY is /no/such/mongod, and no program is there; set it to the path of a mongod, or unset it'
    )
  })

  test.each([
    ['is something else', 'echo hello', /^.*\/mongod is not a mongod: --version does not tell one$/],
    [
      'does not run',
      'echo "libcrypto.so.1.1: cannot open shared object file" >&2; exit 127',
      /^The mongod at .*\/mongod does not run: .*libcrypto\.so\.1\.1: cannot open/
    ],
    [
      'does not start',
      '[ "$1" = --version ] && echo "db version v8.2.6" || exit 62',
      /^The mongod at .*\/mongod does not start: .*62/
    ]
  ])('that %s: it is refused, and nothing is left', async (_, script, message) => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', await program('mongod', script))
    expect(await refusal({ store: 'mongod' })).toMatch(message)
    expect(await readdir(folder)).toEqual(['mongod'])
  })

  test.each([['nowhere', 'ENOENT'], ['mongod', 'ENOTDIR']])(
    'with no folder for its data, but %s: it is refused, with the ways out',
    async (name, reason) => {
      vi.stubEnv('MONGOMS_SYSTEM_BINARY', await program('mongod', 'echo "db version v8.2.6"'))
      for (const variable of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(variable, join(folder, name))
      expect(await refusal({ store: 'mongod' })).toBe(
        `The data of a mongod can't be written to ${join(folder, name)} (${reason}); set TMPDIR to a folder that has ` +
          'room and can be written to, or start with --store memory'
      )
    }
  )

  test('that is no program at all: it is refused', async () => {
    await writeFile(join(folder, 'mongod'), '\x7fELF, or is it', { mode: 0o755 })
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', join(folder, 'mongod'))
    expect(await refusal({ store: 'mongod' })).toMatch(/^The mongod at .*\/mongod does not run: /)
  })

  test('that can not be downloaded: it is refused, with the ways out', async () => {
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', `http://127.0.0.1:${await freePort()}/mongodb-linux-x86_64-ubuntu2204-8.2.6.tgz`)
    vi.stubEnv('MONGOMS_USE_HTTP', 'true')
    vi.stubEnv('MONGOMS_MAX_RETRIES', '1')
    const heard: string[] = []
    const message = await refusal({ store: 'mongod', onProgress: (text) => heard.push(text) })
    expect(heard).toEqual(['Downloading a mongod, since there is none on this machine'])
    expect(message).toMatch(/^There is no mongod on this machine, and none could be downloaded: .*ECONNREFUSED/)
    for (const wayOut of ['MONGOMS_SYSTEM_BINARY', 'MONGODB_URI', '--store memory']) expect(message).toContain(wayOut)
  })
})

describe.skipIf(mongodPath === undefined)('where there is a mongod', () => {
  beforeEach(() => {
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', mongodPath)
  })

  test.each(['auto', 'mongod'])('%s starts it, and leaves nothing behind', async (store) => {
    const stores = await had({ store, env: process.env })
    expect(stores.kind).toBe('mongod')
    expect(stores.description).toMatch(/^mongod \d+\.\d+\.\d+, found at /)
    expect(stores.description).toContain(mongodPath)
    const chat = (await stores.open('default', () => small)).view()
    expect(await chat.destroyMessages([m(1)])).toEqual([m(1)])
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^quickblox-delete-mock-/)])
    await stores.close()
    await stores.close()
    expect(await readdir(folder)).toEqual([])
    await expect(chat.findUser(1)).rejects.toThrow('The MongoDB does not answer')
  })
})

/** Stores that close when the test is done. */
async function had (options: StoreOptions): Promise<Stores> {
  const stores = await openStores(options)
  onTestFinished(() => stores.close())
  return stores
}
