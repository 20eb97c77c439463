import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { readRegularFile } from '../../shared/read-regular-file.ts'
import type { Environment } from '../../shared/environment.ts'

/** Where systems keep the authorities that everybody trusts. */
const systemFiles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem'
]

/**
 * By variable, those whose file is taken in its stead where it is not set, the first first. What is named is all that
 * is trusted.
 */
const replacing = {
  SSL_CERT_FILE: [],
  CURL_CA_BUNDLE: ['SSL_CERT_FILE'],
  REQUESTS_CA_BUNDLE: ['CURL_CA_BUNDLE'],
  HTTPLIB2_CA_CERTS: [],
  GIT_SSL_CAINFO: [],
  NIX_SSL_CERT_FILE: ['SSL_CERT_FILE'],
  PERL_LWP_SSL_CA_FILE: []
} as const

/** What is named is trusted besides. */
const adding = ['NODE_EXTRA_CA_CERTS', 'DENO_CERT'] as const

/** Files of authorities, each with one more, in a folder. */
export class Bundles {
  readonly #folder: string
  readonly #ca: string
  readonly #files = new Map<string, Promise<string>>()

  constructor (folder: string, ca: string) {
    this.#folder = folder
    this.#ca = ca
  }

  /** Whom a program trusts, by every variable that says so. */
  async environment (given: Environment): Promise<Record<string, string>> {
    const entries = [
      ...Object.entries(replacing).map(async ([name, others]) =>
        [name, await this.#with(firstSet([name, ...others], given) ?? '')] as const
      ),
      ...adding.map(async (name) => [name, await this.#with(given[name] ?? '/dev/null')] as const)
    ]
    return Object.fromEntries(await Promise.all(entries))
  }

  /** The system's authorities and ours, as one file. */
  async system (): Promise<string> {
    return this.#with('')
  }

  /** A file with what is in another, or the system's for none; of one that can't be read nobody is trusted. */
  #with (path: string): Promise<string> {
    const known = this.#files.get(path)
    if (known !== undefined) return known
    const made = this.#make(path, join(this.#folder, `authorities-${this.#files.size}.pem`))
    this.#files.set(path, made)
    return made
  }

  async #make (path: string, file: string): Promise<string> {
    const others = path === '' ? await systemAuthorities() : await readRegularFile(path).catch(() => '')
    await writeFile(file, `${others.trimEnd()}\n${this.#ca}`)
    return file
  }
}

async function systemAuthorities (): Promise<string> {
  for (const path of systemFiles) {
    const text = await readRegularFile(path).catch(() => '')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  }
  return rootCertificates.join('\n')
}

function firstSet (names: readonly string[], environment: Environment): string | undefined {
  return names.map((name) => environment[name]).find((value) => value !== undefined && value !== '')
}
