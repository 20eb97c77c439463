import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ControlError } from '../workspace/fields.ts'

/** Who may administer the mock. Nothing of it may be left out, so that none of it is ever looked for in a prototype. */
export interface Access {
  readonly adminToken: string | undefined
  readonly openAdmin: boolean
  /** The host that was asked for, by which it may be addressed besides the names of this machine's loopback. */
  readonly host: string
  /** The address that it listens on; undefined while it listens nowhere, as under a test that needs no port. */
  readonly address: () => string | undefined
}

/**
 * Lets through whoever has the token. Without a token, whoever is on this machine: a web page of elsewhere that a browser here has open is not,
 * neither by a request across sites nor by a name of its own that it lets point here.
 *
 * @throws ControlError 401 or 403
 */
export function guard ({ adminToken, openAdmin, host, address }: Access, headers: IncomingHttpHeaders): void {
  if (adminToken !== undefined) return checkToken(adminToken, headers.authorization)
  if (headers.origin !== undefined && !isSameSite(headers.origin, headers.host)) throw shut('it answers no web page of another site')
  if (openAdmin) return
  const listening = address()
  if (listening !== undefined && !isLoopback(listening)) throw shut('it answers only where the server listens on loopback; start it with --admin-token or --open-admin')
  const named = hostname(headers.host)
  if (!isLoopback(named) && named !== host.toLowerCase()) throw shut(`it does not answer to the name ${JSON.stringify(named)}; address it as localhost, or start it with --admin-token or --open-admin`)
}

function checkToken (token: string, authorization = ''): void {
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (given === undefined || !timingSafeEqual(digest(given), digest(token))) throw new ControlError(401, ['/__admin needs the header Authorization: Bearer TOKEN, with the token that the server was started with'])
}

function shut (why: string): ControlError {
  return new ControlError(403, [`/__admin is shut: ${why}`])
}

/** Of one length, whatever is compared. */
function digest (text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function isSameSite (origin: string, host: string | undefined): boolean {
  return host !== undefined && origin.replace(/^https?:\/\//, '').toLowerCase() === host.toLowerCase()
}

/** The name in a Host header, without the port and without the brackets of an IPv6 address. */
function hostname (host = ''): string {
  return host.toLowerCase().replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1')
}

export function isLoopback (name: string): boolean {
  return /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3}|(?:.+\.)?localhost)$/.test(name)
}
