import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Command, runCommand } from '../helpers/command.ts'
import { documentedLines } from '../helpers/documented-lines.ts'
import { startStranger, startUpstream } from '../helpers/strangers.ts'

const name = 'api.quickblox.com'
const mine = `curl -s -X DELETE -H "QB-Token: eddf864695d72d33b959eec2ae6c640d817dfada" https://${name}`
const message = '/chat/Message/5d76b949a0eb4721f80b72ab.json'
const deleted = '{"SuccessfullyDeleted":{"ids":["5d76b949a0eb4721f80b72ab"]},"NotFound":{"ids":[]}}'

const shell = (
  script: string,
  ...flags: string[]
): string[] => ['exec', '--as', name, ...flags, '--', 'sh', '-c', script]
const outputOf = async (script: string, env: Record<string, string> = {}): Promise<string> =>
  (await runCommand(shell(script), { env })).stdout

test('the documented lines, to the letter', async () => {
  const reset = 'curl -sf -X POST $QUICKBLOX_MOCK_URL/__admin/reset'
  const { stdout } = await runCommand(shell(documentedLines.map((line) => `${line}\n\necho; ${reset}\n`).join('')))
  const messages =
    '{"SuccessfullyDeleted":{"ids":["5d76b657a28f9a0cc7cb0f99","5d76b949a0eb4721f80b72ab"]},"NotFound":{"ids":["5d76b6sdfff9a0cc7cb023"]}}'
  const dialogs =
    '{"SuccessfullyDeleted":{"ids":["5d75626ea28f9a1490cb0f98","5d7562d4a2123a1694cb0f9b","5d7562d4a28f9a1694cb0f9b"]},"WrongPermissions":{"ids":[]},"NotFound":{"ids":[]}}'
  expect(stdout.split('\n')).toEqual([...Array(5).fill(messages), ...Array(4).fill(dialogs), '', ''])
})

describe('what a command asks of the name', () => {
  test('comes to the mock by http too, and by a prefix to a workspace', async () => {
    expect(
      await outputOf(`${mine}${message}; ${mine.replace('https:', 'http:')}${message}; ${mine}/@worker-1${message}`)
    ).toBe(`${deleted}{"errors":["The resource wasn't found"]}${deleted}`)
  })

  test('comes to the workspace of --workspace', async () => {
    const seen =
      `${mine}${message}; curl -s -X DELETE -H "QB-Token: eddf864695d72d33b959eec2ae6c640d817dfada" ` +
        `$QUICKBLOX_MOCK_URL${message}; echo; echo $QUICKBLOX_MOCK_URL; curl -s $QUICKBLOX_MOCK_URL/__admin/workspaces`
    const { stdout } = await runCommand(shell(seen, '--workspace', 'mine'))
    expect(stdout).toMatch(
      /^\{"SuccessfullyDeleted".*\}\{"errors":\["The resource wasn't found"\]\}\nhttp:\/\/127\.0\.0\.1:\d+\/@mine\n.*"name":"mine"/
    )
    expect(await runCommand(['exec', '--workspace', 'mine', '--', 'sh', '-c', 'echo $QUICKBLOX_MOCK_URL']))
      .toMatchObject({ stdout: expect.stringMatching(/\/@mine\n$/) })
    expect(await runCommand(['exec', '--workspace', 'No Such', '--', 'true'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("can't name a workspace")
    })
  })

  test.each([[{}], [{ NO_PROXY: '*' }], [{ NO_PROXY: '.quickblox.com' }], [{ no_proxy: `a.example, ${name}:443` }], [{
    https_proxy: 'http://127.0.0.1:1'
  }]])('comes there whatever was set: %j', async (env) => {
    expect(await outputOf(`${mine}${message}`, env as Record<string, string>)).toBe(deleted)
  })

  test('comes there with --https and on all addresses too', async () => {
    const { stdout } = await runCommand(
      shell(`${mine}${message}; echo; curl -s $QUICKBLOX_MOCK_URL/livez`, '--https', '--host', '0.0.0.0')
    )
    expect(stdout).toBe(`${deleted}\n{"status":"ok"}`)
  })

  test('is reset and closed as planned, inside TLS too', async () => {
    const plan = (connection: string) =>
      `curl -sf -d '{"connection":"${connection}"}' $QUICKBLOX_MOCK_URL/__admin/faults > /dev/null`
    const asked = (scheme: string) => `${mine.replace('https:', `${scheme}:`)}${message} -Sm 100; echo " $?"`
    const { stdout, stderr } = await runCommand(
      shell(
        ['https', 'http'].flatMap((scheme) => ['reset', 'close'].flatMap((how) => [plan(how), asked(scheme)])).join(
          '\n'
        )
      )
    )
    expect(stdout).toBe(' 56\n 52\n 56\n 52\n')
    expect(stderr).toMatch(/Connection reset by peer[\s\S]*Connection reset by peer/)
  })
})

describe('what a command asks of others', () => {
  test.each(['http', 'https'] as const)('by %s gets there', async (protocol) => {
    const url = await startStranger(protocol)
    expect(await outputOf(`curl -ksv -X PUT -d body ${url}/a/b?c 2>&1`)).toMatch(
      /X-Two: a[\s\S]*X-Two: b[\s\S]*stranger: PUT \/a\/b\?c body/
    )
  })

  test('goes through the proxy that it had, with its credentials, but for NO_PROXY', async () => {
    const seen: string[] = []
    const url = await startStranger('https')
    const upstream = await startUpstream(url, seen)
    const env = { HTTPS_PROXY: upstream, HTTP_PROXY: upstream, NO_PROXY: '127.0.0.2,quickblox.com' }
    const authorization = `Basic ${Buffer.from('someone:secret').toString('base64')}`
    expect(
      await outputOf(
        `curl -ks https://shop.example/x; curl -s http://shop.example/y; curl -ks ${url}/direct; echo; echo ` +
          `$NO_PROXY; ${mine}${message}`,
        env
      )
    )
      .toBe(`stranger: GET /x upstreamstranger: GET /direct \nlocalhost,127.0.0.1,::1,127.0.0.2\n${deleted}`)
    expect(seen).toEqual([`CONNECT shop.example:443 ${authorization}`, `GET http://shop.example/y ${authorization}`])
    expect(await outputOf('curl -sS https://forbidden.example 2>&1', env)).toContain('407')
  })

  test('is told why it did not get there', async () => {
    expect(await outputOf('curl -s http://127.0.0.2:1/; curl -sS https://127.0.0.2:1/ 2>&1')).toMatch(
      /^connect ECONNREFUSED 127\.0\.0\.2:1\ncurl: \(\d+\) .*502/
    )
  })

  test('is reset where that is reset', async () => {
    const server = createServer((socket) => socket.once('data', () => socket.resetAndDestroy())).listen(0, '127.0.0.2')
    await once(server, 'listening')
    onTestFinished(() => { server.close() })
    const { port } = server.address() as AddressInfo
    expect(await outputOf(`curl -sS http://127.0.0.2:${port} 2>&1; curl -sSp http://127.0.0.2:${port} 2>&1`)).toMatch(
      /Connection reset by peer[\s\S]*Connection reset by peer/
    )
  })
})

describe('its proxy', () => {
  test('is on loopback alone, wherever the mock listens', async () => {
    await using command = new Command(shell('echo $QUICKBLOX_MOCK_PROXY; read line', '--host', '0.0.0.0'))
    await once(command.child.stdout!, 'data')
    const { hostname, port } = new URL(command.stdout.trim())
    expect(hostname).toBe('127.0.0.1')
    const outside = Object.values(networkInterfaces()).flat().find((one) => one?.family === 'IPv4' && !one.internal)
    for (const address of ['127.0.0.2', outside?.address ?? '::1']) {
      await expect(once(connect(Number(port), address), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    }
    command.child.stdin?.end('\n')
    expect(await command.ended()).toMatchObject({ code: 0 })
  })

  test('outlives nobody: a client that resets its end of a tunnel that is over does not keep exec', async () => {
    const script = `curl -s -X DELETE -H "Connection: close" https://${name}/chat/Message/1 > /dev/null; node -e '
      const socket = require("net").connect(new URL(process.env.QUICKBLOX_MOCK_PROXY).port, "127.0.0.1")
      socket.write("CONNECT ${name}:80 HTTP/1.1\\r\\n\\r\\n")
      socket.once("data", () => {
        socket.write("DELETE /chat/Message/1 HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n")
        socket.once("data", () => socket.once("end", () => socket.resetAndDestroy()))
      })'`
    expect(await runCommand(shell(script))).toEqual({ code: 0, stdout: '', stderr: '' })
  })

  test('leaves nothing behind', async () => {
    const script = 'echo $SSL_CERT_FILE $QUICKBLOX_MOCK_CA'
    const files = (await outputOf(script)).trim().split(' ')
    expect(files).toHaveLength(2)
    expect(await outputOf(`ls ${files.join(' ')} 2>&1`)).not.toMatch(/^\//m)
  })

  test('can not be put before one of another kind', async () => {
    expect(await runCommand(shell('true'), { env: { ALL_PROXY: 'socks5://me:secret@127.0.0.1:1080' } })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'ALL_PROXY: "socks5://me:****@127.0.0.1:1080" is not a proxy that exec --as can pass on to; give one that ' +
          'starts with http:// or https://, or unset it\n'
    })
  })
})

test('whom a command trusted it trusts still, by each variable', async () => {
  const script =
    'for v in SSL_CERT_FILE CURL_CA_BUNDLE REQUESTS_CA_BUNDLE NODE_EXTRA_CA_CERTS; do eval f=\\$$v; grep -c "BEGIN ' +
      'CERTIFICATE" $f; done; head -1 $REQUESTS_CA_BUNDLE'
  const lines = (await outputOf(script, { NODE_EXTRA_CA_CERTS: '/etc/hostname', REQUESTS_CA_BUNDLE: '/etc/hostname' }))
    .split('\n')
  expect(lines.slice(0, 4).map(Number)).toEqual([expect.any(Number), expect.any(Number), 1, 1])
  expect(Math.min(...lines.slice(0, 2).map(Number))).toBeGreaterThan(50)
})
