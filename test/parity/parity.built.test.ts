import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import { Command, runCommand } from '../helpers/command.ts'
import { proxy, urlOf } from './server.ts'

const folder = mkdtempSync(join(tmpdir(), 'parity-'))

const credentials = {
  application: { id: 76730, auth_key: 'demo-auth-key', auth_secret: 'demo-auth-secret' },
  users: [{ login: 'alice', password: 'alice-password' }, { email: 'carol@example.com', password: 'carol-password' }, {
    login: 'dave',
    password: 'dave-password'
  }]
}

function file (content: unknown): string {
  const path = join(folder, `${Math.random()}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const parity = (...words: string[]) => runCommand(['parity', ...words])

describe('parity', () => {
  test('plays the default world of a mock: all the same, exit 0', async () => {
    await using mock = new Command([])
    const { code, stdout, stderr } = await parity('--url', await mock.url(), '--only', 'm8,D9,R2')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^rule .*\nM8 +doc, staff +same +the sender forces: answer 200 SuccessfullyDeleted\[m1\]/)
    expect(stdout).toContain('\n6 same, 0 different, 0 not run\n')
    expect(stdout).toContain('singleMessageBody  json, as the mock does by default (R2)')
  })

  test('names what differs and the option that makes the mock do the same: exit 1', async () => {
    await using mock = await startMockServer({ singleMessageBody: 'empty' })
    const { code, stdout } = await parity('--url', mock.url, '--only', 'R1,R2,R3')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /R2 .* different +one message, hidden\n +expected +answer 200 SuccessfullyDeleted\[m1\] NotFound\[\]\n +seen +answer 200 empty\n/
    )
    expect(stdout).toContain('\n2 same, 1 different, 0 not run\n')
    expect(stdout).toContain('singleMessageBody  empty: start the mock with --single-message-body empty (R2)')
  })

  test('says what it could not play, and what that needs', async () => {
    await using mock = await startMockServer()
    const { code, stdout } = await parity(
      '--url',
      mock.url,
      '--only',
      'M2,M4,M7',
      '--credentials',
      file(credentials)
    )
    expect(code).toBe(0)
    expect(stdout).toContain('\n2 same, 0 different, 2 not run\n')
    expect(stdout).toMatch(/M2 .* not run .*\n +needs application\.api_key in the credentials\n/)
    expect(stdout).toMatch(/M4 +not settled: needs other_application in the credentials\n/)
  })

  test('leaves a private dialog alone that its users have already', async () => {
    await using mock = await startMockServer()
    const [alice, carol, dave] = credentials.users
    const { code, stdout } = await parity(
      '--url',
      mock.url,
      '--only',
      'D7',
      '--credentials',
      file({ ...credentials, users: [alice, { login: 'bob', password: 'bob-password' }, carol, dave] })
    )
    expect(code).toBe(2)
    expect(stdout).toContain('needs users who never had a private dialog with each other')
  })

  test('writes results, and what was sent and answered without credentials', async () => {
    await using mock = await startMockServer()
    const [json, record] = [join(folder, 'results.json'), join(folder, 'record.json')]
    expect(await parity('--url', mock.url, '--only', 'A4,C6,M2', '--json', json, '--record', record))
      .toMatchObject({ code: 0 })
    const { results, guesses } = JSON.parse(readFileSync(json, 'utf8')) as { results: unknown[], guesses: unknown[] }
    expect(results).toContainEqual(expect.objectContaining({ rule: 'M2', result: 'same', evidence: ['doc'], left: [] }))
    expect(guesses).toEqual([])
    const text = readFileSync(record, 'utf8')
    expect(JSON.parse(text)).toContainEqual(
      expect.objectContaining({
        scenario: expect.stringMatching(/^C6 /),
        purpose: 'act',
        answer: expect.objectContaining({ status: 202 })
      })
    )
    for (
      const secret of [
        '28irlNAGasWDSupO9Vw0BBMZfuHrAUYKpmroS9yBORI',
        'demo-auth-key',
        'alice-password',
        'carol-password',
        'another-api-key'
      ]
    ) expect(text).not.toContain(secret)
    const tokens = [...text.matchAll(/(?:qb-token|"token)": "([^"]*)"/gi)].map(([, token]) => token)
    expect(tokens.length).toBeGreaterThan(5)
    expect(tokens.filter((token) => !/^\*{4}.{0,4}$/.test(token ?? ''))).toEqual([])
  })

  test('waits where the server wants quiet', async () => {
    await using mock = await startMockServer()
    let refused = 0
    await using busy = await proxy(
      mock.url,
      async (asked, forward) =>
        asked.method === 'DELETE' && refused++ % 2 === 0
          ? { status: 429, headers: { 'retry-after': '0' }, body: '' }
          : forward(asked)
    )
    const { code, stdout } = await parity('--url', busy.url, '--only', 'D5,M7')
    expect(code).toBe(0)
    expect(stdout).toContain('\n4 same, 0 different, 0 not run\n')
    expect(refused).toBeGreaterThan(4)
  })

  test('shows at a terminal what it is doing', async () => {
    await using mock = await startMockServer()
    const { stderr } = await runCommand(['parity', '--url', mock.url, '--only', 'D5'], { atTerminal: true })
    expect(stderr).toContain('\r\u001B[K1/2 D5 the owner of a private dialog forces')
  })
})

describe('parity that can\'t be played ends with one message and 2', () => {
  test.each([
    ['no URL', [], 'parity: give the server to play against, like --url http://127.0.0.1:8080\n'],
    ['no server', ['--url', 'http://127.0.0.1:1'], 'http://127.0.0.1:1 gave no answer to POST /session.json: '],
    [
      'a URL that is none',
      ['--url', 'ftp://x'],
      '--url: "ftp://x" is not a URL; give one that starts with http:// or https://\n'
    ],
    [
      'an unknown rule',
      ['--url', 'http://127.0.0.1:1', '--only', 'M8,M88'],
      '--only: there is no rule M88; did you mean M8?\n'
    ],
    [
      'another machine, no credentials',
      ['--url', 'https://api.quickblox.com'],
      'parity: give --credentials FILE, with an application and three test users of yours; docs/parity.md shows one\n'
    ],
    [
      'another machine, no consent',
      ['--url', 'https://192.0.2.1', '--credentials', file(credentials)],
      'To go on, give --yes.\n'
    ],
    [
      'no such credentials',
      ['--url', 'http://127.0.0.1:1', '--credentials', join(folder, 'none.json')],
      `${join(folder, 'none.json')}: there is no such file\n`
    ],
    ['credentials that are no JSON', ['--url', 'http://127.0.0.1:1', '--credentials', file('{')], ': it is not JSON: '],
    ['two users', [
      '--url',
      'http://127.0.0.1:1',
      '--credentials',
      file({ ...credentials, users: credentials.users.slice(1) })
    ], ': users: give a list of 3 or more users, each with login (or email) and password\n'],
    ['a user without a password', [
      '--url',
      'http://127.0.0.1:1',
      '--credentials',
      file({ ...credentials, users: [...credentials.users, { login: 'x' }] })
    ], ': users[3].password: give a text\n'],
    [
      "a file that can't be written",
      ['--url', 'http://127.0.0.1:1', '--json', folder],
      `${folder}: can't be written (EISDIR)\n`
    ]
  ])('%s', async (_, words, message) => {
    const { code, stdout, stderr } = await parity(...words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toMatch(/\n +at /)
  })

  test('what it would do to another machine is told', async () => {
    const { stderr } = await parity('--url', 'https://192.0.2.1', '--credentials', file(credentials), '--only', 'M8')
    expect(stderr).toContain(
      'Against https://192.0.2.1, as the users alice, carol@example.com, dave of application 76730, 2 scenarios are ' +
        'played.'
    )
  })

  test.each([
    [
      'a wrong password',
      { ...credentials, users: credentials.users.map((user) => ({ ...user, password: 'wrong' })) },
      'No session for user alice of application 76730: POST /session.json answered 401 ' +
        '{"errors":["Unauthorized"]}\nCheck the credentials'
    ],
    [
      'a wrong secret',
      { ...credentials, application: { ...credentials.application, auth_secret: 'wrong' } },
      'answered 422 {"errors":{"base":["Unexpected signature"]}}\nCheck the credentials'
    ],
    [
      'one user three times',
      { ...credentials, users: Array(3).fill(credentials.users[0]) },
      'The first three users must be three different ones'
    ]
  ])('%s', async (_, wrong, message) => {
    await using mock = await startMockServer()
    const { code, stdout, stderr } = await parity('--url', mock.url, '--credentials', file(wrong))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('wrong')
  })

  test('a server that is none of QuickBlox', async () => {
    const server = createServer((_, response) => { response.end('<html>Hello</html>') })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { code, stderr } = await parity('--url', urlOf(server))
    server.close()
    expect(code).toBe(2)
    expect(stderr).toContain('That does not look like a QuickBlox server')
  })

  test('a server that goes away', async () => {
    const mock = await startMockServer()
    let asked = 0
    await using flaky = await proxy(mock.url, async (request, forward) => {
      if (++asked === 20) await mock[Symbol.asyncDispose]()
      return forward(request)
    })
    const { code, stderr } = await parity('--url', flaky.url)
    expect(code).toBe(2)
    expect(stderr).toMatch(/gave no answer to /)
  })
})
