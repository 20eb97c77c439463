import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the package is made of. A folder is newer when something in it is gone. */
const sources = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json']

/** What a build writes last. */
const last = 'dist/inspector/index.html'

/** Builds the package, before the tests that run it, where that was not done since its sources were changed. */
export function setup (): void {
  const built = statSync(last, { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (sources.every((source) => newestIn(source) < built)) return
  execFileSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit' })
}

function newestIn (path: string): number {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))))
}
