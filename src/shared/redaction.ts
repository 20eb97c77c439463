/** Names whose values are credentials, as headers, fields and query parameters have them: `QB-Token`, `user[password]`, `api_keys`. */
const secretName = /(?:token|password|signature|secret|api_?keys?|auth_?key|authorization|cookie)(?:\]|%5D)?$/i

const secretInText = /((?:token|password|signature|secret|api_?keys?|auth_?key|authorization|cookie)(?:\]|%5D)?["']?\s*[:=]\s*["'[]*)([^"'&,;}\]\s]+)/gi

const scheme = /^(?:ApiKey|Bearer|Basic) +/i
const userInfo = /^([a-z][a-z0-9+.-]*:\/\/[^:/?#]*):[^/?#]*@/i

/** JSON can nest deeper than a stack; nobody reads that far. */
const deepest = 32

/** Masks a credential to its last four characters, and a short one, which these would give away, in full; `ApiKey` and `Bearer` stay in front. */
export function mask (secret: string): string {
  const start = scheme.exec(secret)?.[0] ?? ''
  const end = secret.length - start.length > 8 ? secret.slice(-4) : ''
  return `${start}****${end}`
}

/** Masks the credentials among headers or in a body, at any depth; what holds none comes back as it is, not as a copy. */
export function maskFields<T> (fields: T): T
export function maskFields (fields: unknown): unknown {
  return maskDeep(fields, deepest)
}

/** Masks the password before the host and the credentials in the query. */
export function maskUrl (url: string): string {
  const bare = url.replace(userInfo, '$1:****@')
  const query = bare.indexOf('?') + 1
  return query === 0 ? bare : bare.slice(0, query) + maskQuery(bare.slice(query))
}

/** Masks the credentials in a query string or a form body. */
export function maskQuery (query: string): string {
  return query.split('&').map(maskPair).join('&')
}

/** Masks the credentials in a text that is neither: everything that stands after one of their names, up to the next separator. */
export function maskText (text: string): string {
  return text.replace(secretInText, (_all, name: string, secret: string) => name + mask(secret))
}

function maskPair (pair: string): string {
  const start = pair.indexOf('=') + 1
  if (start === 0 || !secretName.test(pair.slice(0, start - 1))) return pair
  return pair.slice(0, start) + mask(pair.slice(start))
}

function maskDeep (value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '...'
  if (Array.isArray(value)) return maskList(value, depth - 1)
  return isPlain(value) ? maskObject(value, depth - 1) : value
}

function maskList (list: readonly unknown[], depth: number): readonly unknown[] {
  const masked = list.map((one) => maskDeep(one, depth))
  return masked.some((one, index) => one !== list[index]) ? masked : list
}

function maskObject (object: Record<string, unknown>, depth: number): Record<string, unknown> {
  let copy: Record<string, unknown> | undefined
  for (const name of Object.keys(object)) {
    const value = object[name]
    const masked = secretName.test(name) ? maskWhole(value) : maskDeep(value, depth)
    if (masked !== value) (copy ??= { ...object })[name] = masked
  }
  return copy ?? object
}

function maskWhole (value: unknown): unknown {
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((one) => mask(typeof one === 'object' ? '' : String(one)))
  return typeof value === 'object' ? mask('') : mask(String(value))
}

function isPlain (value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
