import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { runCommand } from '../helpers/command.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner, world } from '../helpers/world.ts'

describe('export', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world, adminToken: 'let-me-in' }) })
  afterAll(() => mock?.close())

  test('writes the present world as a fixtures file', async () => {
    await fetch(`${mock.url}/chat/Message/${ofOwner}`, { method: 'DELETE', headers: as.user(3) })
    const { code, stdout, stderr } = await runCommand(['export', '--url', `${mock.url}/`, '--admin-token', 'let-me-in'])
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(await mock.export())))
    expect(stdout).toContain(`"_id":"${ofOwner}"`)
  })

  test('writes that of a workspace', async () => {
    const workspace = await mock.workspace('worker-1')
    await workspace.replace({ applications: [{ id: 5, auth_key: 'k', auth_secret: 's' }] })
    const { stdout } = await runCommand([
      'export',
      '--url',
      mock.url,
      '--admin-token',
      'let-me-in',
      '--workspace',
      'worker-1'
    ])
    expect(JSON.parse(stdout)).toMatchObject({ applications: [{ id: 5 }], users: [] })
  })

  test('makes no workspace that is not there', async () => {
    await mock.workspace('worker-2')
    const words = ['export', '--url', mock.url, '--admin-token', 'let-me-in', '--workspace', 'worker-3']
    expect(await runCommand(words)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^export: \S+ has no workspace "worker-3"; there are default, .*worker-2\n$/)
    })
  })

  test.each([
    { why: 'no URL', words: [], says: 'export: give the running mock, like --url http://127.0.0.1:8080\n' },
    {
      why: 'a URL that is none',
      words: ['--url', 'here'],
      says: '--url: "here" is not a URL; give one that starts with http:// or https://\n'
    }
  ])('refuses $why', async ({ words, says }) => {
    expect(await runCommand(['export', ...words])).toEqual({ code: 1, stdout: '', stderr: says })
  })

  test('says that a token is needed', async () => {
    const { code, stdout, stderr } = await runCommand(['export', '--url', mock.url])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^export: http:\/\/127\.0\.0\.1:\d+ answered 401: .*; give --admin-token\n$/)
  })

  test('says that nobody is there, and that somebody else is', async () => {
    const other = createServer((_request, response) => response.writeHead(404).end('no')).listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`
    expect((await runCommand(['export', '--url', url])).stderr).toBe(
      `export: ${url} answered 404: it is no mock of this kind\n`
    )
    await new Promise((resolve) => other.close(resolve))
    const page = createServer((_request, response) => response.end('<p>')).listen(0, '127.0.0.1')
    await new Promise((resolve) => page.once('listening', resolve))
    const site = `http://127.0.0.1:${(page.address() as AddressInfo).port}`
    for (const words of [[], ['--workspace', 'w']]) {
      expect((await runCommand(['export', '--url', site, ...words])).stderr).toBe(
        `export: ${site} answered 200: it is no mock of this kind\n`
      )
    }
    await new Promise((resolve) => page.close(resolve))
    expect((await runCommand(['export', '--url', url])).stderr).toMatch(
      new RegExp(`^export: ${url} can't be asked: .*ECONNREFUSED`)
    )
  })
})
