import { maskConnection } from './redact-connection.ts'
import { maskText, maskedAlready } from './redact-text.ts'
import { isPasswordName, isSecretName, mostEncodings } from './secret-names.ts'

export { maskText }

const scheme = /^(?:ApiKey|Bearer|Basic) +/i
/** From the start of a word on: else a long one would be searched again from each of its letters. */
const userInfo = /(?<![a-z0-9+.-])([a-z0-9+.-]+:\/\/[^:/?#\s]*):[^/?#\s]*@/gi

/** JSON can nest deeper than a stack; nobody reads that far. */
const deepest = 32

/**
 * Masks a credential to its last four characters, and a short one, which these would give away, in full; `ApiKey` and
 * `Bearer` stay in front.
 */
export function mask (secret: string): string {
  if (maskedAlready.test(secret)) return secret
  const start = scheme.exec(secret)?.[0] ?? ''
  const end = secret.length - start.length > 8 ? secret.slice(-4) : ''
  return `${start}****${end}`
}

/** Masks what a secret name stands before: a password whole, anything else to its last four characters. */
function maskNamed (name: string, secret: string): string {
  return isPasswordName(name) ? '****' : mask(secret)
}

/**
 * Masks the credentials among headers or in a body, at any depth; what holds none comes back as it is, not as a copy.
 */
export function maskFields<T> (fields: T): T
export function maskFields (fields: unknown): unknown {
  return maskDeep(fields, deepest)
}

/** Masks the password before the host and the credentials in the query. */
export function maskUrl (url: string): string {
  const bare = maskConnection(url).replaceAll(userInfo, '$1:****@')
  const query = /[?#]/.exec(bare)
  return query === null ? bare : bare.slice(0, query.index + 1) + maskQuery(bare.slice(query.index + 1))
}

/** Masks the credentials in a query string or a form body. */
export function maskQuery (query: string): string {
  return query.split('&').map(maskPair).join('&')
}

function maskPair (pair: string): string {
  for (const { 0: all, 1: name = '', index } of pair.matchAll(/(?:^|[;?#])([^=;?#]*)=/g)) {
    const start = index + all.length
    if (isSecretName(name)) return pair.slice(0, start) + maskNamed(name, pair.slice(start))
  }
  const start = pair.indexOf('=') + 1
  return pair.includes('%') ? pair.slice(0, start) + maskEncoded(pair.slice(start)) : pair
}

/** A value may be a URL or JSON itself, encoded once or over and over. */
function maskEncoded (value: string, times = mostEncodings): string {
  const text = times === 0 ? value : decode(value)
  if (text === value) return maskString(value)
  const masked = maskEncoded(text, times - 1)
  return masked === text ? value : encode(masked)
}

/** Byte by byte, so that what is broken can be decoded too, and is encoded as it was. */
function decode (text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_all, digits: string) => String.fromCharCode(parseInt(digits, 16)))
}

function encode (text: string): string {
  return text.replaceAll(/[^\w.~*-]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

function maskDeep (value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskString(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '...'
  if (Array.isArray(value)) return maskList(value, depth - 1)
  return isPlain(value) ? maskObject(value, depth - 1) : value
}

/** A URL may stand in a header, and JSON in any string, with credentials of its own. */
function maskString (text: string): string {
  if (/^\s*[[{]/.test(text)) return maskText(text)
  if (!/[=@]/.test(text)) return text
  return text.split(/(\s+)/).map((word) => mayBeUrl(word) ? maskUrl(word) : word).join('')
}

function mayBeUrl (word: string): boolean {
  const [query, authority] = [word.search(/[?#]/), word.indexOf('://')]
  return (query !== -1 && word.includes('=', query)) || (authority !== -1 && word.includes('@', authority))
}

function maskList (list: readonly unknown[], depth: number): readonly unknown[] {
  const masked = list.map((one) => maskDeep(one, depth))
  return masked.some((one, index) => one !== list[index]) ? masked : list
}

function maskObject (object: Record<string, unknown>, depth: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined
  for (const name of Object.keys(object)) {
    const value = object[name]
    const masked = isSecretName(name) ? maskWhole(name, value) : maskDeep(value, depth)
    if (masked !== value) (copy ??= { ...object })[name] = masked
  }
  return copy ?? object
}

function maskWhole (name: string, value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((one) => maskNamed(name, typeof one === 'object' ? '' : String(one)))
  return maskNamed(name, typeof value === 'object' ? '' : String(value))
}

function isPlain (value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
