type Failure = NodeJS.ErrnoException & { readonly address?: string, readonly port?: number, readonly hostname?: string }

/** An address that can't be listened on; the message says what to do. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
  /** Node's code, `EADDRINUSE` for one. */
  readonly code: string | undefined

  constructor (failure: Failure, host: string) {
    super(describe(failure, host), { cause: failure })
    this.code = failure.code
  }
}

export function isListenFailure (error: unknown): error is Failure {
  const { syscall } = error as Failure
  return error instanceof Error && (syscall === 'listen' || syscall === 'getaddrinfo')
}

function describe ({ code, syscall, address, port, hostname }: Failure, host: string): string {
  if (syscall === 'getaddrinfo') {
    return `host: "${hostname}" can't be resolved; give an address like 127.0.0.1, or 0.0.0.0 for all`
  }
  if (code === 'EADDRINUSE') {
    return `port: ${port} on ${address} is in use; stop what listens there, or give another port (0 takes a free one)`
  }
  if (code === 'EACCES') return `port: ${port} is not open to this user; give one from 1024 on (0 takes a free one)`
  return `host: "${host}" can't be listened on (${code}); give an address of this machine like 127.0.0.1, or 0.0.0.0 ` +
    'for all'
}
