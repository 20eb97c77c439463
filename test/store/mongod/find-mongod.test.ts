import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { canStartMongod, locateMongod, mayHaveMongod } from '../../../src/store/mongod/find-mongod.ts'

let folder: string
let home: string
let project: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'find-mongod-'))
  home = join(folder, 'home')
  project = join(folder, 'project/packages/one')
  await mkdir(home)
  await mkdir(project, { recursive: true })
  await writeFile(join(project, 'package.json'), '{}')
  for (const name of Object.keys(process.env)) {
    if (/^MONGOMS_|^CACHE_DIR$|^INIT_CWD$/.test(name)) vi.stubEnv(name, undefined)
  }
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('a closer look for a mongod', () => {
  test('is spared where nothing points to one', () => {
    expect(mayHaveMongod({ PATH: '/usr/bin', CACHE_DIR: 'true', INIT_CWD: project }, project, home)).toBe(false)
  })

  test.each(['MONGOMS_SYSTEM_BINARY', 'MONGOMS_VERSION', 'MONGOMS_DOWNLOAD_DIR'])('is taken with %s', (name) => {
    expect(mayHaveMongod({ [name]: 'x', PATH: '/usr/bin' }, project, home)).toBe(true)
  })

  test('is spared where CACHE_DIR has something else', async () => {
    await put('caches/another/mongod')
    expect(mayHaveMongod({ CACHE_DIR: join(folder, 'caches') }, project, home)).toBe(false)
  })

  test.each([
    'home/.cache/mongodb-binaries/mongod-x64-ubuntu-8.2.6',
    'project/packages/one/node_modules/.cache/mongodb-memory-server/mongod-x64-ubuntu-8.2.6',
    'project/node_modules/.cache/mongodb-memory-server/mongod-x64-ubuntu-8.2.6',
    'project/packages/one/mongodb-binaries/mongod-x64-ubuntu-8.2.6'
  ])('is taken with %s', async (path) => {
    await put(path)
    expect(mayHaveMongod({}, project, home)).toBe(true)
  })

  test('is taken with a folder that CACHE_DIR points to, or INIT_CWD', async () => {
    await put('caches/mongodb-memory-server/mongod-x64-ubuntu-8.2.6')
    await put('elsewhere/node_modules/.cache/mongodb-memory-server/mongod-x64-ubuntu-8.2.6')
    expect(mayHaveMongod({ CACHE_DIR: join(folder, 'caches') }, project, home)).toBe(true)
    expect(mayHaveMongod({ INIT_CWD: join(folder, 'elsewhere') }, project, home)).toBe(true)
  })

  test('is taken with a package.json that sets mongodb-memory-server up', async () => {
    await writeFile(
      join(folder, 'project/package.json'),
      '{"config":{"mongodbMemoryServer":{"systemBinary":"/usr/bin/mongod"}}}'
    )
    expect(mayHaveMongod({}, project, home)).toBe(true)
  })
})

test('what starts a mongod is installed here, and not everywhere', () => {
  expect(canStartMongod()).toBe(true)
  expect(canStartMongod(new URL(`file://${folder}/`))).toBe(false)
})

describe('the closer look', () => {
  test.each<[string, Error, RegExp]>([
    ['is not installed', coded('ERR_MODULE_NOT_FOUND'), /^mongodb-memory-server-core, .* is not installed: npm install it, or take the URL of a MongoDB, or memory$/],
    ['is not installed, as older Nodes say it', coded('MODULE_NOT_FOUND'), / is not installed: npm install it/],
    ['can\'t be read', coded('EACCES'), /^mongodb-memory-server can't look for a mongod: no$/],
    ['has a module of another name', coded('MODULE_NOT_FOUND_HERE'), /^mongodb-memory-server can't look/],
    ['is broken', new Error('broken'), /^mongodb-memory-server can't look for a mongod: broken$/]
  ])('says that what looks %s', async (_, error, message) => {
    await expect(locateMongod(() => Promise.reject(error))).rejects.toThrow(message)
  })

  test('finds the program that MONGOMS_SYSTEM_BINARY names', async () => {
    const path = await put('bin/mongod')
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', path)
    expect(await locateMongod()).toBe(path)
  })

  test('finds a download of before, and leaves it where it is even if it looks broken', async () => {
    vi.stubEnv('MONGOMS_VERSION', '7.0.14')
    vi.stubEnv('MONGOMS_DOWNLOAD_DIR', join(folder, 'binaries'))
    expect(await locateMongod()).toBeUndefined()
    const { DryMongoBinary } = await import('mongodb-memory-server-core')
    const [, path] = await DryMongoBinary.generateDownloadPath(await DryMongoBinary.generateOptions())
    await put(path.slice(folder.length + 1))
    expect(await locateMongod()).toBe(path)
    expect(await locateMongod()).toBe(path)
  })

  test('says what keeps mongodb-memory-server from it', async () => {
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', 'http://127.0.0.1/no-such-name.tgz')
    await expect(locateMongod()).rejects.toThrow(/^mongodb-memory-server can't look for a mongod: ./)
  })

  test('refuses a MONGOMS_SYSTEM_BINARY that can not be run', async () => {
    const path = join(folder, 'mongod')
    await writeFile(path, '', { mode: 0o644 })
    vi.stubEnv('MONGOMS_SYSTEM_BINARY', path)
    await expect(locateMongod()).rejects.toThrow(`MONGOMS_SYSTEM_BINARY is ${path}, and no program is there`)
  })
})

function coded (code: string): Error {
  return Object.assign(new Error('no'), { code })
}

async function put (path: string): Promise<string> {
  const full = join(folder, path)
  await mkdir(dirname(full), { recursive: true })
  await writeFile(full, '', { mode: 0o755 })
  return full
}
