import { delimiter } from 'node:path'
import { hostName } from './host-name.ts'
import type { MockServerOptions } from './mock-server-options.ts'
import { choice, integer, onOff, text } from './option.ts'
import type { Option } from './option.ts'
import { flagOf, fromTable } from './switches.ts'
import type { FidelitySwitches } from './switches.ts'

export type OptionTable = { readonly [Name in keyof MockServerOptions]-?: Option<NonNullable<MockServerOptions[Name]>> }

const mongodbUrl = /^mongodb(?:\+srv)?:\/\/./

const switchOptions = fromTable(({ values, noun, meaning }, name): Option<string> => {
  const flag = flagOf(name)
  return {
    flag,
    variable: flag.toUpperCase().replaceAll('-', '_'),
    kind: choice(noun, values),
    default: values[0],
    help: meaning
  }
}) as Pick<OptionTable, keyof FidelitySwitches>

/** Every option: flags, variables, help text and error messages all come from here. */
export const serverOptions: OptionTable = {
  port: {
    flag: 'port',
    variable: 'PORT',
    kind: integer('a port', 0, 65535),
    default: 8080,
    apiDefault: 0,
    help: 'Port to listen on; 0 takes a free one.'
  },
  host: {
    flag: 'host',
    variable: 'HOST',
    kind: text('H', 'an address', 'an address like 127.0.0.1, or 0.0.0.0 for all'),
    default: '127.0.0.1',
    help: 'Address to listen on.'
  },
  fixtures: {
    flag: 'fixtures',
    variable: 'FIXTURES',
    kind: text('PATH', 'a path', 'a JSON file or a folder of them'),
    separator: delimiter,
    help:
      'A JSON file or a folder of them to start from instead of the default world; several are merged, with ' +
        `"${delimiter}" between them in the variable.`
  },
  as: {
    flag: 'as',
    variable: 'AS',
    kind: hostName,
    separator: ',',
    help:
      'A name by which clients know the vendor, such as api.quickblox.com: the certificate is for it too, and who ' +
        'has the mock for a proxy finds the mock there; exec sees to that for its command. May be given several ' +
        'times; "," between them in the variable.'
  },
  caDir: {
    flag: 'ca-dir',
    variable: 'CA_DIR',
    kind: text('DIR', 'a path', 'a folder'),
    help:
      'The folder that keeps the authority of made certificates, in ca.pem and ca-key.pem, so that clients need to ' +
        'trust it only once.'
  },
  watch: { flag: 'watch', kind: onOff, default: false, help: 'Load fixtures again when their files change.' },
  store: {
    flag: 'store',
    variable: 'STORE',
    kind: text(
      'S',
      'a store',
      'auto, memory, mongod or a mongodb:// URL',
      new RegExp(`^(?:auto|memory|mongod)$|${mongodbUrl.source}`)
    ),
    default: 'auto',
    apiDefault: 'memory',
    help: 'Where the world is kept: auto, memory, mongod, or a mongodb:// URL.'
  },
  mongodbUri: {
    variable: 'MONGODB_URI',
    kind: text('URL', 'a MongoDB URL', 'one that starts with mongodb:// or mongodb+srv://', mongodbUrl),
    help: 'The MongoDB that the store auto takes.'
  },
  https: {
    flag: 'https',
    variable: 'HTTPS',
    kind: onOff,
    default: false,
    help:
      "HTTPS with a certificate made at the start; the path of its authority's, which clients must trust, is printed."
  },
  tlsCert: {
    flag: 'tls-cert',
    variable: 'TLS_CERT',
    kind: text('PATH', 'a path', 'a PEM file'),
    help: 'HTTPS with this certificate, a PEM file; needs --tls-key.'
  },
  tlsKey: {
    flag: 'tls-key',
    variable: 'TLS_KEY',
    kind: text('PATH', 'a path', 'a PEM file'),
    help: 'The key of --tls-cert, a PEM file.'
  },
  ...switchOptions,
  explain: {
    flag: 'explain',
    variable: 'EXPLAIN',
    kind: onOff,
    default: false,
    help: 'Answer deletes with X-Mock-Verdicts: ID=M11, ID=M7, the rule that decided on each id.'
  },
  journal: {
    flag: 'journal',
    variable: 'JOURNAL',
    kind: integer('a number of requests', 0, 100_000),
    default: 1000,
    help: 'How many requests each workspace remembers; 0 turns the journal off.'
  },
  adminToken: {
    flag: 'admin-token',
    variable: 'ADMIN_TOKEN',
    kind: { ...text('T', 'a token', 'visible ASCII characters without spaces', /^[!-~]+$/), secret: true },
    help: 'The token that /__admin then needs, as Authorization: Bearer T.'
  },
  adminHost: {
    flag: 'admin-host',
    variable: 'ADMIN_HOST',
    kind: hostName,
    separator: ',',
    default: [],
    help:
      'A name by which /__admin may be addressed besides those of loopback. May be given several times; "," between ' +
        'them in the variable.'
  },
  openAdmin: {
    flag: 'open-admin',
    variable: 'OPEN_ADMIN',
    kind: onOff,
    default: false,
    help:
      'Let /__admin answer everybody who reaches it, web pages of other sites excepted; without this and without a ' +
        'token it answers only where the server listens on loopback.'
  },
  logLevel: {
    flag: 'log-level',
    variable: 'LOG_LEVEL',
    kind: choice('a log level', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    apiDefault: 'silent',
    help: 'What is logged to standard error.'
  }
}
