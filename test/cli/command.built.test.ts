import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { soon } from '../helpers/soon.ts'
import { Command, runCommand } from '../helpers/command.ts'
import { freePort, refusingPort } from '../helpers/ports.ts'

const folder = mkdtempSync(join(tmpdir(), 'command-'))
afterAll(() => rmSync(folder, { recursive: true }))

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const patience = { timeout: 60_000, interval: 20 }
/** A command that is there until it is ended. */
// eslint-disable-next-line no-template-curly-in-string
const staysAndTells = 'console.log(`Listening on ${process.env.QUICKBLOX_MOCK_URL}`); setInterval(() => {}, 1000)'
const stackTrace = /^\s+at /m

function file (name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const good = file('good.json', {
  applications: [{ id: 10, auth_key: 'k', auth_secret: 's', api_keys: ['key-of-10'] }],
  users: [{ id: 1, login: 'alice' }, { id: 2, login: 'bob' }]
})
const more = file('more.json', { users: [{ id: 3, login: 'carol' }], sessions: [{ token: 'of-carol', user_id: 3 }] })
const bad = file('bad.json', { users: [{ id: 'one', login: 'alice' }], people: [] })
const broken = file('broken.json', '{ "users": [')

describe('serve', () => {
  test('says where it listens, first and alone', async () => {
    await using mock = new Command([])
    const url = await mock.url()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    const answer = await fetch(`${url}/chat/Message/none.json`, { method: 'DELETE', headers: { 'QB-Token': token } })
    expect(answer.status).toBe(404)
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0, stdout: `Listening on ${url}\n` })
  })

  test('shows the world to a person, and a line that works', async () => {
    await using mock = new Command([], { atTerminal: true })
    const url = await mock.url()
    const id = await mock.says(/-H 'QB-Token: \w+' \S+\/chat\/Message\/(\w+)\.json\n/)
    expect(mock.stdout.startsWith(`Listening on ${url}\nInspector: ${url}/__admin/\n\n`)).toBe(true)
    expect(mock.stdout).toContain(`QB-Token: ${token}`)
    const answer = await fetch(`${url}/chat/Message/${id}.json`, {
      method: 'DELETE',
      headers: { 'QB-Token': /QB-Token: (\w+)'/.exec(mock.stdout)?.[1] ?? '' }
    })
    expect(await answer.json()).toMatchObject({ SuccessfullyDeleted: { ids: [id] } })
  })

  test('serves the fixtures it is given', async () => {
    await using mock = new Command(['serve', '--fixtures', good, `--fixtures=${more}`, '--log-level', 'silent'])
    const url = await mock.url()
    const statusFor = async (name: string): Promise<number> =>
      (await fetch(`${url}/chat/Dialog/none`, { method: 'DELETE', headers: { 'QB-Token': name } })).status
    expect([await statusFor('of-carol'), await statusFor(token)]).toEqual([404, 401])
    expect(mock.stderr).toBe('')
  })

  test.each([[true], [false]])('outlives whoever reads its output (at a terminal: %s)', async (atTerminal) => {
    const port = await freePort()
    await using mock = new Command(['--port', String(port)], { atTerminal })
    mock.child.stdout?.destroy()
    mock.child.stderr?.destroy()
    const url = `http://127.0.0.1:${port}/chat/Message/1`
    await vi.waitUntil(() => fetch(url).catch(() => undefined), patience)
    expect((await fetch(url)).headers.get('quickblox-rest-api-version')).toBe('0.1.1')
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0 })
  })
})

describe('the log', () => {
  test('is JSON lines on standard error, with one for the store and no credential', async () => {
    await using mock = new Command([])
    const url = await mock.url()
    await fetch(`${url}/chat/Message/1?token=${token}&user[password]=correcthorse`, {
      method: 'DELETE',
      headers: { 'QB-Token': token, Authorization: `ApiKey ${token}` }
    })
    mock.child.kill('SIGTERM')
    const { stderr } = await mock.ended()
    const lines = stderr.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.filter(({ msg }) => /memory/.test(String(msg)))).toHaveLength(1)
    expect(lines).toContainEqual(
      expect.objectContaining({
        method: 'DELETE',
        url: '/chat/Message/1?token=****fada&user[password]=****',
        status: 404
      })
    )
    expect(stderr).not.toContain(token)
    expect(stderr).not.toContain('correcthorse')
  })

  test.each(['0.0.0.0', 'localhost'])('has which store runs, and where else it listens, on %s', async (host) => {
    await using mock = new Command(['--host', host])
    const url = await mock.url()
    expect(url).toMatch(/^http:\/\/(127\.0\.0\.1|\[::1\]):\d+$/)
    expect((await fetch(`${url}/livez`)).status).toBe(200)
    mock.child.kill('SIGTERM')
    const [store, ...others] = (await mock.ended()).stderr.trim().split('\n').map((line) =>
      JSON.parse(line).msg as string
    )
    expect(store).toMatch(/^memory/)
    for (const other of others) expect(other).toMatch(/^Listening on http:\/\/\S+:\d+ too$/)
  })

  test('is for people at a terminal', async () => {
    await using mock = new Command([], { atTerminal: true })
    await mock.url()
    await mock.says(/memory.*\n/, 'stderr')
    expect(mock.stderr).not.toContain('{"level"')
    expect(mock.stderr).toMatch(/^\S*\[\d\d:\d\d:\d\d\]/)
  })
})

describe('what it can\'t do ends it with one message', () => {
  test.each([
    [['--port', '80x'], {}, '--port: "80x" is not a port; give a whole number from 0 to 65535\n'],
    [['--prot', '80'], {}, '--prot: there is no such flag; did you mean --port?\n'],
    [['serv'], {}, '"serv" is not a command; did you mean serve?\n'],
    [[], { STORE: 'disk' }, 'STORE: "disk" is not a store; give auto, memory, mongod or a mongodb:// URL\n'],
    [
      ['--host', '192.0.2.1'],
      {},
      '--host: "192.0.2.1" can\'t be listened on (EADDRNOTAVAIL); give an address of this machine like 127.0.0.1, or ' +
        '0.0.0.0 for all\n'
    ],
    [
      ['--fixtures', join(folder, 'nowhere.json')],
      {},
      `${join(folder, 'nowhere.json')}: there is no such file or folder\n`
    ]
  ])('%j %j', async (words, env, message) => {
    expect(await runCommand(words, { env })).toEqual({ code: 1, stdout: '', stderr: message })
  })

  test('a port in use', async () => {
    await using first = new Command([])
    const { port } = new URL(await first.url())
    expect(await runCommand(['--port', port])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `--port: ${port} on 127.0.0.1 is in use; stop what listens there, or give another port (0 takes a free one)\n`
    })
  })

  test('fixtures that don\'t pass the check: every problem, one a line', async () => {
    const { code, stdout, stderr } = await runCommand([], {
      env: { FIXTURES: [bad, broken].join(process.platform === 'win32' ? ';' : ':') }
    })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith(`${bad}: `)).length).toBeGreaterThanOrEqual(2)
    expect(lines.filter((line) => line.startsWith(`${broken}: `))).toHaveLength(1)
    expect(stderr).not.toMatch(stackTrace)
  })

  test('a MongoDB that is not there', async () => {
    const port = await refusingPort()
    const { code, stdout, stderr } = await runCommand(['--store', `mongodb://root:correcthorse@127.0.0.1:${port}/`])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`127.0.0.1:${port}`)
    expect(stderr).not.toMatch(stackTrace)
    expect(stderr).not.toContain('correcthorse')
  })
})

describe('validate', () => {
  test('says what is in good fixtures', async () => {
    expect(await runCommand(['validate', good, more])).toEqual({
      code: 0,
      stdout: 'OK: 2 files, 1 application, 3 users, 1 session, 0 dialogs, 0 messages\n',
      stderr: ''
    })
  })

  test('says all that is wrong with others', async () => {
    const { code, stdout, stderr } = await runCommand(['validate', good, bad, broken, join(folder, 'nowhere')])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toContainEqual(expect.stringMatching(/bad\.json: users\[0\]\.id: ./))
    expect(lines).toContainEqual(expect.stringMatching(/bad\.json: unknown field "people"/))
    expect(lines).toContainEqual(expect.stringMatching(/broken\.json: ./))
    expect(lines).toContainEqual(`${join(folder, 'nowhere')}: there is no such file or folder`)
  })

  test('wants something to check', async () => {
    expect(await runCommand(['validate'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'validate: give fixture files or folders\n'
    })
  })
})

describe('asking', () => {
  test.each([['--help'], ['help']])('%s prints the help', async (word) => {
    expect(await runCommand([word])).toEqual({
      code: 0,
      stdout: expect.stringContaining('quickblox-delete-mock validate FILE...'),
      stderr: ''
    })
  })

  test.each([['--version'], ['version']])('%s prints the version', async (word) => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(await runCommand([word])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})

describe('stopping', () => {
  /** A request that stops in its head, one that stops in its body, and a connection that waits for another. */
  async function hold (url: string): Promise<void> {
    const { port } = new URL(url)
    for (
      const part of [
        'DELETE /chat/Mess',
        `DELETE /chat/Message/1 HTTP/1.1\r\nHost: mock\r\nQB-Token: ${token}\r\nContent-Length: 100\r\n\r\nforce`
      ]
    ) {
      const halfOpen = connect(Number(port), '127.0.0.1')
      halfOpen.on('error', () => {})
      await once(halfOpen, 'connect')
      halfOpen.write(part)
    }
    const [answer] = await once(get(url, { agent: new Agent({ keepAlive: true }) }), 'response')
    answer.resume()
    await once(answer, 'end')
  }

  test.each(['SIGTERM', 'SIGINT'] as const)('at %s takes under two seconds, whatever is connected', async (signal) => {
    await using mock = new Command([])
    await hold(await mock.url())
    const start = performance.now()
    mock.child.kill(signal)
    expect(await mock.ended()).toMatchObject({ code: 0 })
    expect(performance.now() - start).toBeLessThan(soon)
  })

  test('at a second signal is at once', async () => {
    // It sends itself the second as soon as it has had the first, however busy the machine is; what is held keeps it
    // from ending before.
    const code = "process.once('SIGINT', () => setImmediate(() => process.kill(process.pid, 'SIGTERM')))"
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` }
    await using mock = new Command([], { env })
    await hold(await mock.url())
    mock.child.kill('SIGINT')
    expect(await mock.ended()).toMatchObject({ code: 1 })
  })

  test.skipIf(process.platform === 'win32').each([
    ['serve', []],
    ['exec', ['exec', '--', process.execPath, '-e', staysAndTells]]
  ])('comes with the npm that runs %s, though no signal passes the shell between', async (_, words) => {
    const shell = ['sh', '-c', '"$@"; true', 'sh']
    await using mock = new Command(words, { env: { npm_lifecycle_script: "'quickblox-delete-mock'" }, within: shell })
    const url = await mock.url()
    mock.child.kill('SIGTERM')
    await mock.ended()
    await expect(fetch(url)).rejects.toThrow()
  })
})

describe('health', () => {
  test('says what is wrong, and where', async () => {
    const port = await refusingPort()
    expect(await runCommand(['health', '--port', `${port}`])).toEqual({
      code: 1,
      stdout: `not ready: http://127.0.0.1:${port}/readyz can't be asked: connect ECONNREFUSED 127.0.0.1:${port}\n`,
      stderr: ''
    })
  })

  test('tells a mock that is not ready by its status', async () => {
    const answer = 'HTTP/1.1 503 Service Unavailable\r\n\r\n'
    const other = createServer((socket) => socket.end(answer)).listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const stdout = `not ready: http://127.0.0.1:${port}/readyz answers 503\n`
    expect(await runCommand(['health', '--port', `${port}`])).toMatchObject({ code: 1, stdout })
    other.close()
  })
})
