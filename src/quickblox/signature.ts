import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Parameters } from './body.ts'

/** The digests that clients sign with, by the length of what comes out, in hex digits. */
const algorithms: ReadonlyMap<number, string> = new Map([[40, 'sha1'], [64, 'sha256']])

/** Whether `signature` is the HMAC, SHA-1 or SHA-256, of the other parameters with this secret. */
export function isSigned (fields: Parameters, secret: string): boolean {
  const { signature, ...signed } = fields
  const algorithm = typeof signature === 'string' && /^[0-9a-f]*$/i.test(signature)
    ? algorithms.get(signature.length)
    : undefined
  if (algorithm === undefined) return false
  const expected = createHmac(algorithm, secret).update(signedText(signed)).digest()
  return timingSafeEqual(expected, Buffer.from(String(signature), 'hex'))
}

/** What is signed: `name=value`, sorted, joined by `&`, not URL-encoded; what is nested as `user[login]=x`. */
export function signedText (fields: Parameters): string {
  return Object.entries(fields).flatMap(([name, value]) => pairs(name, value)).sort().join('&')
}

function pairs (name: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [`${name}=${value}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    pairs(Array.isArray(value) ? `${name}[]` : `${name}[${key}]`, inner)
  )
}
