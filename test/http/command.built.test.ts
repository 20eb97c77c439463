import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { soon } from '../helpers/soon.ts'
import { makeCertificate } from '../helpers/certificate.ts'
import type { MadeCertificate } from '../helpers/certificate.ts'
import { Command, runCommand } from '../helpers/command.ts'

const folder = mkdtempSync(join(tmpdir(), 'https-command-'))
const TMPDIR = mkdtempSync(join(folder, 'tmp-'))
afterAll(() => rmSync(folder, { recursive: true }))

const path = (name: string): string => join(folder, name)
let mine: MadeCertificate
beforeAll(async () => {
  mine = await makeCertificate(['localhost'])
  writeFileSync(path('cert.pem'), mine.cert)
  writeFileSync(path('key.pem'), mine.key)
})

async function statusOf (url: string, agent: Agent): Promise<number> {
  const [answer] = await once(get(`${url}/nothing`, { agent }), 'response')
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode
}

describe('--https', () => {
  test('prints where it listens first and what to trust next, and removes that when it is stopped, whatever is ' +
    'connected', async () => {
    await using mock = new Command(['--https'], { env: { TMPDIR } })
    const url = await mock.url()
    const caPath = await mock.says(/\nTrust the certificate (\S+)\nIt is at .+\n/)
    expect(mock.stdout).toBe(
      `Listening on ${url}\nTrust the certificate ${caPath}\nIt is at ${url}/__admin/ca.pem too\n`
    )
    expect(url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const agent = new Agent({ ca: readFileSync(caPath), keepAlive: true })
    expect(await statusOf(url, agent)).toBe(404)
    await once(connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {}), 'connect')
    const start = performance.now()
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0 })
    expect(performance.now() - start).toBeLessThan(soon)
    expect(existsSync(caPath)).toBe(false)
    expect(readdirSync(TMPDIR)).toEqual([])
    agent.destroy()
  })

  test('says what a client with --as takes for its proxy', async () => {
    await using mock = new Command(['--as', 'api.quickblox.com', '--as', 'other.example'], { env: { TMPDIR } })
    const url = await mock.url()
    expect(await mock.says(/\nProxy for (.*)\n/)).toBe(`api.quickblox.com, other.example: ${url}`)
    mock.child.kill('SIGTERM')
    await mock.ended()
  })

  test('gives a line to paste at a terminal that trusts it', async () => {
    await using mock = new Command([], { env: { TMPDIR, HTTPS: '1' }, atTerminal: true })
    const caPath = await mock.says(/\nTrust the certificate (\S+)\n/)
    await mock.says(/(curl .*\n)/)
    expect(mock.stdout).toContain(`curl -i --cacert '${caPath}' -X DELETE`)
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0 })
  })

  test('is what the health command can ask over', async () => {
    await using mock = new Command(['--https'], { env: { TMPDIR } })
    const { port } = new URL(await mock.url())
    expect(await runCommand(['health', '--port', port], { env: { HTTPS: '1' } })).toEqual({
      code: 0,
      stdout: 'ready\n',
      stderr: ''
    })
    expect(await runCommand(['health', '--port', port])).toMatchObject({ code: 1 })
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0 })
  })

  test('with a certificate of your own there is nothing more to trust', async () => {
    await using mock = new Command(['--tls-cert', path('cert.pem'), '--tls-key', path('key.pem')], { env: { TMPDIR } })
    const { port } = new URL(await mock.url())
    const agent = new Agent({ ca: mine.ca })
    expect(await statusOf(`https://localhost:${port}`, agent)).toBe(404)
    expect(mock.stdout).toBe(`Listening on https://127.0.0.1:${port}\n`)
    expect(readdirSync(TMPDIR)).toEqual([])
    agent.destroy()
  })

  test.each([
    [['--tls-cert', path('cert.pem')], {}, 'A TLS certificate needs its key; give --tls-key (tlsKey) too\n'],
    [
      ['--tls-cert', path('nowhere.pem'), '--tls-key', path('key.pem')],
      {},
      `The TLS certificate "${path('nowhere.pem')}" can't be read (ENOENT); give the path of a PEM file\n`
    ],
    [
      ['--https'],
      { TMPDIR: path('nowhere') },
      `The certificate for HTTPS can't be written to ${path('nowhere')} (ENOENT); set TMPDIR to a folder that has ` +
        'room and can be written to, or give a certificate of your own with --tls-cert and --tls-key\n'
    ]
  ])('%j %j ends it with one message', async (words, env, message) => {
    expect(await runCommand(words, { env })).toEqual({ code: 1, stdout: '', stderr: message })
  })
})
