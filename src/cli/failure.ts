import { ListenError, isListenFailure } from '../http/listen-error.ts'
import type { MockServerOptions } from '../options/mock-server-options.ts'

/** Errors whose message is written for the user. */
const plain: ReadonlySet<string> = new Set([
  'UsageError',
  'FixtureError',
  'StoreError',
  'StoreUnavailableError',
  'ParityError',
  'HttpsError'
])

/** What a failure means and what to do about it, without a stack trace unless that is asked for. */
export function explain (error: unknown, { logLevel, host }: MockServerOptions = {}): string {
  if (!(error instanceof Error)) return bug(String(error))
  if (plain.has(error.name)) return error.message
  if (isListenFailure(error)) return explain(new ListenError(error, host ?? String(error.address)))
  if (error.name === 'ListenError') return `--${error.message}`
  return (logLevel === 'debug' || logLevel === 'trace'
    ? bug(error.stack ?? error.message)
    : `${bug(error.message)}\nFor where it happened, start again with --log-level debug.`)
}

function bug (what: string): string {
  return `Unexpected error, which is a bug of quickblox-delete-mock: ${what}`
}
