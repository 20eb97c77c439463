import { validateHeaderName, validateHeaderValue } from 'node:http'
import { isObject } from '../../shared/is-object.ts'

/**
 * In bytes, all together: Node's own clients read no more than 16 KiB of headers, and the answer has others beside
 * these.
 */
export const largestHeaders = 8192

/**
 * What belongs to the connection or to how the body is sent, which the server alone knows; Node throws for some of
 * them, and others cut an answer in two.
 */
const ofConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings'
])

/** What is wrong with the headers that a fault wants to send, one problem each. */
export function headerProblems (headers: unknown): string[] {
  if (!isObject(headers)) return []
  const size = Object.entries(headers).reduce(
    (sum, [name, value]) => sum + name.length + (typeof value === 'string' ? value.length : 0),
    0
  )
  const problems = Object.entries(headers).flatMap(([name, value]) => headerProblem(name, value) ?? [])
  return size > largestHeaders
    ? [...problems, `headers must be ${largestHeaders} bytes at most, not ${size}`]
    : problems
}

function headerProblem (name: string, value: unknown): string | undefined {
  if (!passes(() => validateHeaderName(name)) || name === '__proto__') {
    return `headers: ${JSON.stringify(name)} is not the name of a header`
  }
  if (ofConnection.has(name.toLowerCase())) {
    return `headers.${name} belongs to the connection or follows from the body; leave it out`
  }
  if (typeof value !== 'string') return undefined
  if (!passes(() => validateHeaderValue(name, value))) return `headers.${name} has a character that no header can hold`
  // Node writes these as Latin-1 or as UTF-8, as the body happens to be sent.
  return /[^\t\x20-\x7e]/.test(value)
    ? `headers.${name} has a character beyond ASCII, which no two programs read alike`
    : undefined
}

function passes (check: () => void): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
