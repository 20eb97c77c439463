import { connect } from 'node:net'
import { once } from 'node:events'
import { mkdtempSync, chmodSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { docker, hasDocker, image, startHealthy } from './docker.ts'
import { deleteAs, documented, documentedAnswer } from './wire.ts'

const aliceToken = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const mebibyte = 1024 * 1024

describe.skipIf(!hasDocker)('the image', () => {
  const folder = mkdtempSync(join(tmpdir(), 'image-'))

  beforeAll(async () => {
    await docker('build', '--build-arg', 'NODE_IMAGE', '--tag', image, '.')
    console.log(
      "not run: the image for other architectures than this machine's, which the publishing workflow builds; that it " +
        'holds nothing of one is tested'
    )
    chmodSync(folder, 0o755)
    writeFileSync(
      join(folder, 'users.json'),
      JSON.stringify({
        applications: [{ id: 10, auth_key: 'k', auth_secret: 's' }],
        users: [{ id: 1, login: 'ann' }, { id: 2, login: 'ben' }],
        sessions: [{ token: 'of-ann', user_id: 1 }]
      })
    )
    writeFileSync(
      join(folder, 'dialogs.json'),
      JSON.stringify({
        dialogs: [{ _id: 'a'.repeat(24), type: 2, user_id: 1, occupants_ids: [1, 2] }],
        messages: [{ _id: 'b'.repeat(24), chat_dialog_id: 'a'.repeat(24), sender_id: 1 }]
      })
    )
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  test('adds less than 10 MiB to its base', async () => {
    const sizes = await Promise.all(
      [image, 'node:24-bookworm-slim'].map(async (name) =>
        Number(await docker('image', 'inspect', '--format', '{{.Size}}', name))
      )
    )
    const [ours = 0, base = 0] = sizes
    console.log(`The image adds ${((ours - base) / mebibyte).toFixed(1)} MiB to node:24-bookworm-slim`)
    expect(ours - base).toBeGreaterThan(0)
    expect(ours - base).toBeLessThan(10 * mebibyte)
  })

  test('says what it is, and runs as nobody special', async () => {
    const { Config: config } = JSON.parse(await docker('image', 'inspect', '--format', '{{json .}}', image))
    expect(config.Labels).toMatchObject({
      'org.opencontainers.image.title': image,
      'org.opencontainers.image.licenses': 'MIT'
    })
    expect(config.User).toBe('node')
    expect(Object.keys(config.ExposedPorts)).toEqual(['8080/tcp'])
  })

  test('holds what a running mock needs, and nothing of one architecture', async () => {
    const files = (await docker('run', '--rm', '--entrypoint', 'find', image, '/app', '-type', 'f')).split('\n')
    const packages = new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1]))
    for (const name of ['fastify', 'mongodb', 'pino-pretty']) expect(packages).toContain(name)
    for (const name of ['typescript', 'vitest', 'rolldown', 'eslint', 'mongodb-memory-server-core']) {
      expect(packages).not.toContain(name)
    }
    expect(files.filter((file) => /\.(?:node|so|wasm)$|mongod$/.test(file))).toEqual([])
    expect(files.some((file) => file.startsWith('/app/src/'))).toBe(false)
  })

  test('says by its health when it answers the documented call', async () => {
    await using container = await startHealthy()
    expect(await deleteAs(aliceToken, `${await container.url()}/${documented}`)).toMatchObject({
      status: 200,
      body: documentedAnswer
    })
  })

  test('takes flags after its name, and its health follows the port', async () => {
    await using container = await startHealthy([], [
      '--port',
      '9000',
      '--single-message-body',
      'empty',
      '--log-level',
      'silent'
    ])
    expect(await deleteAs(aliceToken, `${await container.url(9000)}/chat/Message/5d76b949a0eb4721f80b72ab.json`))
      .toMatchObject({ status: 200, body: undefined })
  })

  test('is healthy with a certificate of its own', async () => {
    await using container = await startHealthy([], ['--https'])
    expect(await container.logged('Trust the certificate')).toContain('Listening on https://')
  })

  test('is unhealthy when nothing answers', async () => {
    await expect(docker('run', '--rm', image, 'health')).rejects.toMatchObject({ code: 1 })
  })

  test.each([
    { by: 'a flag', flags: [], command: ['--fixtures', '/fixtures'] },
    { by: 'the variable', flags: ['--env', 'FIXTURES=/fixtures'], command: [] }
  ])('starts with a mounted folder, by $by', async ({ flags, command }) => {
    await using container = await startHealthy(['--volume', `${folder}:/fixtures:ro`, ...flags], command)
    const url = `${await container.url()}/chat/Message/${'b'.repeat(24)}.json`
    expect(await deleteAs(aliceToken, url)).toMatchObject({ status: 401 })
    expect(await deleteAs('of-ann', url)).toMatchObject({
      status: 200,
      body: { SuccessfullyDeleted: { ids: ['b'.repeat(24)] } }
    })
  })

  test('says what is wrong with fixtures, and ends', async () => {
    const error = await docker('run', '--rm', image, '--fixtures', '/nowhere').catch((error) => error)
    expect(error).toMatchObject({ code: 1, stderr: expect.stringContaining('/nowhere') })
    expect(error.stderr).not.toMatch(/^\s+at /m)
  })

  test('runs read-only, without rights, as any user', async () => {
    await using container = await startHealthy([
      '--read-only',
      '--user',
      '12345:12345',
      '--cap-drop',
      'ALL',
      '--security-opt',
      'no-new-privileges'
    ])
    expect(await docker('exec', container.id, 'id', '-u')).toBe('12345')
    expect(await deleteAs(aliceToken, `${await container.url()}/${documented}`)).toMatchObject({
      status: 200,
      body: documentedAnswer
    })
  })

  test('with HTTPS and nowhere to write says so; with a place for its certificate it runs read-only too', async () => {
    const error = await docker('run', '--rm', '--read-only', image, '--https').catch((error) => error)
    expect(error).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^The certificate for HTTPS can't be written to \/tmp \(EROFS\); set TMPDIR to a folder that has room and can be written to, or give [^\n]+\n$/
      )
    })
    await using container = await startHealthy(['--read-only', '--tmpfs', '/tmp'], ['--https'])
    await container.logged('Listening on https://127.0.0.1:8080\nTrust the certificate /tmp/')
  })

  test('stops of itself as the first process, whoever is connected', async () => {
    await using container = await startHealthy()
    const { hostname, port } = new URL(await container.url())
    const idle = connect(Number(port), hostname)
    await once(idle, 'connect')
    // After these ten minutes the engine kills it, and the exit code is another.
    await docker('stop', '--time', '600', container.id)
    expect(await docker('inspect', '--format', '{{.State.ExitCode}}', container.id)).toBe('0')
    idle.destroy()
  })

  test('says how to do without a mongod, which it does not hold', async () => {
    const error = await docker('run', '--rm', image, '--store', 'mongod').catch((error) => error)
    expect(error).toMatchObject({ code: 1, stderr: expect.stringContaining('take the URL of a MongoDB') })
  })
})
