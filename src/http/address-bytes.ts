import { isIPv6 } from 'node:net'

/** An IP address as certificates have it: 4 bytes, or 16. */
export function addressBytes (address: string): Buffer {
  return isIPv6(address) ? bytesOfIPv6(address) : Buffer.from(address.split('.').map(Number))
}

function bytesOfIPv6 (address: string): Buffer {
  // A URL has the last two groups as hex, where they are written as an IPv4 address.
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const [start, end] = [groups(before), groups(after ?? '')]
  const zeros = Array<string>(8 - start.length - end.length).fill('0')
  return Buffer.from([...start, ...zeros, ...end].map((group) => group.padStart(4, '0')).join(''), 'hex')
}

function groups (text: string): string[] {
  return text === '' ? [] : text.split(':')
}
