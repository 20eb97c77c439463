import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Command, runCommand } from '../helpers/command.ts'
import { beside, haveDisk, onDisk, onFullDisk } from '../helpers/disk.ts'
import { mongodPath } from '../helpers/stores.ts'

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const folder = mkdtempSync(join(tmpdir(), 'disk-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const TMPDIR = join(folder, 'disk')
mkdirSync(TMPDIR)

describe.skipIf(!haveDisk)('a disk for temporary files', () => {
  const advice = 'set TMPDIR to a folder that has room and can be written to'

  // What is printed at the end is what is left there.
  test.each([
    [['--https'], 'full', 'size=64k', 'ENOSPC', 'full\n'],
    [['exec', '--https', '--', 'true'], 'full', 'size=64k', 'ENOSPC', 'full\n'],
    [['--https'], 'read-only', 'ro', 'EROFS', '']
  ])(
    'under %j, that is %s: it is told in one line, and nothing is left there',
    async (words, _, DISK, reason, left) => {
      const stderr =
        `The certificate for HTTPS can't be written to ${TMPDIR} (${reason}); ${advice}, or give a certificate of ` +
          'your own with --tls-cert and --tls-key\n'
      expect(await runCommand(words, { env: { TMPDIR, DISK }, within: onFullDisk })).toEqual({
        code: 1,
        stdout: left,
        stderr
      })
    }
  )

  test('that is read-only: a mongod is refused in one line', async () => {
    const env = { TMPDIR, DISK: 'ro', MONGOMS_SYSTEM_BINARY: program('harmless', 'echo "db version v8.2.6"') }
    const stderr =
      `The data of a mongod can't be written to ${TMPDIR} (EROFS); ${advice}, or start with --store memory\n`
    expect(await runCommand(['--store', 'mongod'], { env, within: onFullDisk })).toEqual({
      code: 1,
      stdout: '',
      stderr
    })
  })

  test('that fills up later is not missed by HTTPS', async () => {
    await using mock = new Command(['--https'], { env: { TMPDIR, DISK: 'size=64k' }, within: onDisk })
    const url = await mock.url()
    const { pid = 0 } = mock.child
    const ca = beside(pid, 'cat "$TMPDIR"/*/ca.pem; { cat /dev/zero > "$TMPDIR/full"; } 2> /dev/null || true', TMPDIR)
    for (const status of [200, 404]) {
      expect(await statusOf(`${url}/chat/Message/5d76b949a0eb4721f80b72ab?force=1`, ca)).toBe(status)
    }
    mock.child.kill('SIGTERM')
    expect(await mock.ended()).toMatchObject({ code: 0 })
  })

  test.skipIf(mongodPath === undefined)(
    'that is full: a mongod that keeps its data there is refused in one line',
    async () => {
      const onlyOnDisk = program(
        'mongod',
        `[ "$1" = --version ] && echo "db version v8.2.6" || exec '${mongodPath}' "$@"`
      )
      const { code, stdout, stderr } = await runCommand(['--store', 'mongod'], {
        env: { TMPDIR, DISK: 'size=64k', MONGOMS_SYSTEM_BINARY: onlyOnDisk },
        within: onFullDisk
      })
      expect([code, stdout]).toEqual([1, 'full\n'])
      expect(stderr).toMatch(
        /^The mongod at .+ does not start: [^\n]+\. Its data goes to .+, where 0 MB are free; set TMPDIR to a folder that has more room, or start with --store memory\n$/
      )
    }
  )
})

function program (name: string, script: string): string {
  const path = join(folder, name)
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

async function statusOf (url: string, ca: string): Promise<number> {
  const [answer] = await once(
    request(url, { method: 'DELETE', ca, agent: false, headers: { 'qb-token': token } }).end(),
    'response'
  )
  answer.resume()
  return answer.statusCode
}
