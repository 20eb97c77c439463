import { hostname, networkInterfaces } from 'node:os'
import { isEverywhere } from './reachable.ts'
import { writeCaFile } from './ca-file.ts'
import type { Credentials } from './credentials.ts'
import { HttpsError } from './https-error.ts'
import { readCertificate } from './read-certificate.ts'

export interface HttpsOptions {
  readonly https?: boolean
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly host?: string
}

/** What HTTPS needs. */
export interface Https {
  readonly credentials: Credentials
  /** Where the certificate of the authority is that clients must trust; undefined for credentials that were given. */
  readonly caPath: string | undefined
  close(): Promise<void>
}

/** An Android emulator's name for the machine it runs on. */
const emulatorHost = '10.0.2.2'

/** Opens what HTTPS needs, undefined where it isn't asked for; a certificate that is given asks for it too. Throws {@link HttpsError} where it can't be had. */
export async function openHttps ({ https = false, tlsCert, tlsKey, host }: HttpsOptions): Promise<Https | undefined> {
  if (tlsCert !== undefined && tlsKey !== undefined) return { credentials: await readCertificate(tlsCert, tlsKey), caPath: undefined, close: async () => {} }
  if (tlsCert !== undefined) throw new HttpsError('A TLS certificate needs its key; give --tls-key (tlsKey) too')
  if (tlsKey !== undefined) throw new HttpsError('A TLS key needs its certificate; give --tls-cert (tlsCert) too')
  return https ? makeHttps(host) : undefined
}

async function makeHttps (host?: string): Promise<Https> {
  const { makeCertificate } = await import('./make-certificate.ts')
  const { ca, ...credentials } = await makeCertificate(serverNames(host))
  const { path, remove } = await writeCaFile(ca)
  return { credentials, caPath: path, close: remove }
}

/** What clients may call this server: the machine's names for itself, and the one it listens on, or all of the machine's addresses where it listens on those. */
export function serverNames (host = 'localhost', machine = hostname(), addresses = addressesOfMachine()): string[] {
  const listened = isEverywhere(host) ? addresses : [host.toLowerCase()]
  const names = ['localhost', '127.0.0.1', '::1', emulatorHost, machine.toLowerCase(), ...listened]
  return [...new Set(names)].filter((name) => /^[\w.:-]+$/.test(name))
}

function addressesOfMachine (): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address))
}
