import { isIP } from 'node:net'
import { addressBytes } from './address-bytes.ts'
import { context, element } from './der.ts'

/** What a certificate may be for: everything at or below a host's name, or the addresses of a network. */
export type Subtree = { readonly host: string } | { readonly network: Buffer, readonly mask: Buffer }

const kinds = { host: context(2), address: context(7) } as const

/** This machine, by its names and addresses for itself. */
export const loopback: readonly Subtree[] = [
  { host: 'localhost' },
  { network: addressBytes('127.0.0.0'), mask: addressBytes('255.0.0.0') },
  { network: addressBytes('::1'), mask: Buffer.alloc(16, 0xff) }
]

/** A name or an address, as certificates write it. */
export function generalName (name: string): Buffer {
  return isIP(name) === 0 ? element(kinds.host, Buffer.from(name)) : element(kinds.address, addressBytes(name))
}

/** The narrowest subtree that a name or an address is in. */
export function subtreeOf (name: string): Subtree {
  if (isIP(name) === 0) return { host: name }
  const network = addressBytes(name)
  return { network, mask: Buffer.alloc(network.length, 0xff) }
}

export function isWithin (name: string, subtree: Subtree): boolean {
  if ('host' in subtree) return isIP(name) === 0 && `.${name}`.endsWith(`.${subtree.host}`)
  if (isIP(name) === 0) return false
  const address = addressBytes(name)
  return address.length === subtree.network.length &&
    address.every((byte, at) => (byte & (subtree.mask[at] ?? 0)) === subtree.network[at])
}

/** A subtree, as name constraints write it. */
export function writeSubtree (subtree: Subtree): Buffer {
  return 'host' in subtree
    ? element(kinds.host, Buffer.from(subtree.host))
    : element(kinds.address, subtree.network, subtree.mask)
}

export function readSubtree (tag: number, content: Buffer): Subtree | undefined {
  if (tag === kinds.host) return { host: content.toString() }
  const half = content.length / 2
  return tag === kinds.address ? { network: content.subarray(0, half), mask: content.subarray(half) } : undefined
}
