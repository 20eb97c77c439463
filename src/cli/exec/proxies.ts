import { maskUrl } from '../../shared/redaction.ts'
import { UsageError } from '../../options/option.ts'
import { covers, readNoProxy } from '../../http/no-proxy.ts'
import type { Target } from '../../http/target.ts'
import type { Environment } from '../../shared/environment.ts'

/** The proxies by which a command would have gone. */
export interface Proxies {
  /** The one for a host; undefined for straight there. */
  of(target: Target, tunnel: boolean): URL | undefined
  /** Who needs no proxy: loopback, and the entries of `NO_PROXY`. */
  readonly exceptions: readonly string[]
}

/** Where nobody wants a proxy; the mock is there too. */
const loopback = ['localhost', '127.0.0.1', '::1']

const variables = {
  tunnel: ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'],
  plain: ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'],
  exceptions: ['no_proxy', 'NO_PROXY']
} as const

/** Reads the proxies that an environment names; throws UsageError for one of another kind. */
export function readProxies (environment: Environment): Proxies {
  const [tunnel, plain] = [readProxy(variables.tunnel, environment), readProxy(variables.plain, environment)]
  const exceptions = [
    ...new Set([...loopback, ...readNoProxy(firstOf(variables.exceptions, environment)?.value ?? '')])
  ]
  return {
    exceptions,
    of: (target, isTunnel) => exceptions.some((entry) => covers(entry, target)) ? undefined : isTunnel ? tunnel : plain
  }
}

function readProxy (names: readonly string[], environment: Environment): URL | undefined {
  const found = firstOf(names, environment)
  if (found === undefined) return undefined
  const { name, value } = found
  const url = parse(value.includes('://') ? value : `http://${value}`)
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(
      `${name}: ${JSON.stringify(maskUrl(value))} is not a proxy that exec --as can pass on to; give one that starts ` +
        'with http:// or https://, or unset it'
    )
  }
  return url
}

function parse (text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function firstOf (names: readonly string[], environment: Environment): { name: string, value: string } | undefined {
  for (const name of names) {
    const value = environment[name]
    if (value !== undefined && value !== '') return { name, value }
  }
}
