import { readPackage } from '../shared/package.ts'

/** `--version` */
export async function run (): Promise<number> {
  process.stdout.write(`${readPackage().version}\n`)
  return 0
}
