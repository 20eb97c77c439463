/** Addresses that stand for all of a machine: they can be listened on, and not everywhere be asked. */
const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

export function isEverywhere (address: string): boolean {
  return Object.hasOwn(everywhere, address)
}

/** The host to ask, in a URL, of a server that listens on an address. */
export function reachable (address: string): string {
  return everywhere[address] ?? (address.includes(':') ? `[${address}]` : address)
}
