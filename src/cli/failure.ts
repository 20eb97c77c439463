import type { MockServerOptions } from '../options/mock-server-options.ts'

/** Errors whose message is written for the user. */
const plain: ReadonlySet<string> = new Set(['UsageError', 'FixtureError', 'StoreError', 'StoreUnavailableError', 'ParityError', 'HttpsError'])

type ListenError = NodeJS.ErrnoException & { readonly address?: string, readonly port?: number, readonly hostname?: string }

/** What a failure means and what to do about it, without a stack trace unless that is asked for. */
export function explain (error: unknown, { logLevel, host }: MockServerOptions = {}): string {
  if (!(error instanceof Error)) return bug(String(error))
  if (plain.has(error.name)) return error.message
  return explainListening(error, host) ?? (logLevel === 'debug' || logLevel === 'trace' ? bug(error.stack ?? error.message) : `${bug(error.message)}\nFor where it happened, start again with --log-level debug.`)
}

function bug (what: string): string {
  return `Unexpected error, which is a bug of quickblox-delete-mock: ${what}`
}

function explainListening ({ code, syscall, address, port, hostname }: ListenError, host = address): string | undefined {
  if (syscall === 'getaddrinfo') return `--host: "${hostname}" can't be resolved; give an address like 127.0.0.1, or 0.0.0.0 for all`
  if (syscall !== 'listen') return undefined
  if (code === 'EADDRINUSE') return `--port: ${port} on ${address} is in use; stop what listens there, or give another port (0 takes a free one)`
  if (code === 'EACCES') return `--port: ${port} is not open to this user; give one from 1024 on (0 takes a free one)`
  return `--host: "${host}" can't be listened on (${code}); give an address of this machine like 127.0.0.1, or 0.0.0.0 for all`
}
