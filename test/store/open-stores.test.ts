import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { refusingPort } from '../helpers/ports.ts'
import { mongodPath } from '../helpers/stores.ts'
import { had, refusal, secret } from './opening.ts'
import { m, small } from './things.ts'

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

describe('asked for memory', () => {
  test.each([{ store: 'memory' }, {}, { store: 'memory', mongodbUri: 'mongodb://127.0.0.1:1' }])(
    'it is had: %j',
    async (options) => {
      const stores = await had(options)
      expect(stores).toMatchObject({ kind: 'memory', description: 'memory, as asked for' })
    }
  )
})

describe('asked for anything else', () => {
  test.each(['redis', `postgres://alice:${secret}@host`, '', 'MEMORY'])(
    '%s: it is refused',
    async (store) => {
      expect(await refusal({ store })).toBe('There is no such store; take auto, memory, mongod or a mongodb:// URL')
    }
  )
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

  test('that can not be downloaded: it is refused, with the ways out', async () => {
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', `http://127.0.0.1:${await refusingPort()}/mongodb-linux-x86_64-ubuntu2204-8.2.6.tgz`)
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
