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
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { downloadMongod } from '../../../src/store/mongod/download-mongod.ts'
import { locateMongod } from '../../../src/store/mongod/find-mongod.ts'
import { refusingPort } from '../../helpers/ports.ts'

const archive = 'mongodb-linux-x86_64-ubuntu2204-8.2.6.tgz'

describe.skipIf(process.platform === 'win32')('a mongod that is not there yet', () => {
  let folder: string
  let binaries: string
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
  beforeEach(async () => {
    binaries = await mkdtemp(join(folder, 'binaries-'))
    for (const name of Object.keys(process.env)) if (name.startsWith('MONGOMS_')) vi.stubEnv(name, undefined)
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}/${archive}`)
    vi.stubEnv('MONGOMS_DOWNLOAD_DIR', binaries)
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
    const whole = content
    content = whole.subarray(0, whole.length / 2)
    await expect(downloadMongod(() => {})).rejects.toThrow(
      /^There is no mongod on this machine, and none could be downloaded: .*unexpected end of file/
    )
    content = whole
    expect((await readdir(binaries)).filter((name) => name.startsWith('mongod-'))).toEqual([])
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

  test('and can\'t be downloaded is none, with the ways out', async () => {
    vi.stubEnv('MONGOMS_DOWNLOAD_URL', `http://127.0.0.1:${await refusingPort()}/${archive}`)
    vi.stubEnv('MONGOMS_MAX_RETRIES', '0')
    const refusal = await downloadMongod(() => {}).then(() => '', (error: Error) => error.message)
    expect(refusal).toMatch(/^There is no mongod on this machine, and none could be downloaded: .*Max retries/)
    expect(refusal).toMatch(
      /\. Set MONGOMS_SYSTEM_BINARY to the path of one, or MONGODB_URI to a MongoDB that runs \(with --store auto\), or start with --store memory$/
    )
  })

  test('tells of its download once a second, and at the end', async () => {
    const heard: string[] = []
    await downloadMongod((text) => heard.push(text))
    const { MongoBinaryDownload } = await import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js')
    const tell = MongoBinaryDownload.prototype.printDownloadProgress
    const download = Object.assign(Object.create(MongoBinaryDownload.prototype), {
      dlProgress: { current: 0, length: 2_000_000, totalMb: 2, lastPrintedAt: 0 },
      binaryOpts: { version: '8.2.6' }
    })
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => { vi.useRealTimers() })
    heard.length = 0
    for (const [passed, last] of [[0], [999], [1], [0], [0, true]] as const) {
      vi.advanceTimersByTime(passed)
      tell.call(download, { length: 250_000 }, ...(last === undefined ? [] : [last]))
    }
    expect(heard).toEqual(['0.3', '0.8', '1.3'].map((done) => `Downloading MongoDB 8.2.6: ${done} of 2.0 MB`))
  })
})
