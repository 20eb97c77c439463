import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'
import { isLoopback } from '../http/loopback.ts'
import { AdminError } from '../workspace/input/admin-error.ts'

/** Who may administer the mock. Nothing of it may be left out, so that none of it is ever looked for in a prototype. */
export interface Access {
  readonly adminToken: string | undefined
  readonly openAdmin: boolean
  /** The host that was asked for, by which it may be addressed besides the names of this machine's loopback. */
  readonly host: string
  /** By what other names it may be. */
  readonly adminHost: readonly string[]
  /** The address that it listens on; undefined while it listens nowhere, as under a test that needs no port. */
  readonly address: () => string | undefined
}

/**
 * Lets through whoever has the token. Without a token, whoever is on this machine, or with `openAdmin` whoever reaches
 * it: a web page of elsewhere that a browser has open is neither, be it by a request across sites (CSRF) or by a name
 * of its own that it lets point here (DNS rebinding).
 *
 * @throws AdminError 401 or 403
 */
export function guard (access: Access, headers: IncomingHttpHeaders): void {
  const { adminToken, openAdmin, address } = access
  if (adminToken !== undefined) return checkToken(adminToken, headers.authorization)
  if (isOfAnotherSite(headers)) throw shut('it answers no web page of another site')
  const listening = address()
  if (!openAdmin && listening !== undefined && !isLoopback(listening)) {
    throw shut('it answers only where the server listens on loopback; start it with --admin-token or --open-admin')
  }
  const named = hostname(headers.host)
  if (!isRightName(named, access)) {
    throw shut(
      `it does not answer to the name ${JSON.stringify(named)}; address it as localhost, or start it with ` +
        '--admin-host NAME or --admin-token TOKEN'
    )
  }
}

/** Browsers say of every request where it comes from; what is no browser says neither. */
function isOfAnotherSite ({ origin, host, 'sec-fetch-site': site = 'none' }: IncomingHttpHeaders): boolean {
  return (origin !== undefined && !isSameOrigin(origin, host)) || !ownSites.has(String(site))
}

/** `none` is an address that somebody typed. */
const ownSites: ReadonlySet<string> = new Set(['same-origin', 'none'])

/**
 * A name that nobody of elsewhere can let point here. An address never is one: its page is the mock's own, where all
 * who reach it may ask.
 */
function isRightName (named: string, { openAdmin, host, adminHost }: Access): boolean {
  return isLoopback(named) || (openAdmin && isIP(named) !== 0) ||
    [host, ...adminHost].some((one) => one.toLowerCase() === named)
}

function checkToken (token: string, authorization = ''): void {
  const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (given === undefined || !timingSafeEqual(digest(given), digest(token))) {
    throw new AdminError(401, [
      '/__admin needs the header Authorization: Bearer TOKEN, with the token that the server was started with'
    ])
  }
}

function shut (why: string): AdminError {
  return new AdminError(403, [`/__admin is shut: ${why}`])
}

/** Of one length, whatever is compared. */
function digest (text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function isSameOrigin (origin: string, host: string | undefined): boolean {
  return host !== undefined && origin.replace(/^https?:\/\//, '').toLowerCase() === host.toLowerCase()
}

/** The name in a Host header, without the port and without the brackets of an IPv6 address. */
function hostname (host = ''): string {
  return host.toLowerCase().replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1')
}
