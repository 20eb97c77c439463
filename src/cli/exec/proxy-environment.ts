import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { covers } from '../../http/no-proxy.ts'
import { Bundles } from './bundles.ts'
import { javaOptions, javaTrustStore } from './java.ts'
import type { Environment } from '../../shared/environment.ts'

/** What a command is to find. */
export interface Surroundings {
  readonly proxyUrl: string
  /** The authority's certificate in PEM. */
  readonly ca: string
  /** Names that are to be reached by the proxy. */
  readonly names: readonly string[]
  /** Who needs no proxy, as in `NO_PROXY`. */
  readonly exceptions: readonly string[]
  /** A folder of this run, for what the variables name. */
  readonly folder: string
}

/**
 * The variables by which a program of any language finds the proxy, and trusts the authority besides those that it
 * trusts already.
 */
export async function proxyEnvironment (
  { proxyUrl, ca, names, exceptions, folder }: Surroundings,
  given: Environment
): Promise<Record<string, string>> {
  const bundles = new Bundles(folder, ca)
  const [trusted, system] = await Promise.all([bundles.environment(given), bundles.system()])
  // What would keep a name from the proxy is left out; the proxy itself honours it for all else.
  const kept = exceptions.filter((entry) => !names.some((host) => anyPort(entry, host)))
  const trustStore = join(folder, 'authorities.jks')
  await writeFile(trustStore, javaTrustStore(await readFile(system, 'utf8')))
  return {
    ...both('HTTP_PROXY', proxyUrl),
    ...both('HTTPS_PROXY', proxyUrl),
    ...both('NO_PROXY', kept.join(',')),
    ...trusted,
    NODE_USE_ENV_PROXY: '1',
    JAVA_TOOL_OPTIONS: joined([given['JAVA_TOOL_OPTIONS'], javaOptions(new URL(proxyUrl), kept, trustStore)], ' '),
    // An empty entry stands for where PHP looks by itself.
    PHP_INI_SCAN_DIR: `${given['PHP_INI_SCAN_DIR'] ?? ''}${delimiter}${await writePhpSettings(
      join(folder, 'php'),
      system
    )}`
  }
}

async function writePhpSettings (folder: string, bundle: string): Promise<string> {
  await mkdir(folder)
  await writeFile(join(folder, 'authorities.ini'), `curl.cainfo = "${bundle}"\nopenssl.cafile = "${bundle}"\n`)
  return folder
}

function anyPort (entry: string, host: string): boolean {
  const port = Number(/:(\d+)$/.exec(entry)?.[1] ?? 443)
  return covers(entry, { host, port })
}

function both (name: string, value: string): Record<string, string> {
  return { [name]: value, [name.toLowerCase()]: value }
}

function joined (parts: ReadonlyArray<string | undefined>, by: string): string {
  return parts.filter((part) => part !== undefined && part !== '').join(by)
}
