import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeAuthority } from '../../src/http/authority.ts'
import { openAuthorityFolder } from '../../src/http/authority-folder.ts'
import { HttpsError } from '../../src/http/https-error.ts'
import { startMockServer } from '../../src/index.ts'
import { makeCertificate } from '../helpers/certificate.ts'
import { world } from '../helpers/world.ts'

const root = mkdtempSync(join(tmpdir(), 'authority-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
const fresh = (): string => join(root, `folder-${++folders}`, 'below')
const name = 'api.quickblox.com'
const year = 365 * 24 * 60 * 60 * 1000
const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)
const files = (folder: string): readonly [string, string] => [join(folder, 'ca.pem'), join(folder, 'ca-key.pem')]

describe('a folder for the authority', () => {
  test('is made with a certificate for everybody and a key for its owner, whatever the mask', async () => {
    const folder = fresh()
    const mask = process.umask(0o077)
    try {
      await openAuthorityFolder(folder, [name])
    } finally {
      process.umask(mask)
    }
    expect(readdirSync(folder).sort()).toEqual(['ca-key.pem', 'ca.pem'])
    expect(files(folder).map(mode)).toEqual(['644', '600'])
    expect(mode(folder)).toBe('755')
    expect(readFileSync(files(folder)[0], 'utf8')).not.toContain('PRIVATE')
  })

  test('keeps it from start to start', async () => {
    const caDir = fresh()
    const seen = new Set<string>()
    for (let start = 0; start < 2; start++) {
      await using mock = await startMockServer({ as: [name], caDir, fixtures: world })
      expect(mock.caPath).toBe(files(caDir)[0])
      seen.add(readFileSync(mock.caPath!, 'utf8'))
    }
    expect(seen.size).toBe(1)
    expect(readdirSync(caDir).sort()).toEqual(['ca-key.pem', 'ca.pem'])
  })

  test('is the same for several that start at once', async () => {
    const folder = fresh()
    const kept = await Promise.all(Array.from({ length: 4 }, () => openAuthorityFolder(folder, [name])))
    expect(new Set(kept.map(({ authority }) => authority.key)).size).toBe(1)
    expect(new Set(kept.map(({ authority }) => authority.root))).toEqual(
      new Set([readFileSync(files(folder)[0], 'utf8')])
    )
    expect(readdirSync(folder).sort()).toEqual(['ca-key.pem', 'ca.pem'])
  })

  test('may be read-only once it is there, and gets back a certificate that was removed', async () => {
    const folder = fresh()
    const { authority } = await openAuthorityFolder(folder, [name])
    rmSync(files(folder)[0])
    expect((await openAuthorityFolder(folder, [name])).authority).toEqual(authority)
    expect(readFileSync(files(folder)[0], 'utf8')).toBe(authority.root)
    chmodSync(folder, 0o555)
    expect((await openAuthorityFolder(folder, [name])).authority).toEqual(authority)
  })

  test('serves other names of the machine where it may, and no name that it may not', async () => {
    const caDir = fresh()
    await openAuthorityFolder(caDir, [name])
    await using mock = await startMockServer({ as: [name], caDir, fixtures: world })
    expect(mock.caPath).toBe(files(caDir)[0])
    const error = await startMockServer({ as: [name, 'other.example'], caDir }).catch((thrown) => thrown)
    expect(error).toEqual(
      new HttpsError(
        `The authority in ${caDir} may not vouch for other.example: it was made for other names; give another ` +
          '--ca-dir, or remove its ca.pem and ca-key.pem to have another made'
      )
    )
  })
})

describe('is refused, with what to do', () => {
  const broken = [
    [
      'its key is gone',
      (ca: string, key: string) => rmSync(key),
      /ca\.pem is there without its key .*ca-key\.pem; put that back, or remove .*ca\.pem to have another authority made$/
    ],
    [
      'another certificate',
      (ca: string) => writeFileSync(ca, makeAuthority([]).root),
      /don't belong together; put the two back that were made together, or remove both to have another authority made$/
    ],
    [
      'a key that is none',
      (ca: string, key: string) => writeFileSync(key, 'hello'),
      /ca-key\.pem is no key that quickblox-delete-mock made with its certificates; remove it and the ca\.pem beside it to have another authority made$/
    ],
    ['an empty key', (ca: string, key: string) => writeFileSync(key, ''), /is no key/],
    [
      'a key cut short',
      (ca: string, key: string) => writeFileSync(key, readFileSync(key, 'utf8').slice(0, 700)),
      /is no key/
    ],
    ['the key of another', (ca: string, key: string) => {
      const { key: other, issuer, root } = { ...makeAuthority([]), key: makeAuthority([]).key }
      writeFileSync(key, other + issuer + root)
    }, /is no key/],
    ...process.platform === 'win32'
      ? []
      : [
          [
            'a pipe that nobody writes to',
            (ca: string, key: string) => {
              rmSync(key)
              execFileSync('mkfifo', [key])
            },
            /ca-key\.pem can't be read \(it is not a regular file; write it to one first\); let this user read it, or give another folder with --ca-dir$/
          ] as const
        ],
    ['a certificate in its place', (ca: string, key: string) => copyFileSync(ca, key), /is no key/]
  ] as const

  test.each(broken)('%s', async (_what, harm, message) => {
    const folder = fresh()
    await openAuthorityFolder(folder, [name])
    harm(...files(folder))
    const before = readdirSync(folder)
    const error = await openAuthorityFolder(folder, [name]).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(HttpsError)
    expect(error.message).toMatch(message)
    expect(readdirSync(folder)).toEqual(before)
  })

  test('it is too old', async () => {
    const folder = fresh()
    await openAuthorityFolder(folder, [name])
    await expect(openAuthorityFolder(folder, [name], Date.now() + 11 * year)).rejects.toThrow(
      /ca-key\.pem expired on 20\d\d-.*; remove it and the ca\.pem/
    )
  })

  test.each(['/dev/null', '/dev/null/below'])('it can not be made: %s', async (folder) => {
    const error = await openAuthorityFolder(folder, [name]).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(HttpsError)
    expect(error.message).toMatch(
      /ca.*\.pem can't be (?:written|read) \(\w+\); let this user (?:write there|read it), or give another folder with --ca-dir$/
    )
  })

  test('nothing is to be kept there', async () => {
    await expect(startMockServer({ caDir: root })).rejects.toThrow(
      new HttpsError('--ca-dir (caDir) keeps the authority of certificates, and none is made; add --https or --as NAME')
    )
    const { cert, key } = await makeCertificate(['localhost', name])
    const own = { tlsCert: join(root, 'cert.pem'), tlsKey: join(root, 'key.pem') }
    writeFileSync(own.tlsCert, cert)
    writeFileSync(own.tlsKey, key)
    await expect(startMockServer({ ...own, caDir: root })).rejects.toThrow(HttpsError)
    await expect(startMockServer({ ...own, as: ['other.example'] })).rejects.toThrow(
      `The TLS certificate ${JSON.stringify(own.tlsCert)} is not for other.example; give one that is, or none to ` +
        'have it made'
    )
    await using mock = await startMockServer({ ...own, as: [name], fixtures: world })
    expect(mock.caPath).toBeUndefined()
  })
})

test('without it the authority is one of this run', async () => {
  let path = ''
  {
    await using mock = await startMockServer({ as: [name], fixtures: world })
    path = mock.caPath!
    expect(mock.url).toMatch(/^http:/)
    expect(new X509Certificate(readFileSync(path)).ca).toBe(true)
  }
  expect(existsSync(path)).toBe(false)
})
