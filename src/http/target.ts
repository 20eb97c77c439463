import type { IncomingMessage } from 'node:http'

/** Whom a request is for, as a client tells its proxy. */
export interface Target {
  /** A name in lower case, or an address without brackets. */
  readonly host: string
  readonly port: number
}

const authority = /^(?:[^@/?#]*@)?(?:\[([^\]]+)\]|([^:@/?#[\]]+?))\.?(?::(\d{1,5}))?$/
const absoluteForm = /^(https?):\/\/([^/?#]*)([^#]*)/i

/** Reads `NAME:443`, as in CONNECT and in a Host header; undefined for what is none. */
export function readTarget (text: string, defaultPort: number): Target | undefined {
  const [, address, name, port] = authority.exec(text.toLowerCase()) ?? []
  const host = address ?? name
  return host === undefined ? undefined : { host, port: port === undefined ? defaultPort : Number(port) }
}

/**
 * Makes a request in absolute form one for a path. Whom its URL names it is for, whatever its Host header says (RFC
 * 9112, 3.2.2).
 */
export function takeAuthority (request: IncomingMessage): void {
  const asked = request.url?.startsWith('/') === false ? readAbsoluteForm(request.url) : undefined
  if (asked === undefined) return
  request.url = asked.path
  request.headers.host = asked.authority
}

/**
 * Takes `http://NAME/path` apart, which is how a client without a tunnel asks its proxy; undefined for a path alone.
 */
export function readAbsoluteForm (
  url: string
): { readonly target: Target | undefined, readonly authority: string, readonly path: string } | undefined {
  const [whole, scheme = '', host = '', path = ''] = absoluteForm.exec(url) ?? []
  if (whole === undefined) return undefined
  return {
    target: readTarget(host, scheme.toLowerCase() === 'https' ? 443 : 80),
    authority: host.replace(/^.*@/, ''),
    path: path.startsWith('/') ? path : `/${path}`
  }
}
