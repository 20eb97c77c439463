import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Command, runCommand } from '../helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'exec-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs a script of a few lines, in Node, under `exec`. */
function execNode (script: string, ...words: string[]): string[] {
  return ['exec', '--', process.execPath, '-e', script, '--', ...words]
}

const askMock =
  'fetch(process.env.QUICKBLOX_MOCK_URL + "/chat/Message/1", { method: "DELETE" }).then(({ status }) => ' +
    'console.log(status))'

describe('exec', () => {
  test('runs a command that finds the mock, and prints nothing of its own', async () => {
    expect(await runCommand(execNode(askMock))).toEqual({ code: 0, stdout: '401\n', stderr: '' })
  })

  test('leaves the words of the command alone', async () => {
    const words = ['--port', '80', '--help', 'two words', '--', '']
    const { stdout } = await runCommand(execNode('console.log(JSON.stringify(process.argv.slice(1)))', ...words))
    expect(JSON.parse(stdout)).toEqual(words)
  })

  test('takes a free port, whatever PORT is, and hands PORT on', async () => {
    const { stdout } = await runCommand(
      execNode('console.log(process.env.PORT, new URL(process.env.QUICKBLOX_MOCK_URL).port)'),
      { env: { PORT: '1' } }
    )
    expect(stdout).toMatch(/^1 \d{4,}\n$/)
  })

  test('lets a mock that the command starts outlive what started it, as npm does not run that one', async () => {
    const env = { npm_lifecycle_script: 'quickblox-delete-mock exec' }
    expect(await runCommand(execNode('console.log("npm_lifecycle_script" in process.env)'), { env }))
      .toMatchObject({ stdout: 'false\n' })
  })

  test('says which certificate to trust', async () => {
    const script =
      'console.log(process.env.QUICKBLOX_MOCK_URL, require("fs").readFileSync(process.env.QUICKBLOX_MOCK_CA, "utf8"))'
    const { stdout } = await runCommand(['exec', '--https', ...execNode(script).slice(1)])
    expect(stdout).toMatch(/^https:\S+ -----BEGIN CERTIFICATE-----/)
  })

  test.each([0, 1, 7, 255])('exits with %i when the command does', async (code) => {
    expect(await runCommand(execNode(`process.exitCode = ${code}`))).toMatchObject({ code })
  })

  test('exits as a shell does when a signal ended the command', async () => {
    expect(await runCommand(execNode('process.kill(process.pid, "SIGKILL")'))).toEqual({
      code: 128 + 9,
      stdout: '',
      stderr: ''
    })
  })

  test('hands its standard input on', async () => {
    await using command = new Command(execNode('process.stdin.pipe(process.stdout)'))
    command.child.stdin?.end('through')
    expect(await command.ended()).toEqual({ code: 0, stdout: 'through', stderr: '' })
  })

  test('logs what the command runs into, if asked', async () => {
    const { stderr } = await runCommand(['exec', '--log-level', 'info', ...execNode(askMock).slice(1)])
    expect(stderr).toContain('"url":"/chat/Message/1"')
  })

  test('stops the mock when the command has ended', async () => {
    const { stdout } = await runCommand(execNode('console.log(process.env.QUICKBLOX_MOCK_URL)'))
    await expect(fetch(stdout.trim())).rejects.toThrow('fetch failed')
  })

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'passes %s on and waits for the command with the mock up',
    async (signal) => {
      const script =
        `process.on("${signal}", () => { clearInterval(alive); ${askMock}.then(() => { process.exitCode = 5 }) }); ` +
          'const alive = setInterval(() => {}, 1000); console.log("ready")'
      await using command = new Command(execNode(script))
      await once(command.child.stdout ?? command.child, 'data')
      command.child.kill(signal)
      expect(await command.ended()).toEqual({ code: 5, stdout: 'ready\n401\n', stderr: '' })
    }
  )
})

describe('what exec can\'t run is told in one message', () => {
  const plainFile = join(folder, 'plain')
  writeFileSync(plainFile, '')
  chmodSync(plainFile, 0o644)

  test.each([
    [['exec'], 1, 'exec: give a command to run, after --\n'],
    [['exec', '--'], 1, 'exec: give a command to run, after --\n'],
    [['exec', 'npm', 'test', '--silent'], 1, '"npm": the command to run comes after --, as in: -- npm\n'],
    [
      ['exec', '--', 'no-such-command'],
      127,
      'exec: "no-such-command" can\'t be run: there is no such command; give one that is on the PATH, or the path of ' +
        'a program\n'
    ],
    [
      ['exec', '--', plainFile],
      126,
      `exec: "${plainFile}" can't be run: it is not a program that may be run; see its permissions\n`
    ],
    [['exec', '--fixtures', 'nowhere.json', '--', 'true'], 1, 'nowhere.json: there is no such file or folder\n']
  ])('%j', async (words, code, stderr) => {
    expect(await runCommand(words)).toEqual({ code, stdout: '', stderr })
  })
})
