import { isIPv4 } from 'node:net'

/** Whether a name or an address, without port and brackets, is of this machine's loopback. */
export function isLoopback (name: string): boolean {
  const address = name.replace(/^::ffff:(?=127\.)/, '')
  if (isIPv4(address)) return address.startsWith('127.')
  return name === '::1' || /^(?:[a-z0-9_-]+\.)*localhost$/.test(name)
}
