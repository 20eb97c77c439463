import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { soon } from '../helpers/soon.ts'
import { Command, runCommand } from '../helpers/command.ts'
import { mongodPath } from '../helpers/stores.ts'

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const patience = { timeout: 60_000, interval: 20 }
const folder = mkdtempSync(join(tmpdir(), 'ending-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** One DELETE over a kept connection: its status, once the whole answer is there, or the code of what went wrong. */
function ask (url: string, agent: Agent): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(`${url}/chat/Message/5d76b6sdfff9a0cc7cb023.json`, {
      method: 'DELETE',
      agent,
      headers: { 'qb-token': token }
    }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on(
        'end',
        () =>
          resolve(answer.complete && JSON.parse(text).errors.length === 1 ? answer.statusCode ?? 0 : 'half an answer')
      )
      answer.on('error', () => resolve('half an answer'))
    })
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    asked.end()
  })
}

describe('SIGTERM under load', () => {
  test('cuts no answer in half, and the command ends with 0 in two seconds', async () => {
    await using mock = new Command(['--log-level', 'warn'])
    const url = await mock.url()
    const agent = new Agent({ keepAlive: true, maxSockets: 16 })
    const ends: Array<number | string> = []
    const client = async (): Promise<void> => {
      for (;;) {
        const end = await ask(url, agent)
        ends.push(end)
        if (typeof end === 'string' || end === 503) return
      }
    }
    const load = Promise.all(Array.from({ length: 16 }, client))
    await vi.waitUntil(() => ends.length > 200, patience)
    const start = performance.now()
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0, stderr: '' })
    expect(performance.now() - start).toBeLessThan(soon)
    await load
    agent.destroy()
    // A connection that was idle when the server closed is closed or refused, which a client sees before it has sent or
    // got anything.
    expect([...new Set(ends)].filter((end) => ![404, 503, 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(end)))
      .toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('the certificate of an authority', () => {
  const own = mkdtempSync(join(tmpdir(), 'ending-https-'))
  afterAll(() => rmSync(own, { recursive: true, force: true }))
  const setting = { env: { TMPDIR: own } }

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'is gone after a %s, and so is what waits to remove it',
    async (signal) => {
      await using mock = new Command(['--https'], setting)
      await mock.url()
      expect(readdirSync(own)).toHaveLength(1)
      mock.child.kill(signal)
      await mock.ended()
      await vi.waitUntil(
        () => readdirSync(own).length === 0 && !execFileSync('ps', ['-eo', 'args']).toString().includes(own),
        patience
      )
    }
  )

  test('is gone when the command that `exec --as` runs is killed with it, and so are the files for its ' +
    'languages', async () => {
    await using mock = new Command([
      'exec',
      '--as',
      'api.quickblox.com',
      '--',
      process.execPath,
      '-e',
      'console.log("runs " + process.pid); setInterval(() => {}, 1000)'
    ], setting)
    const command = await vi.waitUntil(() => Number(/runs (\d+)\n/.exec(mock.stdout)?.[1] ?? 0), patience)
    expect(readdirSync(own)).toHaveLength(2)
    mock.child.kill('SIGKILL')
    // The command itself is no business of ours once we are killed.
    process.kill(command, 'SIGKILL')
    await mock.ended()
    await vi.waitUntil(() => readdirSync(own).length === 0, patience)
  })
})

describe.skipIf(process.platform === 'win32')('a pipe that nobody writes to', () => {
  const pipe = join(folder, 'pipe')
  const authority = join(folder, 'authority')
  beforeAll(() => {
    mkdirSync(authority)
    for (const path of [pipe, join(authority, 'ca-key.pem')]) execFileSync('mkfifo', [path])
  })
  afterAll(() => { for (const path of [pipe, authority]) rmSync(path, { recursive: true }) })

  test.each([
    ['--fixtures', pipe],
    ['--fixtures', pipe, '--watch'],
    ['validate', pipe],
    ['--tls-cert', pipe, '--tls-key', pipe],
    ['--https', '--ca-dir', authority],
    ['parity', '--url', 'https://127.0.0.1:1', '--credentials', pipe]
  ])('is refused, and hangs nothing: %s %s', async (...words) => {
    const { code, stdout, stderr } = await runCommand(words)
    expect([code, stdout + stderr]).toEqual([
      expect.toSatisfy((code) => code > 0),
      expect.stringContaining('it is not a regular file')
    ])
  })
})

describe.skipIf(mongodPath === undefined || process.platform === 'win32')(
  'a mongod of its own',
  () => {
    const setting = { env: { STORE: 'mongod', MONGOMS_SYSTEM_BINARY: mongodPath ?? '', TMPDIR: folder } }
    // The data folder is this test's own, and stands in the command line of whatever has to do with it.
    const commandLines = (): string[] =>
      execFileSync('ps', ['-eo', 'args']).toString().split('\n').filter((line) => line.includes(folder))
    const mongodPort = (): number | undefined => {
      const [port] = commandLines().flatMap((line) => /--port (\d+)/.exec(line)?.[1] ?? [])
      return port === undefined ? undefined : Number(port)
    }
    const isGone = (): boolean => commandLines().length === 0 && readdirSync(folder).length === 0
    const answers = async (port: number): Promise<boolean> => {
      const socket = connect(port, '127.0.0.1')
      try {
        await once(socket, 'connect')
        return true
      } catch {
        return false
      } finally {
        socket.destroy()
      }
    }

    test('is gone after a SIGTERM, with its data', async () => {
      await using mock = new Command([], setting)
      await mock.url()
      const port = mongodPort()
      expect(port).toBeGreaterThan(0)
      mock.child.kill('SIGTERM')
      expect(await mock.ended()).toMatchObject({ code: 0 })
      expect(readdirSync(folder)).toEqual([])
      await vi.waitUntil(isGone, patience)
    })

    test('that ends by itself, as of a full disk, is a 503 to clients and no obstacle to stopping', async () => {
      await using mock = new Command([], setting)
      const url = await mock.url()
      const [pid] = execFileSync('ps', ['-eo', 'pid,args']).toString().split('\n').filter((line) =>
        line.includes(folder) && line.includes('--port')
      ).map((line) => parseInt(line))
      if (pid === undefined || !(pid > 0)) throw new Error('No mongod runs')
      process.kill(pid, 'SIGKILL')
      await vi.waitUntil(async () => (await fetch(`${url}/readyz`)).status === 503, patience)
      const answer = await fetch(`${url}/chat/Message/5d76b949a0eb4721f80b72ab`, {
        method: 'DELETE',
        headers: { 'qb-token': token }
      })
      expect([answer.status, await answer.json()]).toEqual([503, { errors: [expect.any(String)] }])
      mock.child.kill('SIGTERM')
      expect(await mock.ended()).toMatchObject({ code: 0 })
      await vi.waitUntil(isGone, patience)
    })

    test('does not outlive a mock that is killed, nor does its data', async () => {
      await using mock = new Command([], setting)
      await mock.url()
      const port = mongodPort() ?? 0
      expect(await answers(port)).toBe(true)
      mock.child.kill('SIGKILL')
      await vi.waitUntil(async () => !await answers(port) && isGone(), patience)
    })

    test('does not outlive the program that started the mock, when that is killed', async () => {
      const library = new URL('../../dist/index.mjs', import.meta.url).href
      const program = `import { startMockServer } from ${JSON.stringify(library)}
      await startMockServer({ store: 'mongod' }); console.log('started')`
      const parent = spawn(process.execPath, ['--input-type=module', '--eval', program], {
        env: { PATH: process.env.PATH, HOME: process.env.HOME, ...setting.env },
        stdio: ['ignore', 'pipe', 'inherit']
      })
      await once(parent.stdout, 'data')
      const port = mongodPort() ?? 0
      expect(await answers(port)).toBe(true)
      parent.kill('SIGKILL')
      await vi.waitUntil(async () => !await answers(port) && isGone(), patience)
    })
  }
)
