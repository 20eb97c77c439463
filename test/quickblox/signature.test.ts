import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nested } from '../../src/quickblox/fields.ts'
import { isSigned, signedText } from '../../src/quickblox/signature.ts'

const sign = (text: string, secret: string, algorithm = 'sha1'): string =>
  createHmac(algorithm, secret).update(text).digest('hex')

describe('a signature', () => {
  test('is made over the sorted parameters, not URL-encoded', () => {
    const fields = {
      timestamp: 1567349756,
      application_id: 76730,
      user: { password: 'a b&c', login: 'alice@x' },
      nonce: '7334',
      auth_key: 'key'
    }
    expect(signedText(fields)).toBe(
      'application_id=76730&auth_key=key&nonce=7334&timestamp=1567349756&user[login]=alice@x&user[password]=a b&c'
    )
  })

  test('is made over what is null and over lists, too', () => {
    expect(signedText({ b: null, ids: [2, 1], deep: { a: { b: [3] } } })).toBe('b=null&deep[a][b][]=3&ids[]=1&ids[]=2')
  })

  test('passes, SHA-1 or SHA-256, in small or capital letters', () => {
    expect(isSigned({ a: 1, signature: sign('a=1', 'secret') }, 'secret')).toBe(true)
    expect(isSigned({ a: 1, signature: sign('a=1', 'secret', 'sha256').toUpperCase() }, 'secret')).toBe(true)
  })

  test.each([undefined, null, '', 'x', 7, [], {}, 'g'.repeat(40), 'é'.repeat(40), '0'.repeat(41), '0'.repeat(64)])(
    'is not %j',
    (signature) => {
      expect(isSigned({ a: 1, signature }, 'secret')).toBe(false)
    }
  )

  const fields = fc.record({
    application_id: fc.nat(),
    auth_key: fc.string(),
    nonce: fc.nat(),
    timestamp: fc.nat(),
    user: fc.record({ login: fc.string(), password: fc.string() }, { requiredKeys: [] })
  })
  const algorithm = fc.constantFrom('sha1', 'sha256')

  test('passes whatever is signed, as JSON or as a form, and not with another secret', () =>
    fc.assert(fc.property(fields, algorithm, fc.string(), fc.string(), (sent, how, secret, other) => {
      const { user, ...plain } = sent
      const flat = {
        ...plain,
        ...Object.fromEntries(Object.entries(user).map(([key, value]) => [`user[${key}]`, value]))
      }
      const signature = sign(
        Object.entries(flat).map(([key, value]) => `${key}=${value}`).sort().join('&'),
        secret,
        how
      )
      expect(isSigned({ ...sent, signature }, secret)).toBe(true)
      expect(isSigned(nested({ ...flat, signature }), secret)).toBe(true)
      if (secret !== other) expect(isSigned({ ...sent, signature }, other)).toBe(false)
    })))

  test('does not pass once a field is changed', () =>
    fc.assert(fc.property(fields, algorithm, fc.string(), (sent, how, secret) => {
      const signature = sign(signedText(sent), secret, how)
      expect(isSigned({ ...sent, nonce: sent.nonce + 1, signature }, secret)).toBe(false)
      expect(isSigned({ ...sent, extra: '', signature }, secret)).toBe(false)
    })))
})
