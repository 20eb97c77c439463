import { readFileSync } from 'node:fs'
import { packageRoot } from '../package-root.ts'

interface Package {
  readonly name: string
  readonly version: string
  readonly description: string
  readonly license: string
}

export function readPackage (): Package {
  return JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as Package
}
