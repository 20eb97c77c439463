import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DryMongoBinary } from 'mongodb-memory-server-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { downloadMongod } from '../../../src/store/mongod/download-mongod.ts'
import { locateMongod } from '../../../src/store/mongod/find-mongod.ts'

const archive = 'mongodb-linux-x86_64-ubuntu2204-8.2.6.tgz'

describe.skipIf(process.platform === 'win32')('a mongod that is not there yet', () => {
  let folder: string
  let server: Server
  let content: Buffer
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'download-mongod-'))
    await mkdir(join(folder, 'mongodb/bin'), { recursive: true })
    await writeFile(join(folder, 'mongodb/bin/mongod'), randomBytes(2_000_000), { mode: 0o755 })
    execFileSync('tar', ['-C', folder, '-czf', join(folder, archive), 'mongodb'])
    content = await readFile(join(folder, archive))
    server = createServer((_, response) => response.setHeader('content-length', content.length).end(content)).listen(
      0,
      '127.0.0.1'
    )
    await once(server, 'listening')
  })
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith('MONGOMS_')) vi.stubEnv(name, undefined)
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/${archive}`)
    vi.stubEnv('MONGOMS_DOWNLOAD_DIR', join(folder, 'binaries'))
    vi.stubEnv('MONGOMS_USE_HTTP', 'true')
    vi.stubEnv('MONGOMS_MD5_CHECK', 'false')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
    // It remembers in a process what it has found.
    DryMongoBinary.binaryCache.clear()
  })
  afterAll(async () => {
    await once(server.close(), 'close')
    await rm(folder, { recursive: true, force: true })
  })

  test('is not taken for one when it could be unpacked but in part', async () => {
    const broken = join(folder, 'broken')
    vi.stubEnv('MONGOMS_DOWNLOAD_DIR', broken)
    const whole = content
    content = whole.subarray(0, whole.length / 2)
    await expect(downloadMongod(() => {})).rejects.toThrow(
      /^There is no mongod on this machine, and none could be downloaded: .*unexpected end of file/
    )
    content = whole
    expect((await readdir(broken)).filter((name) => name.startsWith('mongod-'))).toEqual([])
    expect(await locateMongod()).toBeUndefined()
  })

  test('is downloaded, and progress is told, but not on standard output', async () => {
    const log = vi.spyOn(console, 'log')
    const output = vi.spyOn(process.stdout, 'write')
    const heard: string[] = []
    const path = await downloadMongod((text) => heard.push(text))
    expect((await readFile(path)).equals(await readFile(join(folder, 'mongodb/bin/mongod')))).toBe(true)
    expect(heard[0]).toBe('Downloading a mongod, since there is none on this machine')
    expect(heard.at(-1)).toBe('Downloading MongoDB 8.2.6: 2.0 of 2.0 MB')
    expect(log).not.toHaveBeenCalled()
    expect(output).not.toHaveBeenCalled()
  })
})
