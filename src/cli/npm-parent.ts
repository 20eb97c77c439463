import { environment } from '../options/option.ts'

/** How often to look whether npm is still there, in milliseconds. */
const interval = 500

/** The command of the package, which npx has in quotes, or `npm start` of a clone; with nothing in the background. */
const mockAlone = /^(?:node [^&]*scripts\/start\.js|["']?quickblox-delete-mock["']?)(?:\s[^&]*)?$/

/**
 * Ends the mock after the npm that runs it, as a signal would: npm passes a signal to the shell between them, which
 * passes it to nobody, and the mock would keep its port.
 */
export function endWithNpm (): void {
  if (!runsMockAlone(environment['npm_lifecycle_script'])) return
  const shell = process.ppid
  const looking = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(looking)
    process.kill(process.pid, 'SIGTERM')
  }, interval).unref()
}

/** Whether the shell of a script ends after the mock alone: what is in the background is to outlive its shell. */
export function runsMockAlone (script = ''): boolean {
  return mockAlone.test(script)
}
