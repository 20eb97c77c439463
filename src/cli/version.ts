import { readFileSync } from 'node:fs'

interface Package {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
}

export function readPackage (): Package {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package
}

/** `--version` */
export async function run (): Promise<number> {
  process.stdout.write(`${readPackage().version}\n`)
  return 0
}
