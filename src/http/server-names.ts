import { hostname, networkInterfaces } from 'node:os'
import { isEverywhere } from './reachable.ts'

/** An Android emulator's name for the machine it runs on. */
const emulatorHost = '10.0.2.2'

/**
 * What clients may call this server: the machine's names for itself, and the one it listens on, or all of the machine's
 * addresses where it listens on those.
 */
export function serverNames (host = 'localhost', machine = hostname(), addresses = addressesOfMachine()): string[] {
  const listened = isEverywhere(host) ? addresses : [host.toLowerCase()]
  const names = ['localhost', '127.0.0.1', '::1', emulatorHost, machine.toLowerCase(), ...listened]
  return [...new Set(names)].filter((name) => /^[\w.:-]+$/.test(name))
}

function addressesOfMachine (): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address))
}
