import { BlockList, isIP, isIPv6 } from 'node:net'
import { readTarget } from './target.ts'
import type { Target } from './target.ts'

/** The entries of a `NO_PROXY`. */
export function readNoProxy (text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '')
}

/** Whether an entry means a host: its name, a name above it, a network, everything; with a port, that port alone. */
export function covers (entry: string, target: Target): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isIP(target.host) !== 0 && inNetwork(entry, target.host)
  const named = isIPv6(entry)
    ? { host: entry, port: target.port }
    : readTarget(entry.replace(/^\*?\./, ''), target.port)
  return named !== undefined && named.port === target.port && `.${target.host}`.endsWith(`.${named.host}`)
}

function inNetwork (entry: string, address: string): boolean {
  const [network = '', size] = entry.split('/')
  const kind = isIPv6(network) ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  try {
    list.addSubnet(network, Number(size), kind)
    return list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
  } catch {
    return false
  }
}
