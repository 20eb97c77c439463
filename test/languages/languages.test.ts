import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { proxyEnvironment } from '../../src/cli/exec/proxy-environment.ts'
import { certify, makeAuthority } from '../../src/http/authority.ts'
import type { Authority } from '../../src/http/authority.ts'
import { runCommand } from '../helpers/command.ts'

const program = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'languages-'))
afterAll(() => rmSync(folder, { recursive: true }))

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const url = 'https://api.quickblox.com/chat/Message/5d76b949a0eb4721f80b72ab.json'
const answer = '200 {"SuccessfullyDeleted":{"ids":["5d76b949a0eb4721f80b72ab"]},"NotFound":{"ids":[]}}\n'

/** The Python that has the libraries: Debian's, where another stands before it. */
const python = ['python3', '/usr/bin/python3'].find((name) => succeeds(name, '-c', 'import requests, httpx')) ??
  'python3'
const go = join(folder, 'delete')
let node24 = ''

const run = promisify(execFile)

function succeeds (name: string, ...words: readonly string[]): boolean {
  try {
    execFileSync(name, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** How each language is asked to delete something; the words that follow are the URL and the token. */
const ways = [
  [
    'curl',
    () => [
      'sh',
      '-c',
      'curl -sS -X DELETE -H "QB-Token: $2" -o "$0" -w "%{http_code} " "$1" && cat "$0" && echo',
      join(folder, 'body')
    ]
  ],
  ['Python, urllib', () => [python, program('delete.py'), 'urllib']],
  ['Python, requests', () => [python, program('delete.py'), 'requests']],
  ['Python, httpx', () => [python, program('delete.py'), 'httpx']],
  ['Node 24, fetch', () => [node24, program('delete.mjs'), 'fetch']],
  ['Node 24, https', () => [node24, program('delete.mjs'), 'https']],
  ['Go', () => [go]],
  ['Java, HttpClient', () => ['java', program('Delete.java'), 'HttpClient']],
  ['Java, HttpURLConnection', () => ['java', program('Delete.java'), 'HttpURLConnection']],
  ['Ruby', () => ['ruby', program('delete.rb')]],
  ['PHP', () => ['php', program('delete.php')]]
] as const

beforeAll(async () => {
  const env = { ...process.env, GOFLAGS: '-mod=mod' }
  const building = run('go', ['build', '-o', go, program('delete.go')], { env });
  [node24] = await Promise.all([pathOfNode24(), building])
})

async function pathOfNode24 (): Promise<string> {
  if (Number.parseInt(process.versions.node) === 24) return process.execPath
  return (await run('npx', ['--yes', '--package', 'node@24', 'node', '-p', 'process.execPath'])).stdout.trim()
}

test.each(ways)('%s meets the mock under exec, unchanged', async (_language, words) => {
  const { code, stdout, stderr } = await runCommand(['exec', '--as', 'api.quickblox.com', '--', ...words(), url, token])
  expect([code, stdout, code === 0 ? '' : stderr]).toEqual([0, answer, ''])
})

describe('a key that was lost', () => {
  let authority: Authority
  let variables: Record<string, string>
  beforeAll(async () => {
    authority = makeAuthority(['api.quickblox.com'])
    variables = await proxyEnvironment({
      proxyUrl: 'http://127.0.0.1:1',
      ca: authority.root,
      names: [],
      exceptions: ['localhost'],
      folder
    }, {})
  })

  /** What a program that trusts the authority makes of a server on this machine with a certificate for these names. */
  async function ask (words: readonly string[], names: readonly string[]): Promise<string> {
    const server = createServer(certify(authority, names), (_asked, said) => said.end('{}')).listen(0, 'localhost')
    await once(server, 'listening')
    const [command = '', ...rest] = [...words, `https://localhost:${(server.address() as AddressInfo).port}/`, token]
    try {
      return (await run(command, rest, {
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...variables }
      })).stdout
    } catch {
      return 'refused'
    } finally {
      server.close()
    }
  }

  test.each(ways)('opens nothing but the names it was made for: %s', async (_language, words) => {
    expect(await ask(words(), ['localhost', 'api.quickblox.com'])).toBe('200 {}\n')
    expect(await ask(words(), ['localhost', 'bank.example'])).toBe('refused')
  })
})
