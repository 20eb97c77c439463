import type { Kind } from './option.ts'

const label = '(?!-)[a-z0-9_-]{1,63}(?<!-)'
const pattern = new RegExp(`^(?=.{1,253}$)(?:${label}\\.)*(?!\\d+$)${label}$`)

/** A name, not an address; case does not matter in it. */
export const hostName: Kind<string> = {
  placeholder: 'NAME',
  noun: 'the name of a host',
  accepts: 'a name like api.quickblox.com, without https://, port and path',
  read: (given) => pattern.test(given.toLowerCase()) ? given.toLowerCase() : undefined
}
