import { isPasswordName, isSecretName } from './secret-names.ts'

export { maskText } from './redact-text.ts'

const scheme = /^(?:ApiKey|Bearer|Basic) +/i
/** Where one thing masks what another has masked already. */
const masked = /^\*{4}.{0,4}$/
/** From the start of a word on: else a long one would be searched again from each of its letters. */
const userInfo = /(?<![a-z0-9+.-])([a-z0-9+.-]+:\/\/[^:/?#\s]*):[^/?#\s]*@/gi

/** A connection string, or what somebody meant for one. */
const connection = /^(mongodb[^:/]*:?\/*)(.*)/is
const cleanHosts = /^[\w.-]*(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*(?:[/?]|$)/

/** JSON can nest deeper than a stack; nobody reads that far. */
const deepest = 32

/**
 * Masks a credential to its last four characters, and a short one, which these would give away, in full; `ApiKey` and
 * `Bearer` stay in front.
 */
export function mask (secret: string): string {
  if (masked.test(secret)) return secret
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

/**
 * However broken it is, what may be a password is not shown: what stands before the last `@`, or where hosts should be
 * and none are.
 */
function maskConnection (text: string): string {
  const [, start, rest] = connection.exec(text) ?? ['', '', text]
  const end = rest?.lastIndexOf('@') ?? -1
  if (start === '' || rest === undefined) return text.replace(/^([^\s:/@?#]+):[^\s/]*@/, '$1:****@')
  if (end === -1) return cleanHosts.test(rest) ? text : `${start}****`
  return `${start}${/^[^:/@?#\s]*/.exec(rest)?.[0] ?? ''}:****${rest.slice(end)}`
}

function maskPair (pair: string): string {
  for (const { 0: all, 1: name = '', index } of pair.matchAll(/(?:^|[;?#])([^=;?#]*)=/g)) {
    const start = index + all.length
    if (isSecretName(name)) return pair.slice(0, start) + maskNamed(name, pair.slice(start))
  }
  return pair
}

function maskDeep (value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskString(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '...'
  if (Array.isArray(value)) return maskList(value, depth - 1)
  return isPlain(value) ? maskObject(value, depth - 1) : value
}

/** A URL may stand in a header, with credentials of its own. */
function maskString (text: string): string {
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
