import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HttpsError } from '../../src/http/https-error.ts'
import { makeCertificate } from '../helpers/certificate.ts'
import { openHttps } from '../../src/http/open-https.ts'
import { readCertificate } from '../../src/http/read-certificate.ts'

const folder = mkdtempSync(join(tmpdir(), 'certificates-'))
afterAll(() => rmSync(folder, { recursive: true }))

const path = (name: string): string => join(folder, name)
const year = 365 * 24 * 60 * 60 * 1000

beforeAll(async () => {
  const [mine, other, old, early] = await Promise.all(
    [0, 0, -2 * year, 2 * year].map((shift) => makeCertificate(['localhost'], Date.now() + shift))
  )
  const locked = createPrivateKey(mine!.key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: 'secret'
  })
  const files = {
    'cert.pem': mine!.cert,
    'chain.pem': mine!.cert + mine!.ca,
    'key.pem': mine!.key,
    'both.pem': mine!.key + mine!.cert,
    'other.pem': other!.key,
    'locked.pem': locked,
    'old.pem': old!.cert,
    'old-key.pem': old!.key,
    'early.pem': early!.cert,
    'early-key.pem': early!.key,
    'text.pem': 'hello',
    'empty.pem': '',
    'cut.pem': mine!.cert.slice(0, 300),
    'cut-key.pem': mine!.key.slice(0, 150)
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content)
})

describe('a certificate and a key of your own', () => {
  test.each([['cert.pem', 'key.pem'], ['chain.pem', 'key.pem'], ['both.pem', 'both.pem']])(
    '%s and %s',
    async (cert, key) => {
      const read = await readCertificate(path(cert), path(key))
      expect(read.cert).toContain('BEGIN CERTIFICATE')
      expect(read.key).toContain('BEGIN PRIVATE KEY')
    }
  )

  test.each([
    [
      'missing.pem',
      'key.pem',
      /^The TLS certificate ".*missing\.pem" can't be read \(ENOENT\); give the path of a PEM file$/
    ],
    ['cert.pem', 'missing.pem', /^The TLS key ".*missing\.pem" can't be read \(ENOENT\); give the path of a PEM file$/],
    [
      '.',
      'key.pem',
      /^The TLS certificate ".*" can't be read \(it is not a regular file; write it to one first\); give the path of a PEM file$/
    ],
    [
      'text.pem',
      'key.pem',
      /^The TLS certificate ".*text\.pem" is none; give a PEM file that starts with -----BEGIN CERTIFICATE-----$/
    ],
    ['empty.pem', 'key.pem', /certificate .* is none/],
    ['cut.pem', 'key.pem', /certificate .* is none/],
    ['key.pem', 'cert.pem', /certificate .* is none/],
    [
      'cert.pem',
      'text.pem',
      /^The TLS key ".*text\.pem" is none; give a PEM file that starts with -----BEGIN PRIVATE KEY-----$/
    ],
    ['cert.pem', 'empty.pem', /key .* is none/],
    ['cert.pem', 'cut-key.pem', /key .* is none/],
    ['cert.pem', 'locked.pem', /^The TLS key ".*" is locked with a passphrase; give one without$/],
    [
      'cert.pem',
      'other.pem',
      /^The TLS key ".*other\.pem" does not belong to the certificate ".*cert\.pem"; give the two that were made together$/
    ],
    ['old.pem', 'old-key.pem', /^The TLS certificate ".*" expired on .*; give one that is valid$/],
    [
      'early.pem',
      'early-key.pem',
      /^The TLS certificate ".*" is not valid before .*; give one that is, or set the clock right$/
    ]
  ])('%s and %s are refused', async (cert, key, problem) => {
    const error = await readCertificate(path(cert), path(key)).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(HttpsError)
    expect(error.message).toMatch(problem)
  })

  test.skipIf(process.platform === 'win32')(
    'are refused at once where they are pipes that nobody writes to',
    async () => {
      execFileSync('mkfifo', [path('pipe')])
      for (const [cert, key] of [['pipe', 'key.pem'], ['cert.pem', 'pipe'], ['pipe', 'pipe']] as const) {
        await expect(readCertificate(path(cert), path(key))).rejects.toThrow(
          'pipe" can\'t be read (it is not a regular file; write it to one first)'
        )
      }
    }
  )

  test('one without the other is refused', async () => {
    await expect(openHttps({ tlsCert: path('cert.pem') })).rejects.toThrow(
      new HttpsError('A TLS certificate needs its key; give --tls-key (tlsKey) too')
    )
    await expect(openHttps({ tlsKey: path('key.pem'), https: true })).rejects.toThrow(
      new HttpsError('A TLS key needs its certificate; give --tls-cert (tlsCert) too')
    )
  })

  test('ask for HTTPS, and are all that is opened', async () => {
    const https = await openHttps({ tlsCert: path('cert.pem'), tlsKey: path('key.pem') })
    expect(https).toMatchObject({ credentials: { cert: expect.stringContaining('BEGIN CERTIFICATE') }, ca: undefined })
    await https?.close()
    await expect(readCertificate(path('cert.pem'), path('key.pem'))).resolves.toBeDefined()
  })

  test('without any of them there is no HTTPS', async () => {
    expect(await openHttps({})).toBeUndefined()
    expect(await openHttps({ https: false, host: 'localhost' })).toBeUndefined()
  })
})
