import { defaultSwitches } from '../../src/options/switches.ts'

/** Of the command line. */
export const defaults = {
  port: 8080,
  host: '127.0.0.1',
  watch: false,
  store: 'auto',
  https: false,
  ...defaultSwitches,
  explain: false,
  journal: 1000,
  adminHost: [],
  openAdmin: false,
  logLevel: 'info'
} as const

/** Option, what is given, and what it comes to. */
export const good = [
  ['port', '0', 0],
  ['port', '65535', 65535],
  ['host', '0.0.0.0', '0.0.0.0'],
  ['host', 'localhost', 'localhost'],
  ['fixtures', 'team.json', ['team.json']],
  ['as', 'api.quickblox.com', ['api.quickblox.com']],
  ['as', 'API.QuickBlox.com', ['api.quickblox.com']],
  ['as', 'mock', ['mock']],
  ['caDir', 'authority', 'authority'],
  ['store', 'auto', 'auto'],
  ['store', 'memory', 'memory'],
  ['store', 'mongod', 'mongod'],
  ['store', 'mongodb://127.0.0.1:27017/', 'mongodb://127.0.0.1:27017/'],
  ['store', 'mongodb+srv://cluster.example.com', 'mongodb+srv://cluster.example.com'],
  ['mongodbUri', 'mongodb://127.0.0.1', 'mongodb://127.0.0.1'],
  ['tlsCert', 'cert.pem', 'cert.pem'],
  ['tlsKey', 'key.pem', 'key.pem'],
  ['journal', '0', 0],
  ['journal', '100000', 100_000],
  ['adminToken', 'c0rrect-horse', 'c0rrect-horse'],
  ['logLevel', 'silent', 'silent'],
  ['logLevel', 'trace', 'trace']
] as const

/** Option, what is given, and what is wrong with it. */
export const bad = [
  ['port', '80x', '"80x" is not a port; give a whole number from 0 to 65535'],
  ['port', '65536', '"65536" is not a port; give a whole number from 0 to 65535'],
  ['port', '-1', '"-1" is not a port; give a whole number from 0 to 65535'],
  ['port', '8080.5', '"8080.5" is not a port; give a whole number from 0 to 65535'],
  ['port', '1e3', '"1e3" is not a port; give a whole number from 0 to 65535'],
  ...[
    'https://api.quickblox.com',
    'api.quickblox.com:443',
    'api.quickblox.com/chat',
    '127.0.0.1',
    '[::1]',
    '*.quickblox.com',
    'a..b',
    '-a.b',
    ' '
  ].map((name) => (
    [
      'as',
      name,
      `${JSON.stringify(name)} is not the name of a host; give a name like api.quickblox.com, without https://, port ` +
        'and path'
    ] as const
  )),
  ['store', 'mongo', '"mongo" is not a store; give auto, memory, mongod or a mongodb:// URL'],
  ['store', 'mongodb://', '"mongodb://" is not a store; give auto, memory, mongod or a mongodb:// URL'],
  [
    'mongodbUri',
    'localhost:27017',
    '"localhost:27017" is not a MongoDB URL; give one that starts with mongodb:// or mongodb+srv://'
  ],
  [
    'mongodbUri',
    'http://root:correcthorse@db',
    '"http://root:****@db" is not a MongoDB URL; give one that starts with mongodb:// or mongodb+srv://'
  ],
  ['journal', 'off', '"off" is not a number of requests; give a whole number from 0 to 100000'],
  ['adminToken', 'correct horse', 'what is given is not a token; give visible ASCII characters without spaces'],
  ['logLevel', 'loud', '"loud" is not a log level; give fatal, error, warn, info, debug, trace or silent']
] as const
