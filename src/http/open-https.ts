import { X509Certificate } from 'node:crypto'
import { writeCaFile } from './ca-file.ts'
import type { ServerCertificate } from './server-certificate.ts'
import { HttpsError } from './https-error.ts'
import { isEverywhere } from './reachable.ts'
import { readCertificate } from './read-certificate.ts'
import { serverNames } from './server-names.ts'

export interface HttpsOptions {
  readonly https?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly host?: string
  /** Names besides those of the machine. */
  readonly as?: readonly string[]
  /** Where the authority is kept. */
  readonly caDir?: string
}

/** What HTTPS needs. */
export interface Https {
  readonly credentials: ServerCertificate
  /** The authority that clients must trust; undefined for credentials that were given. */
  readonly ca: { readonly pem: string, readonly path: string } | undefined
  close(): Promise<void>
}

const nothingToClose = async (): Promise<void> => {}

/**
 * Opens what HTTPS needs, undefined where it isn't asked for; names to be known by and a certificate that is given ask
 * for it too. Throws {@link HttpsError} where it can't be had.
 */
export async function openHttps (options: HttpsOptions): Promise<Https | undefined> {
  const { https = false, tlsCert, tlsKey, host, as = [], caDir } = options
  const makes = https || as.length > 0
  const problem = problemOf(options, makes)
  if (problem !== undefined) throw new HttpsError(problem)
  if (tlsCert !== undefined && tlsKey !== undefined) {
    return { credentials: await readOwn(tlsCert, tlsKey, as), ca: undefined, close: nothingToClose }
  }
  return makes ? makeHttps(as, host, caDir) : undefined
}

/** What can't be asked for together, or not alone. */
function problemOf ({ tlsCert, tlsKey, caDir }: HttpsOptions, makes: boolean): string | undefined {
  if (tlsCert !== undefined && tlsKey === undefined) {
    return 'A TLS certificate needs its key; give --tls-key (tlsKey) too'
  }
  if (tlsKey !== undefined && tlsCert === undefined) {
    return 'A TLS key needs its certificate; give --tls-cert (tlsCert) too'
  }
  if (caDir === undefined) return undefined
  if (tlsCert !== undefined) {
    return '--ca-dir (caDir) keeps the authority of certificates that are made, and --tls-cert (tlsCert) gives one; ' +
      'leave out one of the two'
  }
  return makes
    ? undefined
    : '--ca-dir (caDir) keeps the authority of certificates, and none is made; add --https or --as NAME'
}

async function readOwn (tlsCert: string, tlsKey: string, as: readonly string[]): Promise<ServerCertificate> {
  const credentials = await readCertificate(tlsCert, tlsKey)
  const certificate = new X509Certificate(credentials.cert)
  const missing = as.find((name) => certificate.checkHost(name) === undefined)
  if (missing !== undefined) {
    throw new HttpsError(
      `The TLS certificate ${JSON.stringify(tlsCert)} is not for ${missing}; give one that is, or none to have it made`
    )
  }
  return credentials
}

async function makeHttps (as: readonly string[], host: string | undefined, caDir: string | undefined): Promise<Https> {
  const { certify, makeAuthority, mayCertify } = await import('./authority.ts')
  const names = [...new Set([...as, ...serverNames(host)])]
  if (caDir === undefined) {
    const authority = makeAuthority(names)
    const { path, remove } = await writeCaFile(authority.root)
    return { credentials: certify(authority, names), ca: { pem: authority.root, path }, close: remove }
  }
  const { openAuthorityFolder } = await import('./authority-folder.ts')
  const { authority, caPath: path } = await openAuthorityFolder(caDir, names)
  const unserved = asked(as, host).find((name) => !mayCertify(authority, name))
  if (unserved !== undefined) {
    throw new HttpsError(
      `The authority in ${caDir} may not vouch for ${unserved}: it was made for other names; give another --ca-dir, ` +
        'or remove its ca.pem and ca-key.pem to have another made'
    )
  }
  return {
    credentials: certify(authority, names.filter((name) => mayCertify(authority, name))),
    ca: { pem: authority.root, path },
    close: nothingToClose
  }
}

/** Names that were given; those of the machine may change, and are left out where the authority was made before. */
function asked (as: readonly string[], host: string | undefined): readonly string[] {
  return host === undefined || isEverywhere(host) || !/^[\w.:-]+$/.test(host) ? as : [...as, host.toLowerCase()]
}
